package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;

/** What a collector came back with. An exception it threw instead means that it failed. */
public sealed interface Collected {

    /**
     * It has data; possibly none, which is not a failure.
     *
     * @param dropped samples that it left out by a limit of its own
     */
    record Tables(List<SampleTable> tables, int dropped) implements Collected {
        public Tables {
            tables = List.copyOf(tables);
        }

        public Tables(List<SampleTable> tables) {
            this(tables, 0);
        }
    }

    /**
     * The server can't give this, and asking again would not change it: a view it does not have, a right this role does
     * not have.
     *
     * @param why what is missing and how to mend it
     */
    record Skipped(String why) implements Collected {}

    static Collected of(SampleTable... tables) {
        return new Tables(List.of(tables));
    }

    static Collected skipped(String why) {
        return new Skipped(why);
    }
}
