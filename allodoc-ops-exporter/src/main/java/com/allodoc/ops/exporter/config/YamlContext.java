package com.allodoc.ops.exporter.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What every value of one file shares. */
record YamlContext(Problems problems, References references, KnownCollectors collectors, String file, String text) {

    /** A line of the file, from 1; empty beyond its end. */
    String line(int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }

    static int line(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }
}
