package com.allodoc.ops.exporter.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A container engine that answers with recorded JSON over TCP on the loopback and remembers every request. Answers can be
 * replaced, refused and held back; events are sent by the test.
 */
public final class FakeEngine implements AutoCloseable {
    private static final Pattern CONTAINER = Pattern.compile("/containers/([0-9a-f]{12})[0-9a-f]*/(json|stats).*");
    private static final Pattern VERSIONED = Pattern.compile("/v1\\.(\\d+)(/.*)");
    private static final String HANG_UP = "";

    private final String recording;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fake-engine");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile CountDownLatch listening = new CountDownLatch(1);

    private volatile @Nullable Versions versions;

    private record Answer(int status, String body) {}

    private record Versions(int oldest, int newest, boolean told) {}

    private FakeEngine(String recording, HttpServer server) {
        this.recording = recording;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** An engine that replays {@code container/<recording>} of the test resources. */
    public static FakeEngine replaying(String recording) throws IOException {
        return new FakeEngine(recording, HttpServer.create(loopback(), 0));
    }

    /** The same over TLS, to clients with a certificate that the context trusts. */
    public static FakeEngine replaying(String recording, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = tls.getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        return new FakeEngine(recording, server);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public URI uri() {
        return URI.create("tcp://localhost:" + server.getAddress().getPort());
    }

    /** Every request so far: {@code GET /info}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public void forgetRequests() {
        requests.clear();
    }

    /**
     * Understands these minor versions of the API only.
     *
     * @param told whether it says so when it is asked
     */
    public FakeEngine speaking(int oldest, int newest, boolean told) {
        versions = new Versions(oldest, newest, told);
        return this;
    }

    /** Answers requests whose path starts so in this way from now on; the longest start counts. */
    public FakeEngine answer(String pathStart, int status, String body) {
        answers.put(pathStart, new Answer(status, body));
        return this;
    }

    /** Forgets what {@link #answer} was told about this start of a path. */
    public void replay(String pathStart) {
        answers.remove(pathStart);
    }

    /** Lets requests whose path starts so wait until the latch is down. */
    public CountDownLatch hold(String pathStart) {
        CountDownLatch latch = new CountDownLatch(1);
        held.put(pathStart, latch);
        return latch;
    }

    /** The recorded body of a path. */
    public String recorded(String path) throws IOException {
        return file(path).orElseThrow(() -> new IOException("nothing recorded for " + path));
    }

    /** Goes down when a client listens to events. */
    public CountDownLatch listening() {
        return listening;
    }

    public void emit(String event) {
        events.add(event + "\n");
    }

    /** Ends the event stream, as an engine does that shuts down. */
    public void endEvents() {
        listening = new CountDownLatch(1);
        events.add(HANG_UP);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String full = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + full);
        Matcher versioned = VERSIONED.matcher(full);
        String path = versioned.matches() ? versioned.group(2) : full;
        try (exchange) {
            Versions spoken = versions;
            if (spoken != null && versioned.matches()) {
                int minor = Integer.parseInt(versioned.group(1));
                if (minor > spoken.newest() || minor < spoken.oldest()) {
                    send(exchange, 400, refusal(spoken, minor));
                    return;
                }
            }
            if (spoken != null && spoken.told() && path.equals("/_ping")) {
                exchange.getResponseHeaders().set("Api-Version", "1." + spoken.newest());
                send(exchange, 200, "OK");
                return;
            }
            Optional<String> hold =
                    held.keySet().stream().filter(path::startsWith).findFirst();
            if (hold.isPresent()) {
                held.get(hold.get()).await();
            }
            Optional<String> start = answers.keySet().stream()
                    .filter(path::startsWith)
                    .max(java.util.Comparator.comparingInt(String::length));
            if (start.isPresent()) {
                Answer answer = answers.get(start.get());
                send(exchange, answer.status(), answer.body());
            } else if (path.startsWith("/events")) {
                stream(exchange);
            } else {
                Optional<String> body = file(path);
                send(exchange, body.isPresent() ? 200 : 404, body.orElse("{\"message\":\"page not found\"}"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String refusal(Versions spoken, int minor) {
        String accepted = minor > spoken.newest()
                ? "new. Maximum supported API version is 1." + spoken.newest()
                : "old. Minimum supported API version is 1." + spoken.oldest() + ", please upgrade your client";
        return "{\"message\":\"client version 1." + minor + " is too " + accepted + "\"}";
    }

    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.flush();
        listening.countDown();
        for (String event = events.take(); !event.equals(HANG_UP); event = events.take()) {
            body.write(event.getBytes(StandardCharsets.UTF_8));
            body.flush();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Optional<String> file(String path) throws IOException {
        Matcher container = CONTAINER.matcher(path);
        String name = null;
        if (path.startsWith("/containers/json")) {
            name = "containers.json";
        } else if (path.startsWith("/info")) {
            name = "info.json";
        } else if (container.matches()) {
            name = (container.group(2).equals("json") ? "inspect-" : "stats-") + container.group(1) + ".json";
        }
        try (InputStream in = FakeEngine.class.getResourceAsStream("/container/" + recording + "/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
