package com.allodoc.ops.exporter.config;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One line of {@link AllowedServers}: a name, a pattern of names or a network, and the port. Immutable. */
public sealed interface AllowRule {
    /** Stands for every port. */
    int ANY_PORT = 0;

    /** Whether it allows the name, given in lower case. */
    boolean names(String host, int port);

    /** Whether it allows the address. */
    boolean covers(InetAddress address, int port);

    /** The server, when it is exactly one: {@code host:port}. */
    Optional<String> single();

    /**
     * Reads {@code db1}, {@code db-*.internal:6432}, {@code 10.1.0.0/16}, {@code [fd00::/8]:5432} or {@code db1:*}.
     *
     * @param defaultPort the one port that is meant when none is written
     * @throws IllegalArgumentException when it is none of these
     */
    static AllowRule parse(String text, int defaultPort) {
        String host = text;
        int port = defaultPort;
        int colon = text.lastIndexOf(':');
        if (colon > text.lastIndexOf(']') && (text.startsWith("[") || text.indexOf(':') == colon)) {
            host = text.substring(0, colon);
            port = parsePort(text.substring(colon + 1));
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        Optional<Network> network = Network.parse(host, port);
        return network.isPresent() ? network.get() : Name.parse(host, port);
    }

    private static int parsePort(String text) {
        int port = text.equals("*") ? ANY_PORT : HostPort.parsePort(text);
        if (port == 0 && !text.equals("*")) {
            throw new IllegalArgumentException("the port must be a number from 1 to 65535, or * for any");
        }
        return port;
    }

    private static boolean isPort(int allowed, int asked) {
        return allowed == ANY_PORT || allowed == asked;
    }

    private static String suffix(int port) {
        return port == ANY_PORT ? ":*" : ":" + port;
    }

    /**
     * A host name, in which {@code *} stands for any characters but the dot.
     *
     * @param pattern in lower case
     */
    record Name(String pattern, int port) implements AllowRule {
        private static final Pattern FORM = Pattern.compile("[a-z0-9_*-]+(\\.[a-z0-9_*-]+)*");

        static Name parse(String text, int port) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.length() > 253 || !FORM.matcher(lower).matches() || IpAddress.looksNumeric(lower)) {
                throw new IllegalArgumentException("expected a host name such as db1, a pattern such as db-*.internal"
                        + " or a network such as 10.1.0.0/16 or [fd00::/8], with :port or :* after it if need be");
            }
            return new Name(lower, port);
        }

        @Override
        public boolean names(String host, int asked) {
            return isPort(port, asked) && matches(pattern, 0, host, 0);
        }

        /** Without a regular expression, whose time a hostile name could make grow. */
        private static boolean matches(String pattern, int at, String host, int from) {
            int p = at;
            int h = from;
            int star = -1;
            int retry = -1;
            while (h < host.length()) {
                if (p < pattern.length() && pattern.charAt(p) == '*') {
                    star = p++;
                    retry = h;
                } else if (p < pattern.length() && pattern.charAt(p) == host.charAt(h)) {
                    p++;
                    h++;
                } else if (star >= 0 && host.charAt(retry) != '.') {
                    p = star + 1;
                    h = ++retry;
                } else {
                    return false;
                }
            }
            while (p < pattern.length() && pattern.charAt(p) == '*') {
                p++;
            }
            return p == pattern.length();
        }

        @Override
        public boolean covers(InetAddress address, int asked) {
            return false;
        }

        @Override
        public Optional<String> single() {
            boolean isOne = pattern.indexOf('*') < 0 && port != ANY_PORT;
            return isOne ? Optional.of(toString()) : Optional.empty();
        }

        @Override
        public String toString() {
            return pattern + suffix(port);
        }
    }

    /**
     * All addresses that share the first bits with one.
     *
     * @param prefix how many bits
     */
    record Network(InetAddress address, int prefix, int port) implements AllowRule {

        static Optional<Network> parse(String text, int port) {
            int slash = text.indexOf('/');
            Optional<InetAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
            return address.map(a -> {
                int bits = a.getAddress().length * 8;
                int prefix = slash < 0 ? bits : parsePrefix(text.substring(slash + 1), bits);
                if (!isSame(a.getAddress(), new byte[bits / 8], prefix, bits)) {
                    throw new IllegalArgumentException(
                            "the address has bits after its first " + prefix + "; write the network's own address");
                }
                return new Network(a, prefix, port);
            });
        }

        private static int parsePrefix(String text, int bits) {
            if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > bits) {
                throw new IllegalArgumentException("after / the number of bits must follow, from 0 to " + bits);
            }
            return Integer.parseInt(text);
        }

        private static boolean isSame(byte[] one, byte[] other, int fromBit, int toBit) {
            for (int bit = fromBit; bit < toBit; bit++) {
                if (((one[bit / 8] ^ other[bit / 8]) & (0x80 >> bit % 8)) != 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean names(String host, int asked) {
            return false;
        }

        @Override
        public boolean covers(InetAddress asked, int askedPort) {
            byte[] mine = address.getAddress();
            byte[] theirs = asked.getAddress();
            return isPort(port, askedPort) && mine.length == theirs.length && isSame(mine, theirs, 0, prefix);
        }

        @Override
        public Optional<String> single() {
            boolean isOne = prefix == address.getAddress().length * 8 && port != ANY_PORT;
            return isOne ? Optional.of(HostPort.format(address.getHostAddress(), port)) : Optional.empty();
        }

        @Override
        public String toString() {
            String network = address.getHostAddress() + '/' + prefix;
            return (network.indexOf(':') < 0 ? network : '[' + network + ']') + suffix(port);
        }
    }
}
