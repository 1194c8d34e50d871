package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;

/**
 * Where the exporter listens. Immutable.
 *
 * @param host name or address without brackets; empty for every interface
 * @param port 0 to 65535; 0 lets the system choose
 */
public record ListenAddress(String host, int port) {

    /** Loopback: nobody else reads the page until somebody decides so. */
    public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 9610);

    public ListenAddress {
        requireNonNull(host, "host");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
        }
        if (!HostPort.isAddressV6(host)) {
            HostPort.checkHost(host);
        }
    }

    /**
     * Reads {@code 127.0.0.1:9610}, {@code :9610} (every interface), {@code *:9610} or {@code [::1]:9610}.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static ListenAddress parse(String text) {
        HostPort parsed = HostPort.parse(text);
        if (parsed.port() < 0) {
            throw new IllegalArgumentException(
                    "the port is missing; write host:port, such as " + DEFAULT + " or :9610");
        }
        return new ListenAddress(parsed.host().equals("*") ? "" : parsed.host(), parsed.port());
    }

    /** The address to bind. Looks the host up. */
    public InetSocketAddress toSocketAddress() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    /** The form that {@link #parse(String)} reads. */
    @Override
    public String toString() {
        return HostPort.format(host, port);
    }
}
