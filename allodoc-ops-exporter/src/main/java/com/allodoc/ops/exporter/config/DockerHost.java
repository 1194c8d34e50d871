package com.allodoc.ops.exporter.config;

/** The addresses of a Docker Engine that can be used. */
final class DockerHost {
    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";

    private DockerHost() {}

    /**
     * Completes {@code tcp://host} with Docker's port.
     *
     * @throws IllegalArgumentException for anything but {@code unix:///path} and {@code tcp://host:port}
     */
    static String check(String text) {
        if (text.startsWith(UNIX)) {
            if (!text.startsWith(UNIX + "/") || text.length() == UNIX.length() + 1) {
                throw new IllegalArgumentException(
                        "a Docker socket needs an absolute path, such as unix:///var/run/docker.sock");
            }
            return text;
        }
        if (text.startsWith(TCP)) {
            String authority = text.substring(TCP.length());
            HostPort parsed = HostPort.parse(
                    authority.endsWith("/") ? authority.substring(0, authority.length() - 1) : authority);
            if (parsed.host().isEmpty() || parsed.port() == 0) {
                throw new IllegalArgumentException("a Docker address needs host and port: tcp://host:2376");
            }
            return TCP + HostPort.format(parsed.host(), parsed.port() < 0 ? 2376 : parsed.port());
        }
        throw new IllegalArgumentException(
                "a Docker address starts with unix:// or tcp://;" + " ssh://, npipe:// and fd:// are not supported");
    }

    /** {@code local} for a socket, {@code host:port} else. */
    static String defaultName(String dockerHost) {
        return dockerHost.startsWith(TCP) ? check(dockerHost).substring(TCP.length()) : "local";
    }
}
