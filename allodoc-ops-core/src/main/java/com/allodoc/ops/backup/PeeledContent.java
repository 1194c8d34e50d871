package com.allodoc.ops.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A backup opened down to what is inside its gzip layer, if it has one. Not thread-safe. */
final class PeeledContent implements AutoCloseable {
    private final BackupFormat outer;
    private final BackupFormat inner;
    private final InputStream in;

    private PeeledContent(BackupFormat outer, BackupFormat inner, InputStream in) {
        this.outer = outer;
        this.inner = inner;
        this.in = in;
    }

    static PeeledContent open(BackupContent content) throws IOException {
        InputStream stream = new BufferedInputStream(content.open(), 64 * 1024);
        try {
            BackupFormat outer = peek(stream);
            if (outer != BackupFormat.GZIP) {
                return new PeeledContent(outer, outer, stream);
            }
            stream = new BufferedInputStream(new GzipStream(stream), 64 * 1024);
            return new PeeledContent(outer, peek(stream), stream);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private static BackupFormat peek(InputStream stream) throws IOException {
        stream.mark(BackupFormat.HEAD);
        byte[] head = stream.readNBytes(BackupFormat.HEAD);
        stream.reset();
        return BackupFormat.detect(head);
    }

    BackupFormat outer() {
        return outer;
    }

    /** The format inside gzip; the same as {@link #outer} where there is no gzip layer. */
    BackupFormat inner() {
        return inner;
    }

    /** The bytes inside the gzip layer, from the first one. */
    InputStream stream() {
        return in;
    }

    String words() {
        return outer == inner ? outer.words() : inner.words() + " in " + outer.words();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
