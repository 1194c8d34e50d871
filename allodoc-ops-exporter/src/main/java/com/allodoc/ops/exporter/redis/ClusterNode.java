package com.allodoc.ops.exporter.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A node of a cluster as another one knows it. Immutable. Source: a line of CLUSTER NODES,
 * {@code id ip:port@busport,hostname flags master ping pong epoch link slots…}.
 *
 * @param id its id
 * @param host its name where it announces one, else its address
 * @param port for clients
 * @param flags {@code master}, {@code slave}, {@code fail}, {@code myself} and others
 * @param master id of the master it follows; {@code -} for a master
 */
record ClusterNode(String id, String host, int port, Set<String> flags, String master) {

    /** The question. */
    static final RedisCommand NODES = RedisCommand.of("+cluster|nodes", "CLUSTER", "NODES");

    /** A cluster has at most a thousand nodes; a bound for a server that answers nonsense. */
    private static final int MOST = 1000;

    ClusterNode {
        flags = Set.copyOf(flags);
    }

    /**
     * All nodes that have an address, those that failed last.
     *
     * @param asked where the answer comes from: a node that was never met does not know its own address
     */
    static List<ClusterNode> parse(String text, RedisSettings asked) {
        List<ClusterNode> up = new ArrayList<>();
        List<ClusterNode> failed = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split(" ");
            if (words.length < 8 || up.size() + failed.size() >= MOST) {
                continue;
            }
            Set<String> flags = new HashSet<>(List.of(words[2].split(",")));
            if (flags.contains("noaddr") || flags.contains("handshake")) {
                continue;
            }
            String address = words[1];
            int at = address.indexOf('@');
            String place = at < 0 ? address : address.substring(0, at);
            int colon = place.lastIndexOf(':');
            String port = place.substring(colon + 1);
            if (colon < 0 || !port.matches("[1-9]\\d{0,4}")) {
                continue;
            }
            String host = host(address, place.substring(0, colon), asked);
            ClusterNode node = new ClusterNode(words[0], host, Integer.parseInt(port), flags, words[3]);
            (node.isFailed() ? failed : up).add(node);
        }
        up.addAll(failed);
        return up;
    }

    /** A name is what a certificate carries; without TLS the address saves looking it up. */
    private static String host(String address, String ip, RedisSettings asked) {
        String[] parts = address.split(",");
        boolean named = asked.tls() && parts.length > 1 && !parts[1].isEmpty() && parts[1].indexOf('=') < 0;
        if (named) {
            return parts[1];
        }
        return ip.isEmpty() ? asked.host() : ip;
    }

    /** The label {@code node}. */
    String address() {
        return host.indexOf(':') < 0 ? host + ':' + port : '[' + host + "]:" + port;
    }

    boolean isMaster() {
        return flags.contains("master");
    }

    /** The cluster has given it up; it may be there all the same. */
    boolean isFailed() {
        return flags.contains("fail");
    }

    /** The label {@code role} while the node itself does not say. */
    String role() {
        return isMaster() ? "master" : "slave";
    }
}
