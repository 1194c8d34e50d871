package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Session;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an engine, with what was learned on it: the machine, the containers and their inspections. Read-only.
 * Used by one thread, except for {@link #abort()}.
 *
 * <p>Every scrape asks for a sign of life, and for the list of containers when it may have changed. Usage is read when the first collector asks for it, and shared by the others.
 */
public final class DockerSession implements Session {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    /** Kept back for the collectors that make tables of what was read before the deadline. */
    private static final Duration RESERVE = Duration.ofMillis(100);

    /** One for the questions of a scrape, one for the events, and one for the sizes of layers. */
    private static final int CONNECTIONS = 3;

    private final InstantSource clock;
    private final Duration stoppedFor;
    private final EngineClient engine;
    private final FanOut fanOut;
    private final EventWatch events;
    private final Inventory inventory;
    private final CgroupReader cgroups;
    private final CgroupReader otherCgroups;
    private final DeviceNames devices;
    private final LayerSizes layerSizes;
    private final boolean isLocal;

    private volatile boolean alive = true;
    private Optional<EngineInfo> info = Optional.empty();
    private boolean mayPing = true;
    private List<Container> containers = List.of();
    private int stoppedLeftOut;
    private Set<ExpectedService> composeServices = Set.of();
    private @Nullable Readings readings;

    private DockerSession(
            ContainerSettings settings,
            InstantSource clock,
            EngineClient engine,
            ApiVersion version,
            Duration connectTimeout) {
        KernelFile files = new KernelFile();
        this.clock = clock;
        this.stoppedFor = settings.stoppedFor();
        this.engine = engine;
        this.fanOut = new FanOut(settings, version, connectTimeout);
        this.events = new EventWatch(engine);
        this.inventory =
                new Inventory(events, fanOut, new CgroupLocator(settings.cgroupRoot(), settings.procRoot(), files));
        this.cgroups = new CgroupReader(settings.procRoot(), settings.numa(), files);
        this.otherCgroups = new CgroupReader(settings.procRoot(), settings.numa(), new KernelFile());
        this.devices = new DeviceNames(settings.procRoot(), files);
        this.layerSizes = new LayerSizes(settings.sizesEvery(), engine, clock);
        this.isLocal = settings.isUnix();
    }

    /** Prepares a session. Nothing is sent before {@link #begin(Deadline)}, which can be aborted. */
    static DockerSession open(ContainerSettings settings, InstantSource clock, Deadline deadline) throws IOException {
        Duration connectTimeout = Duration.ofMillis(Math.min(LONGEST_CONNECT.toMillis(), deadline.remainingMillis()));
        ApiVersion version = new ApiVersion();
        EngineClient engine = EngineClient.of(settings, version, CONNECTIONS, connectTimeout);
        return new DockerSession(settings, clock, engine, version, connectTimeout);
    }

    @Override
    public void begin(Deadline deadline) throws IOException {
        readings = null;
        try {
            if (mayPing) {
                mayPing = engine.ping();
            }
            if (!mayPing || inventory.needsList()) {
                long before = System.nanoTime();
                inventory.take(ListedContainer.parse(engine.get(ListedContainer.PATH)), before);
            }
            events.ensure();
            if (info.isEmpty()) {
                info = askInfo(deadline);
            }
            List<Container> all =
                    inventory.update(info.orElse(EngineInfo.UNKNOWN), deadline.earlierBy(share(deadline)));
            Instant oldest = clock.instant().minus(stoppedFor);
            containers = all.stream().filter(c -> !c.hasStoppedBefore(oldest)).toList();
            stoppedLeftOut = all.size() - containers.size();
            composeServices = ExpectedService.ofCompose(all);
        } catch (IOException e) {
            alive = false;
            throw e;
        }
    }

    /** What is kept back for the work that follows, so that a slow part costs itself and not the whole scrape. */
    private static Duration share(Deadline deadline) {
        return deadline.remaining().dividedBy(3);
    }

    /** It takes longer than the rest of a scrape and never changes, so it is asked once; it may be forbidden. */
    private Optional<EngineInfo> askInfo(Deadline deadline) throws IOException {
        FanOut.Answers<EngineInfo> answers = fanOut.ask(
                Set.of(EngineInfo.PATH),
                FanOut.NARROW,
                (client, path) -> EngineInfo.parse(client.get(path)),
                deadline.atMost(share(deadline)));
        return Optional.ofNullable(answers.values().get(EngineInfo.PATH));
    }

    /** All containers but those that stopped long ago, by name. */
    List<Container> containers() {
        return containers;
    }

    /** How many containers stopped too long ago to be shown. */
    int stoppedLeftOut() {
        return stoppedLeftOut;
    }

    /** The services that compose and the restart policy of their containers say should run. */
    Set<ExpectedService> composeServices() {
        return composeServices;
    }

    /** The machine; empty when the engine does not say. */
    Optional<EngineInfo> info() {
        return info;
    }

    /** What the running containers have used, read once per scrape. */
    Readings readings(Deadline deadline) throws IOException {
        Readings taken = readings;
        if (taken == null) {
            try {
                taken = Readings.take(containers, cgroups, otherCgroups, fanOut, deadline.earlierBy(RESERVE));
            } catch (IOException e) {
                alive = false;
                throw e;
            }
            readings = taken;
        }
        return taken;
    }

    LayerSizes layerSizes() {
        return layerSizes;
    }

    /** How often the engine told that a container was out of memory; NaN when it does not tell. */
    double oomEvents(Container container) {
        return events.oomEvents(container.listed().id());
    }

    /**
     * The name of a block device; its numbers when the engine is on another host than these files.
     *
     * @param numbers {@code major:minor}
     */
    String deviceName(Container container, String numbers) {
        return isLocal || container.cgroup().isPresent() ? devices.name(numbers) : numbers;
    }

    @Override
    public void end() {
        readings = null;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public void abort() {
        alive = false;
        fanOut.abort();
        Thread closer = new Thread(engine::close, "allodoc-docker-abort");
        closer.setDaemon(true);
        closer.start();
    }

    @Override
    public void close() {
        abort();
        fanOut.close();
    }
}
