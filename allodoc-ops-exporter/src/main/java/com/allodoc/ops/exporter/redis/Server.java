package com.allodoc.ops.exporter.redis;

/** What the process is and since when it runs. Source: INFO Server. The rest is in {@link InstanceInfo}. */
final class Server {
    static final InfoSection COLLECTOR = InfoSection.of("server", """
            gauge | uptime_in_seconds | redis_uptime_in_seconds | Seconds since the server started.
            gauge | process_id        | redis_process_id | Process id of the server.
            gauge | hz                | redis_hz | How often a second background work runs now.
            gauge | configured_hz     | redis_configured_hz | How often a second background work is configured to run.
            gauge | io_threads_active | redis_io_threads_active | Whether I/O threads are in use (1) or not (0).
            """);

    private Server() {}
}
