package com.allodoc.ops.exporter.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What every value of one file shares. */
record YamlContext(Problems problems, References references, KnownCollectors collectors) {

    static int line(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }
}
