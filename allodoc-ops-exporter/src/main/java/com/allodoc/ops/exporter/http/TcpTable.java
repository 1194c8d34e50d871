package com.allodoc.ops.exporter.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * Reads lines of Linux's {@code /proc/net/tcp} and {@code tcp6}: {@code sl local remote state ..}, the addresses as
 * words in the machine's byte order, in hexadecimal. See proc(5).
 */
final class TcpTable {
    private static final String ESTABLISHED = "01";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF};

    private TcpTable() {}

    /** The connection of a line, in the form of {@link #key}, when both sides still have it open. */
    static Optional<String> established(String line) {
        StringTokenizer columns = new StringTokenizer(line, " ");
        if (columns.countTokens() < 4) {
            return Optional.empty();
        }
        columns.nextToken();
        String local = columns.nextToken();
        String remote = columns.nextToken();
        if (!columns.nextToken().equals(ESTABLISHED)) {
            return Optional.empty();
        }
        return Optional.of(port(local) + ' ' + mapped(remote));
    }

    /** The connection from {@code client}: our port, and the client's address and port. */
    static String key(InetSocketAddress here, InetSocketAddress client) {
        return hex(here.getPort()) + ' ' + words(client.getAddress()) + ':' + hex(client.getPort());
    }

    private static String port(String address) {
        return address.substring(address.indexOf(':') + 1);
    }

    private static String mapped(String address) {
        boolean isShort = address.indexOf(':') == 8;
        return isShort ? words(MAPPED) + address : address;
    }

    private static String words(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? words(MAPPED) + words(bytes) : words(bytes);
    }

    private static String words(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append(HEX.toHexDigits(words.getInt()));
        }
        return text.toString();
    }

    private static String hex(int port) {
        return HEX.toHexDigits((short) port);
    }
}
