package com.allodoc.ops.exporter.collect;

/**
 * An open connection to one target, kept from scrape to scrape. Used by one thread at a time, except for
 * {@link #abort()}.
 */
public interface Session extends AutoCloseable {

    /**
     * Called at the start of every scrape, before any collector. It must reach the server at least once: what it proves
     * is that the server answers, and it sets the server's own time limits from the deadline.
     *
     * @throws Exception when the server does not answer; a session that was reused is then replaced and tried once more
     */
    void begin(Deadline deadline) throws Exception;

    /** Called after the last collector of a scrape that began. */
    void end() throws Exception;

    /** Whether the connection still stands, as far as is known without asking the server. */
    boolean isAlive();

    /** Whether it has done its time: it is replaced before the next scrape although it is alive. */
    default boolean isWornOut() {
        return false;
    }

    /** Makes a blocked call of another thread fail soon. Called by any thread, must not block, may be called twice. */
    void abort();

    /** Frees everything. Never throws; what fails on the way is of no use to anybody. */
    @Override
    void close();
}
