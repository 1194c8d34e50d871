package com.allodoc.ops.exporter.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The servers that a probe module may be used for, so that its password reaches no other. Immutable.
 *
 * <p>A host is either written as an address, which must lie in a network of the list, or as a name, which must be in the
 * list or match a pattern of it. A name's address counts only once it is known: {@link #mayConnect} refuses what a name
 * must never lead to, such as this machine or a cloud's metadata, unless the list says so in numbers.
 *
 * @param rules at least one
 */
public record AllowedServers(List<AllowRule> rules) {

    private static final String LOCALHOST = "localhost";

    public AllowedServers {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("targets must not be empty; list the servers that may be probed,"
                    + " such as db1, db-*.internal or 10.1.0.0/16");
        }
    }

    /** Whether a request may name this server at all. */
    public boolean mayName(String host, int port) {
        Optional<InetAddress> literal = IpAddress.parse(host);
        return literal.isPresent() ? covers(literal.get(), port) : names(host, port);
    }

    /** Whether a connection to this address may be opened, to which the name just led. */
    public boolean mayConnect(String host, InetAddress address, int port) {
        if (!mayName(host, port)) {
            return false;
        }
        boolean isLocalByName = host.equalsIgnoreCase(LOCALHOST) && address.isLoopbackAddress();
        return isLocalByName || covers(address, port) || (names(host, port) && !IpAddress.isSpecial(address));
    }

    private boolean names(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        return rules.stream().anyMatch(rule -> rule.names(lower, port));
    }

    private boolean covers(InetAddress address, int port) {
        return rules.stream().anyMatch(rule -> rule.covers(address, port));
    }

    /** The rules that name exactly one server, as {@code host:port}. */
    public List<String> single() {
        return rules.stream().flatMap(rule -> rule.single().stream()).toList();
    }
}
