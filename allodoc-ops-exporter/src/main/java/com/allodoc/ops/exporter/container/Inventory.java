package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which containers there are, each with its newest inspection. A container is inspected when it is new, when its entry in
 * the list has changed, after an event, when its process is no longer found, while it is unwell or restarting, and
 * now and then; all of them at every scrape when there are no events to go by. For one thread.
 */
final class Inventory {

    /** An event can get lost on a connection that died without a word. */
    private static final Duration LONGEST_TRUST = Duration.ofMinutes(5);

    private final EventWatch events;
    private final FanOut fanOut;
    private final CgroupLocator locator;
    private final Map<String, Entry> entries = new HashMap<>();

    Inventory(EventWatch events, FanOut fanOut, CgroupLocator locator) {
        this.events = events;
        this.fanOut = fanOut;
        this.locator = locator;
    }

    /** What is remembered of a container from one scrape to the next. */
    private static final class Entry {
        private ListedContainer listed;
        private String inspectedSignature = "";
        private long inspectedAt;
        private @Nullable Inspection inspection;
        private Optional<CgroupLocation> cgroup = Optional.empty();
        private @Nullable String cgroupPath;

        Entry(ListedContainer listed) {
            this.listed = listed;
        }
    }

    /**
     * Takes in a new list.
     *
     * @param engine knows where the cgroups are that can't be seen
     * @return the containers by name
     */
    List<Container> update(List<ListedContainer> list, EngineInfo engine, Deadline deadline) throws IOException {
        Map<String, ListedContainer> now = new HashMap<>();
        list.forEach(listed -> now.put(listed.id(), listed));
        entries.keySet().retainAll(now.keySet());
        now.forEach((id, listed) -> entries.computeIfAbsent(id, i -> new Entry(listed)).listed = listed);
        List<String> stale = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (isStale(id, entry)) {
                stale.add(id);
            }
        });
        inspect(stale, deadline);
        List<Container> containers = new ArrayList<>(entries.size());
        entries.values().forEach(entry -> containers.add(container(entry, engine)));
        containers.sort(Comparator.comparing(Container::name)
                .thenComparing(container -> container.listed().id()));
        return containers;
    }

    private boolean isStale(String id, Entry entry) {
        Inspection inspection = entry.inspection;
        if (inspection == null
                || !events.covers(id, entry.inspectedAt)
                || !entry.listed.signature().equals(entry.inspectedSignature)
                || System.nanoTime() - entry.inspectedAt > LONGEST_TRUST.toNanos()) {
            return true;
        }
        if (entry.listed.state() == ContainerState.RESTARTING
                || entry.listed.isUnwell()
                || inspection.failingStreak() > 0) {
            return true;
        }
        boolean wasFound = entry.cgroup.isPresent();
        locate(entry);
        return wasFound && entry.cgroup.isEmpty();
    }

    private void inspect(List<String> ids, Deadline deadline) throws IOException {
        long before = System.nanoTime();
        FanOut.Answers<Inspection> answers =
                fanOut.ask(ids, FanOut.NARROW, (client, id) -> Inspection.parse(client.get(Inspection.path(id))), deadline);
        answers.values().forEach((id, inspection) -> {
            Entry entry = entries.get(id);
            if (entry != null) {
                entry.inspection = inspection;
                entry.inspectedAt = before;
                entry.inspectedSignature = entry.listed.signature();
                locate(entry);
            }
        });
        if (answers.failure().isPresent()) {
            throw answers.failure().get();
        }
    }

    private void locate(Entry entry) {
        Inspection inspection = entry.inspection;
        entry.cgroup = inspection != null && entry.listed.state().isLive()
                ? locator.find(inspection.pid(), entry.listed.id())
                : Optional.empty();
        entry.cgroup.ifPresent(location -> entry.cgroupPath = location.path());
    }

    private static Container container(Entry entry, EngineInfo engine) {
        Optional<Inspection> inspection = Optional.ofNullable(entry.inspection);
        String path = entry.cgroupPath;
        if (path == null) {
            String parent = inspection.map(Inspection::cgroupParent).orElse("");
            path = engine.cgroupPath(entry.listed.id(), parent);
        }
        return new Container(entry.listed, inspection, entry.cgroup, path);
    }
}
