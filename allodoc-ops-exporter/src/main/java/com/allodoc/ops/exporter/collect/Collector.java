package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Family;
import java.util.List;

/**
 * One thing to read from a target: one view, one command, one section. Stateless, or safe for the one thread that uses
 * its target.
 *
 * @param <S> the session it reads from
 */
public interface Collector<S extends Session> {

    /** Its name in {@code collect[]}, in the configuration and in the label {@code collector}: {@code stat_database}. */
    String name();

    /** Every family it can give, for {@link MetricCatalog}; patterns where only the server knows the names. */
    List<Family> families();

    /**
     * Reads.
     *
     * @param session begun and alive
     * @param deadline when to give up
     * @throws Exception when reading failed; the other collectors go on, unless the session is no longer alive
     */
    Collected collect(S session, Deadline deadline) throws Exception;
}
