package com.allodoc.ops.exporter.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of a good answer. Kept until it is closed, it goes with its length, in one write where the connection may have
 * large ones. One that is too large to be kept is asked for its length; if that is not known it goes in chunks, of which
 * the JDK's server writes each 4 KiB by themselves, and a client on the same machine is woken for every one of them. Used
 * by one thread.
 */
final class GatheredBody extends OutputStream {
    /** What a page of a few servers takes. */
    static final int MOST = 128 * 1024;

    /** For a connection that may not be written to in larger pieces, see {@link WideConnections}. */
    private static final int NARROW = 8 * 1024;

    private static final int LEAST = 16 * 1024;
    private static final byte[] NOTHING = {};

    private final HttpExchange exchange;
    private final int piece;
    private final Length wholeLength;
    private final SpareBytes spare;
    private byte[] bytes;
    private int length;
    private @Nullable OutputStream large;

    /** Finds out how many bytes a body will have, if it can. */
    interface Length {
        OptionalLong find() throws IOException;
    }

    /**
     * The body of this exchange's answer.
     *
     * @param spare where to take the room from, and give it back when all of it has been sent
     * @param wide whether it may go in large pieces
     * @param wholeLength asked for its exact length when it is too large to be kept
     */
    GatheredBody(HttpExchange exchange, SpareBytes spare, boolean wide, Length wholeLength) {
        this.exchange = exchange;
        this.spare = spare;
        this.piece = wide ? MOST : NARROW;
        this.wholeLength = wholeLength;
        this.bytes = spare.take(LEAST);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        if (large == null && length + count > MOST) {
            exchange.sendResponseHeaders(200, wholeLength.find().orElse(0));
            large = exchange.getResponseBody();
            inPieces(large, bytes, 0, length);
            giveBack();
        }
        if (large != null) {
            inPieces(large, source, from, count);
            return;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(2 * bytes.length, length + count)));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    private void inPieces(OutputStream out, byte[] source, int from, int count) throws IOException {
        for (int done = 0; done < count; done += piece) {
            out.write(source, from + done, Math.min(piece, count - done));
        }
    }

    /** Ends the answer. */
    @Override
    public void close() throws IOException {
        if (large != null) {
            large.close();
        } else if (length == 0) {
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, length);
            inPieces(exchange.getResponseBody(), bytes, 0, length);
            giveBack();
        }
    }

    private void giveBack() {
        spare.giveBack(bytes, length);
        bytes = NOTHING;
        length = 0;
    }
}
