package com.allodoc.ops.exporter.config;

/**
 * A host and a port out of {@code host:port}, {@code [v6]:port} or {@code :port}.
 *
 * @param host without brackets; empty when none was written
 * @param port 0 to 65535; -1 when none was written
 */
record HostPort(String host, int port) {

    /** @throws IllegalArgumentException when it is none of the forms; its message repeats nothing of the text */
    static HostPort parse(String text) {
        String host;
        String rest;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || !isAddressV6(text.substring(1, end))) {
                throw new IllegalArgumentException("an IPv6 address in brackets is expected after [");
            }
            host = text.substring(1, end);
            rest = text.substring(end + 1);
            if (!rest.isEmpty() && rest.charAt(0) != ':') {
                throw new IllegalArgumentException("a port is expected after ]");
            }
        } else {
            int colon = text.indexOf(':');
            if (colon != text.lastIndexOf(':')) {
                throw new IllegalArgumentException("an IPv6 address must be in brackets: [::1]:9610");
            }
            host = colon < 0 ? text : text.substring(0, colon);
            rest = colon < 0 ? "" : text.substring(colon);
            checkHost(host);
        }
        return new HostPort(host, rest.isEmpty() ? -1 : parsePort(rest.substring(1)));
    }

    /** A decimal port from 0 to 65535. */
    static int parsePort(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the port must be a number from 1 to 65535");
        }
        int port = Integer.parseInt(text);
        if (port > 65535) {
            throw new IllegalArgumentException("the port must be a number from 1 to 65535");
        }
        return port;
    }

    /** Refuses what can't be part of a host name or address. */
    static void checkHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c == 0x7f || "/@?#[]\"'\\,;%:".indexOf(c) >= 0) {
                throw new IllegalArgumentException("the host holds a character that no host name has");
            }
        }
    }

    /** Whether it looks like one; a zone such as {@code %eth0} may follow. */
    static boolean isAddressV6(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        return address.indexOf(':') >= 0
                && address.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.')
                && (zone < 0 || text.substring(zone + 1).chars().allMatch(Character::isLetterOrDigit));
    }

    /** {@code host:port}, with brackets where they are needed. */
    static String format(String host, int port) {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
