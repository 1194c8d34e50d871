package com.allodoc.ops.examples.benchmark;

import java.io.IOException;

/** Something that is asked for metrics. */
interface Contender extends AutoCloseable {
    /** As it stands in the table. */
    String name();

    /** What it watches; contenders of one kind are compared with each other. */
    String watches();

    /** Asks it so many times. */
    Turn turn(int scrapes) throws IOException, InterruptedException;

    @Override
    void close();
}
