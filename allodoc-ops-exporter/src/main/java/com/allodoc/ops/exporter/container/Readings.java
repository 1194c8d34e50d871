package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The usage of all running containers in one scrape, whoever read it. Immutable.
 *
 * @param usages in the order of the containers
 * @param byFiles how many were read from cgroup files
 * @param byEngine how many the engine was asked for
 * @param leftOut how many run, but could not be read in time
 */
record Readings(Map<Container, Usage> usages, int byFiles, int byEngine, int leftOut) {

    /**
     * Reads the files of those whose files can be read, half of them with each reader at the same time, then asks the engine
     * for the others.
     */
    static Readings take(
            List<Container> containers, CgroupReader first, CgroupReader second, FanOut fanOut, Deadline deadline)
            throws IOException {
        List<Container> live = containers.stream().filter(Container::isLive).toList();
        int half = live.size() / 2;
        Future<Map<String, Usage>> beside = fanOut.beside(() -> files(live.subList(0, half), first));
        Map<String, Usage> read = files(live.subList(half, live.size()), second);
        read.putAll(result(beside));
        List<String> others = live.stream()
                .map(container -> container.listed().id())
                .filter(id -> !read.containsKey(id))
                .toList();
        int byFiles = read.size();
        FanOut.Answers<Optional<Usage>> answers = fanOut.ask(
                others,
                fanOut.statisticsAtATime(),
                (client, id) -> EngineStats.parse(client.get(EngineStats.path(id))),
                deadline);
        int ended = answers.gone();
        for (Map.Entry<String, Optional<Usage>> answer : answers.values().entrySet()) {
            answer.getValue().ifPresent(usage -> read.put(answer.getKey(), usage));
            ended += answer.getValue().isEmpty() ? 1 : 0;
        }
        if (answers.failure().isPresent()) {
            throw answers.failure().get();
        }
        Map<Container, Usage> usages = new LinkedHashMap<>();
        for (Container container : containers) {
            Usage usage = read.get(container.listed().id());
            if (usage != null) {
                usages.put(container, usage);
            }
        }
        int byEngine = read.size() - byFiles;
        return new Readings(usages, byFiles, byEngine, others.size() - byEngine - ended);
    }

    private static Map<String, Usage> files(List<Container> containers, CgroupReader reader) {
        Map<String, Usage> read = new HashMap<>();
        for (Container container : containers) {
            String id = container.listed().id();
            reader.read(container).ifPresent(usage -> read.put(id, usage));
        }
        return read;
    }

    private static Map<String, Usage> result(Future<Map<String, Usage>> reading) throws IOException {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the files of the cgroups were read", e);
        } catch (ExecutionException e) {
            throw new IOException("the files of the cgroups could not be read", e);
        }
    }
}
