package com.allodoc.ops.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** What a file is, told by its first bytes and never by its name. */
public enum BackupFormat {
    EMPTY("empty"),
    GZIP("gzip"),
    ZSTD("zstd"),
    XZ("xz"),
    LZ4("lz4"),
    BZIP2("bzip2"),
    PG_CUSTOM("pg_dump custom format"),
    TAR("tar"),
    PLAIN_SQL("plain SQL"),
    UNKNOWN("unknown");

    /** How many bytes of the beginning {@link #detect} wants to see. */
    public static final int HEAD = 512;

    private static final int TAR_MAGIC_AT = 257;
    private static final byte[] TAR_MAGIC = "ustar".getBytes(US_ASCII);
    private static final byte[] PG_MAGIC = "PGDMP".getBytes(US_ASCII);

    private final String words;

    BackupFormat(String words) {
        this.words = words;
    }

    /** For people: {@code pg_dump custom format}. */
    public String words() {
        return words;
    }

    /** Whether it holds something else inside. */
    public boolean isCompression() {
        return switch (this) {
            case GZIP, ZSTD, XZ, LZ4, BZIP2 -> true;
            case EMPTY, PG_CUSTOM, TAR, PLAIN_SQL, UNKNOWN -> false;
        };
    }

    /** The format of a file that begins with {@code head}: its first {@value #HEAD} bytes, or all when it has fewer. */
    public static BackupFormat detect(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        if (startsWith(head, 0, new byte[] {0x1f, (byte) 0x8b})) {
            return GZIP;
        }
        if (startsWith(head, 0, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd})) {
            return ZSTD;
        }
        if (startsWith(head, 0, new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0})) {
            return XZ;
        }
        if (startsWith(head, 0, new byte[] {0x04, 0x22, 0x4d, 0x18})) {
            return LZ4;
        }
        if (startsWith(head, 0, new byte[] {'B', 'Z', 'h'}) && head.length > 3 && head[3] >= '1' && head[3] <= '9') {
            return BZIP2;
        }
        if (startsWith(head, 0, PG_MAGIC)) {
            return PG_CUSTOM;
        }
        if (startsWith(head, TAR_MAGIC_AT, TAR_MAGIC)) {
            return TAR;
        }
        return looksLikeText(head) ? PLAIN_SQL : UNKNOWN;
    }

    private static boolean startsWith(byte[] head, int from, byte[] magic) {
        return head.length >= from + magic.length
                && Arrays.equals(head, from, from + magic.length, magic, 0, magic.length);
    }

    // Dumps may be in any encoding, but none of them has control characters other than white space in its first lines.
    private static boolean looksLikeText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        return true;
    }
}
