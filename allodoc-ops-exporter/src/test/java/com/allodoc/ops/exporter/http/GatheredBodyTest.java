package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GatheredBodyTest {
    private static final int PIECE = 1000;

    private HttpServer server;

    /** Answers {@code /7} with seven bytes, and with a failure after them or their length told: {@code /7?told}. */
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int size = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            String how = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
            new Reply(exchange, Map.of())
                    .stream("text/plain", new Pieces(size, how.equals("fail"), how.equals("told")));
        });
        server.start();
    }

    private record Pieces(int size, boolean fails, boolean tellsLength) implements Reply.Body {
        @Override
        public void write(OutputStream out) throws IOException {
            for (int left = size; left > 0; left -= PIECE) {
                out.write(bytes(Math.min(left, PIECE)));
            }
            if (fails) {
                throw new IOException("no more");
            }
        }

        @Override
        public OptionalLong length() {
            return tellsLength ? OptionalLong.of(size) : OptionalLong.empty();
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return get(path, "identity");
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Accept-Encoding", encoding)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, GatheredBody.MOST})
    void what_can_be_kept_goes_with_its_length(int size) throws Exception {
        HttpResponse<byte[]> response = get("/" + size);

        assertThat(response.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0))
                .isEqualTo(size);
        assertThat(response.body()).isEqualTo(bytes(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {GatheredBody.MOST + 1, 1_000_000})
    void what_is_too_large_goes_in_chunks(int size) throws Exception {
        HttpResponse<byte[]> response = get("/" + size);

        assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
        assertThat(response.body()).isEqualTo(bytes(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {999, GatheredBody.MOST + 1, 1_000_000})
    void what_is_too_large_goes_with_its_length_where_that_is_known(int size) throws Exception {
        HttpResponse<byte[]> response = get("/" + size + "?told");

        assertThat(response.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(size);
        assertThat(response.body()).isEqualTo(bytes(size));
    }

    @Test
    void the_length_of_what_is_compressed_is_not_known() throws Exception {
        byte[] noise = get("/1000000000?told", "gzip").body();

        assertThat(noise).hasSizeGreaterThan(GatheredBody.MOST).hasSizeLessThan(100_000_000);
    }

    @ParameterizedTest
    @CsvSource({"60000, true, 60000", "60000, false, 8192", "1000000, true, 131072", "1000000, false, 8192"})
    void only_a_wide_connection_gets_large_pieces(int size, boolean wide, int largest) throws Exception {
        AtomicInteger longest = new AtomicInteger();
        server.createContext("/pieces", exchange -> {
            exchange.setStreams(null, watched(exchange.getResponseBody(), longest));
            try (exchange;
                    GatheredBody body =
                            new GatheredBody(exchange, new SpareBytes(), wide, () -> OptionalLong.of(size))) {
                body.write(bytes(size));
            }
        });

        assertThat(get("/pieces").body()).isEqualTo(bytes(size));
        assertThat(longest).hasValue(largest);
    }

    private static OutputStream watched(OutputStream out, AtomicInteger longest) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] source, int from, int count) throws IOException {
                longest.accumulateAndGet(count, Math::max);
                out.write(source, from, count);
            }
        };
    }

    @Test
    void what_fails_while_it_is_kept_is_no_answer() {
        assertThatThrownBy(() -> get("/10?fail")).isInstanceOf(IOException.class);
    }

    @Test
    void the_connection_serves_the_next_request() throws Exception {
        assertThat(get("/5").body()).hasSize(5);
        assertThat(get("/6").body()).hasSize(6);
    }
}
