package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;

/** The name of a field of INFO that is read in every scrape: as bytes, and hashed once. Immutable. */
final class InfoName {
    private final String text;
    private final byte[] bytes;
    private final int hash;

    private InfoName(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.hash = InfoReply.hash(bytes, 0, bytes.length);
    }

    static InfoName of(String text) {
        return new InfoName(text);
    }

    byte[] bytes() {
        return bytes;
    }

    /** As {@link InfoReply} hashes the names that it finds. */
    int hash() {
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
