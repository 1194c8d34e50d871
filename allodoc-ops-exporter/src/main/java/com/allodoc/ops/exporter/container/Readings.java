package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The usage of all running containers in one scrape, whoever read it. Immutable.
 *
 * @param usages in the order of the containers
 * @param byFiles how many were read from cgroup files
 * @param byEngine how many the engine was asked for
 * @param leftOut how many run, but could not be read in time
 */
record Readings(Map<Container, Usage> usages, int byFiles, int byEngine, int leftOut) {

    /** Reads the files of those whose files can be read, then asks the engine for the others. */
    static Readings take(List<Container> containers, CgroupReader files, FanOut fanOut, Deadline deadline)
            throws IOException {
        Map<String, Usage> read = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (Container container : containers) {
            if (container.isLive()) {
                Optional<Usage> usage = files.read(container);
                String id = container.listed().id();
                usage.ifPresentOrElse(u -> read.put(id, u), () -> others.add(id));
            }
        }
        int byFiles = read.size();
        FanOut.Answers<Optional<Usage>> answers =
                fanOut.ask(others, FanOut.WIDE, (client, id) -> EngineStats.parse(client.get(EngineStats.path(id))), deadline);
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
}
