package com.allodoc.ops.exporter.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the page is served. Immutable.
 *
 * @param addresses at least one, none of them twice; {@code 127.0.0.1:9610} by default
 */
public record ListenConfig(List<ListenAddress> addresses) {

    public static final ListenConfig DEFAULT = new ListenConfig(List.of(ListenAddress.DEFAULT));

    public ListenConfig {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses must not be empty; write at least one, such as :9610");
        }
        Set<ListenAddress> seen = new HashSet<>();
        for (ListenAddress address : addresses) {
            if (!seen.add(address) && address.port() != 0) {
                throw new IllegalArgumentException("addresses holds " + address + " twice; keep one");
            }
        }
    }
}
