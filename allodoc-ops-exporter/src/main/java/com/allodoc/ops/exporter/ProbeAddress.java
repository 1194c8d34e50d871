package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.IpAddress;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request wants to go, in the one form that all ways of writing it have. Immutable.
 *
 * @param tls whether the request insists on TLS
 * @param host name in lower case, or address in its usual form, without brackets
 * @param port from 1 to 65535
 * @param path what follows, without the slash: a database; empty for none
 */
record ProbeAddress(boolean tls, String host, int port, String path) {
    private static final Pattern FORM = Pattern.compile("(?:([a-z]{2,12})://)?"
            + "(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){0,20})\\.?)"
            + "(?::([0-9]{1,5}))?(?:/([A-Za-z0-9_.$-]{0,63}))?");
    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final int MAX_LENGTH = 400;

    /**
     * Reads {@code host}, {@code host:port}, {@code [v6]:port}, each with or without {@code scheme://} before and
     * {@code /database} after it. No user, no password and no options: all that comes from the module.
     *
     * @return empty when it is anything else
     */
    static Optional<ProbeAddress> parse(String text, int defaultPort) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<String> host = host(parts.group(2), parts.group(3));
        int port = parts.group(4) == null ? defaultPort : Integer.parseInt(parts.group(4));
        if (host.isEmpty() || port < 1 || port > 65535) {
            return Optional.empty();
        }
        String scheme = parts.group(1);
        String path = parts.group(5);
        boolean tls = scheme != null && (scheme.equals("rediss") || scheme.equals("valkeys"));
        return Optional.of(new ProbeAddress(tls, host.get(), port, path == null ? "" : path));
    }

    private static Optional<String> host(String v6, String other) {
        String text = v6 == null ? other.toLowerCase(Locale.ROOT) : v6;
        Optional<InetAddress> literal = IpAddress.parse(text);
        if (literal.isPresent()) {
            return literal.map(InetAddress::getHostAddress);
        }
        // 127.1, 0x7f000001 and 2130706433 are addresses to some resolvers, and names to none.
        return v6 != null || NUMBER_AT_THE_END.matcher(text).matches() ? Optional.empty() : Optional.of(text);
    }

    /** {@code host:port}, with brackets where they are needed. */
    String server() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }

    /** {@code host:port} or {@code host:port/database}. */
    @Override
    public String toString() {
        return path.isEmpty() ? server() : server() + '/' + path;
    }
}
