package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;

/**
 * One server to be watched, as its source room knows it. Immutable.
 *
 * @param <S> its kind of session
 */
public interface Target<S extends Session> {

    /** The kind: {@code postgres}, {@code redis}, {@code container}. Also the label {@code source}. */
    String source();

    /** Its name in the configuration. Also the label {@code target}. */
    String name();

    /** Where it is, without credentials: {@code db1:5432}. Also the label {@code server} when there are several. */
    String server();

    List<Collector<S>> collectors();

    /**
     * Connects.
     *
     * @throws Exception when that fails; {@link #diagnose(Throwable)} knows why
     */
    S open(Deadline deadline) throws Exception;

    /** Says what an exception of {@link #open}, of a session or of a collector means. */
    Diagnosis diagnose(Throwable failure);

    /** The peer's own names for how the scrape went, such as {@code pg_up}. */
    List<SampleTable> envelope(ScrapeReport report);

    /** The families of {@link #envelope(ScrapeReport)}. */
    List<Family> envelopeFamilies();

    /** Frees what outlives its sessions, once, when it is watched no longer. */
    default void close() {}
}
