package com.allodoc.ops.exporter.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a real socket that speaks Redis's protocol and answers what it was told to: recorded INFO of versions that
 * can't be had here, errors, cut replies, replies byte by byte, or garbage. Counts connections and round trips.
 */
public final class RespReplay implements AutoCloseable {

    /** How replies leave. */
    private enum Delivery {
        WHOLE,
        CUT,
        DRIP
    }

    private final ServerSocket listener;
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Delivery delivery = Delivery.WHOLE;
    private volatile int cutAfter;
    private volatile byte[] garbage = {};

    private RespReplay() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("PING", "+PONG\r\n");
        answer("CLIENT", "+OK\r\n");
        answer(
                "CLIENT LIST",
                bulk("id=3 addr=192.0.2.7:50412 name=web age=7 idle=2 flags=N db=0 sub=1 psub=0 ssub=0 watch=2"
                        + " qbuf=26 qbuf-free=20448 obl=0 oll=0 omem=0 tot-mem=22426 user=shop resp=2\n"));
        answer("AUTH", "+OK\r\n");
        answer("CONFIG", "*0\r\n");
        answer("CONFIG GET databases", "*2\r\n$9\r\ndatabases\r\n$2\r\n16\r\n");
        answer("SLOWLOG LEN", ":0\r\n");
        answer("COMMANDLOG", ":0\r\n");
        List.of("SLOWLOG", "LATENCY", "ACL", "SENTINEL").forEach(command -> answer(command, "*0\r\n"));
        thread(this::accept);
    }

    /** A server with this INFO. */
    public static RespReplay info(String text) {
        return new RespReplay().answer("INFO", bulk(text));
    }

    /** A server that sends these bytes whatever it is asked. */
    public static RespReplay garbage(String bytes) {
        RespReplay replay = new RespReplay();
        replay.garbage = bytes.getBytes(StandardCharsets.ISO_8859_1);
        return replay;
    }

    /** A bulk string as the protocol has it. */
    public static String bulk(String text) {
        return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n" + text + "\r\n";
    }

    /** A list of bulk strings as the protocol has it. */
    public static String list(String... items) {
        StringBuilder list = new StringBuilder("*").append(items.length).append("\r\n");
        for (String item : items) {
            list.append(bulk(item));
        }
        return list.toString();
    }

    /** From now on a command gets this reply, CRLF included; {@code INFO all} goes before {@code INFO}. */
    public RespReplay answer(String command, String reply) {
        answers.put(command, reply.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** From now on every batch of replies with an INFO is cut after so many bytes, and the connection with it. */
    public RespReplay cutAfter(int bytes) {
        cutAfter = bytes;
        delivery = Delivery.CUT;
        return this;
    }

    /** From now on replies come one byte every twenty milliseconds. */
    public RespReplay drip() {
        delivery = Delivery.DRIP;
        return this;
    }

    public RespReplay whole() {
        delivery = Delivery.WHOLE;
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** How often it had answered everything and waited for more. */
    public int roundTrips() {
        return roundTrips.get();
    }

    /** Every command so far, its words separated by blanks. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                thread(() -> serve(socket));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream batch = new ByteArrayOutputStream();
            boolean info = false;
            for (List<String> words = read(in); !words.isEmpty(); words = read(in)) {
                commands.add(String.join(" ", words));
                info |= words.get(0).equals("INFO");
                batch.writeBytes(garbage.length > 0 ? garbage : reply(words));
                if (in.available() == 0) {
                    roundTrips.incrementAndGet();
                    if (!deliver(batch.toByteArray(), info, out)) {
                        return;
                    }
                    batch.reset();
                    info = false;
                }
            }
        } catch (IOException e) {
            open.remove(socket);
        }
    }

    private byte[] reply(List<String> words) {
        byte[] whole = answers.get(String.join(" ", words));
        byte[] byName = whole == null ? answers.get(words.get(0)) : whole;
        return byName != null
                ? byName
                : ("-ERR unknown command '" + words.get(0) + "', with args beginning with: "
                                + String.join(" ", words.subList(1, words.size())) + "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
    }

    private boolean deliver(byte[] replies, boolean info, OutputStream out) throws IOException {
        if (delivery == Delivery.CUT && info) {
            out.write(Arrays.copyOf(replies, Math.min(cutAfter, replies.length)));
            return false;
        }
        if (delivery == Delivery.DRIP && info) {
            for (byte b : replies) {
                out.write(b);
                out.flush();
                if (isClosedWithin(20)) {
                    return false;
                }
            }
            return true;
        }
        out.write(replies);
        return true;
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static List<String> read(InputStream in) throws IOException {
        List<String> words = new ArrayList<>();
        String head = line(in);
        if (!head.startsWith("*")) {
            return head.isEmpty() ? words : List.of(head.split(" "));
        }
        int count = Integer.parseInt(head.substring(1));
        for (int i = 0; i < count; i++) {
            int length = Integer.parseInt(line(in).substring(1));
            words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            line(in);
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "resp-replay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
