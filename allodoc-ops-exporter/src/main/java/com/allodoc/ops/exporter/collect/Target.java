package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;

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

    /** How many series it may give at a time; what is above is dropped and counted. */
    default int seriesLimit() {
        return Integer.MAX_VALUE;
    }

    /**
     * Goes through the parts that some collectors are asked in one by one. A part that can't be reached is counted, and
     * the others go on.
     *
     * @param session of the target as a whole, begun
     * @param visitor called for each part with a session of it, begun, and the time it may take
     * @return how they fared; empty for a target that is its own only part
     * @throws Exception when it could not be found out what parts there are
     */
    default Optional<Parts> parts(S session, Deadline deadline, PartVisitor<S> visitor) throws Exception {
        visitor.visit(session, deadline);
        return Optional.empty();
    }

    /** Asks the collectors of one part; never throws. */
    @FunctionalInterface
    interface PartVisitor<S> {
        void visit(S part, Deadline deadline);
    }

    /** Says what an exception of {@link #open}, of a session or of a collector means. */
    Diagnosis diagnose(Throwable failure);

    /** As {@link #diagnose(Throwable)}, for what happened with this session. */
    default Diagnosis diagnose(S session, Throwable failure) {
        return diagnose(failure);
    }

    /** The peer's own names for how the scrape went, such as {@code pg_up}. */
    List<SampleTable> envelope(ScrapeReport report);

    /** The families of {@link #envelope(ScrapeReport)}. */
    List<Family> envelopeFamilies();

    /** Frees what outlives its sessions, once, when it is watched no longer. */
    default void close() {}
}
