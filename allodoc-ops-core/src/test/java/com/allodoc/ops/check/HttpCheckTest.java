package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HttpCheckTest {
    private static final byte[] ONE_OF_TEN =
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\na".getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch release = new CountDownLatch(1);
    private final PlainHttpServer server = new PlainHttpServer()
            .answer("/ok", 200, "{\"status\":\"ok\"}")
            .answer("/down", 503, "down")
            .answer("/moved", (head, out) -> out.write(PlainHttpServer.response(302, "Location: /ok\r\n", "")))
            .answer("/hangs", (head, out) -> release.await())
            .answer("/drips", (head, out) -> {
                out.write(ONE_OF_TEN);
                out.flush();
                release.await();
            })
            .answer("/breaks-off", (head, out) -> out.write(ONE_OF_TEN))
            .answer("/garbage", (head, out) -> out.write("hello\r\n".getBytes(StandardCharsets.US_ASCII)));

    HttpCheckTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        server.close();
    }

    private URI at(String path) {
        return server.at(path);
    }

    private static CheckResult ask(HttpCheck.Builder builder) throws InterruptedException {
        return ask(builder, Duration.ofSeconds(10));
    }

    private static CheckResult ask(HttpCheck.Builder builder, Duration timeout) throws InterruptedException {
        try (HttpCheck check = builder.build()) {
            return check.run(CheckContext.of(InstantSource.system(), timeout));
        }
    }

    @Nested
    class The_status {
        @Test
        void from_200_to_299_is_good_by_default_and_the_time_is_measured() throws Exception {
            CheckResult result = ask(Checks.http(at("/ok")));
            assertThat(result.status()).isEqualTo(OK);
            assertThat(result.summary()).isEqualTo("HTTP 200");
            assertThat(result.measurements())
                    .singleElement()
                    .satisfies(measured -> assertThat(measured.name()).isEqualTo("response_seconds"));
        }

        @Test
        void of_another_kind_says_what_was_wanted() throws Exception {
            CheckResult result = ask(Checks.http(at("/down")));
            assertThat(result.status()).isEqualTo(CRITICAL);
            assertThat(result.summary()).isEqualTo("HTTP 503, wanted 200-299");
            assertThat(ask(Checks.http(at("/down")).statuses(200, 204)).summary())
                    .isEqualTo("HTTP 503, wanted 200, 204");
        }

        @Test
        void may_be_any_that_is_asked_for() throws Exception {
            assertThat(ask(Checks.http(at("/down")).statuses(503)).status()).isEqualTo(OK);
        }

        @Test
        void of_a_redirect_is_no_success_unless_it_is_followed() throws Exception {
            assertThat(ask(Checks.http(at("/moved"))).summary()).isEqualTo("HTTP 302, wanted 200-299");
            assertThat(ask(Checks.http(at("/moved")).redirects(HttpClient.Redirect.NORMAL))
                            .status())
                    .isEqualTo(OK);
        }
    }

    @Nested
    class The_body {
        @Test
        void must_contain_the_text_or_match_the_pattern() throws Exception {
            assertThat(ask(Checks.http(at("/ok")).bodyContains("\"ok\"")).status())
                    .isEqualTo(OK);
            assertThat(ask(Checks.http(at("/ok")).bodyContains("o.\"")).summary())
                    .isEqualTo("HTTP 200, but the body does not contain the text looked for");
            assertThat(ask(Checks.http(at("/ok")).bodyMatches(Pattern.compile("o.\"")))
                            .status())
                    .isEqualTo(OK);
            assertThat(ask(Checks.http(at("/ok")).bodyMatches(Pattern.compile("^up")))
                            .summary())
                    .isEqualTo("HTTP 200, but the body does not match the pattern looked for");
        }

        @Test
        void is_read_no_further_than_its_limit_however_long_it_is() throws Exception {
            AtomicLong sent = new AtomicLong();
            server.answer("/endless", (head, out) -> {
                out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = new byte[8192];
                while (release.getCount() > 0) {
                    out.write(chunk);
                    sent.addAndGet(chunk.length);
                }
            });
            CheckResult result =
                    ask(Checks.http(at("/endless")).bodyContains("needle").maxBody(1000));
            assertThat(result.summary())
                    .isEqualTo("HTTP 200, but the body does not contain the text looked for in its first 1000 bytes");
            assertThat(sent.get()).isLessThan(64L << 20);
        }

        @Test
        void of_exactly_the_limit_is_read_whole() throws Exception {
            server.answer("/ten", 200, "0123456789");
            assertThat(ask(Checks.http(at("/ten")).bodyContains("789").maxBody(10))
                            .status())
                    .isEqualTo(OK);
            assertThat(ask(Checks.http(at("/ten")).bodyContains("789").maxBody(9))
                            .status())
                    .isEqualTo(CRITICAL);
        }
    }

    @Nested
    class The_time {
        @Test
        void beyond_a_limit_warns_or_is_critical() throws Exception {
            ThresholdPolicy warning = ThresholdPolicy.of(Threshold.above(0), Threshold.above(60));
            CheckResult slow = ask(Checks.http(at("/ok")).responseTime(warning));
            assertThat(slow.status()).isEqualTo(WARNING);
            assertThat(slow.summary()).isEqualTo("HTTP 200, but slow");
            assertThat(slow.explain()).contains("limit > 0");
            ThresholdPolicy critical = ThresholdPolicy.critical(Threshold.above(0));
            assertThat(ask(Checks.http(at("/ok")).responseTime(critical)).status())
                    .isEqualTo(CRITICAL);
        }

        @Test
        void a_server_takes_for_ever_is_critical_before_the_scheduler_gives_it_up() throws Exception {
            CheckResult result = ask(Checks.http(at("/hangs")), Duration.ofMillis(500));
            assertThat(result.status()).isEqualTo(CRITICAL);
            assertThat(result.summary()).matches("no complete answer within \\d+ ms");
            assertThat(result.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }

        @Test
        void counts_to_the_end_of_the_body_so_that_dripping_bytes_do_not_reset_it() throws Exception {
            CheckResult result = ask(Checks.http(at("/drips")), Duration.ofMillis(500));
            assertThat(result.summary()).startsWith("no complete answer within");
        }
    }

    @Test
    void an_answer_that_breaks_off_or_is_none_is_critical() throws Exception {
        assertThat(ask(Checks.http(at("/breaks-off"))).status()).isEqualTo(CRITICAL);
        CheckResult garbage = ask(Checks.http(at("/garbage")));
        assertThat(garbage.status()).isEqualTo(CRITICAL);
        assertThat(garbage.summary()).startsWith("no answer: ");
    }

    @Test
    void a_refused_connection_is_critical() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CheckResult result = ask(Checks.http(URI.create("http://127.0.0.1:" + free + "/")));
        assertThat(result.status()).isEqualTo(CRITICAL);
        assertThat(result.summary()).startsWith("no answer: ConnectException");
    }

    @Test
    void the_request_is_what_was_asked_for() throws Exception {
        server.answer("/echo", (head, out) -> {
            boolean asAsked = head.get(0).startsWith("HEAD ") && head.contains("X-Secret: t0p");
            out.write(PlainHttpServer.response(asAsked ? 204 : 400, "", ""));
        });
        HttpCheck.Builder builder = Checks.http(at("/echo"))
                .method("HEAD")
                .header("X-Secret", "t0p")
                .statuses(204);
        assertThat(ask(builder).explain()).startsWith("HTTP 204").doesNotContain("t0p");
    }

    @Test
    void its_threads_end_after_close() throws Exception {
        HttpCheck check = Checks.http(at("/ok")).build();
        check.run(CheckContext.of(InstantSource.system(), Duration.ofSeconds(10)));
        assertThat(probeThreads()).isPositive();
        check.close();
        assertThatThrownBy(() -> check.run(CheckContext.of(InstantSource.system(), Duration.ofSeconds(10))))
                .isInstanceOf(IllegalStateException.class);
        Eventually.await("the client's threads have ended", () -> {
            System.gc();
            return probeThreads() == 0;
        });
    }

    /** Other tests' clients may still be on their way out: only those of this class count. */
    private static long probeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ops-check-http")
                        || thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .count();
    }

    @Test
    void a_given_client_is_used_and_stays_open() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        assertThat(ask(Checks.http(at("/moved")).client(client)).status()).isEqualTo(OK);
        assertThat(ask(Checks.http(at("/moved")).client(client)).status()).isEqualTo(OK);
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> Checks.http(at("/")).statuses()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Checks.http(at("/")).statuses(99)).hasMessageContaining("100 to 599");
        assertThatThrownBy(() -> Checks.http(at("/")).maxBody(0)).hasMessageContaining("at least 1 byte");
        assertThatThrownBy(() -> Checks.http(URI.create("ftp://a/"))).isInstanceOf(IllegalArgumentException.class);
    }
}
