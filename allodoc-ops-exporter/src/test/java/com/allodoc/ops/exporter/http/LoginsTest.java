package com.allodoc.ops.exporter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.allodoc.ops.exporter.http.Logins.Verdict;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LoginsTest {
    private static String hash(int cost, String password) {
        return BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(cost, password.toCharArray());
    }

    private final Logins logins =
            new Logins(Map.of("prometheus", hash(4, "s3cret"), "zoë", hash(5, "pässword:with:colons")));

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    @Test
    void without_users_everybody_is_welcome() {
        assertThat(new Logins(Map.of()).check(null)).isEqualTo(Verdict.WELCOME);
    }

    @Test
    void the_right_password_opens_the_first_time_and_every_time() {
        assertThat(logins.check(basic("prometheus:s3cret"))).isEqualTo(Verdict.WELCOME);
        assertThat(logins.check(basic("prometheus:s3cret"))).isEqualTo(Verdict.WELCOME);
        assertThat(logins.check(basic("zoë:pässword:with:colons"))).isEqualTo(Verdict.WELCOME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2y"})
    void every_form_of_bcrypt_is_read(String version) {
        String hash = hash(4, "x").replace("$2y$", "$" + version + "$");

        assertThat(new Logins(Map.of("u", hash)).check(basic("u:x"))).isEqualTo(Verdict.WELCOME);
        assertThat(new Logins(Map.of("u", hash)).check(basic("u:y"))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void a_hash_of_apaches_htpasswd_is_read() {
        // htpasswd -nbBC 10 "" foo, from the documentation of the exporter toolkit's users.
        Logins apache = new Logins(
                Map.of("u", "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG"));

        assertThat(apache.check(basic("u:not-this"))).isEqualTo(Verdict.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prometheus:wrong",
                "prometheus:",
                "prometheus",
                ":s3cret",
                ":",
                "",
                "PROMETHEUS:s3cret",
                "prometheus:s3cret\u0000",
                "nobody:s3cret",
                "nobody:nobody"
            })
    void everything_else_is_refused(String credentials) {
        assertThat(logins.check(basic(credentials))).isEqualTo(Verdict.REFUSED);
        assertThat(logins.check(basic(credentials))).isEqualTo(Verdict.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!!", "Bearer abc", "Basic cHJvbWV0aGV1czpzM2NyZXQ=x", "basic"})
    void headers_that_are_none_are_refused(String header) {
        assertThat(logins.check(header)).isEqualTo(Verdict.REFUSED);
        assertThat(logins.check(null)).isEqualTo(Verdict.REFUSED);
        assertThat(logins.check("Basic " + "QUFB".repeat(1_000_000))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void two_hundred_guesses_at_once_neither_queue_up_nor_keep_the_known_user_out() throws Exception {
        Logins slow = new Logins(Map.of("prometheus", hash(12, "s3cret")));
        assertThat(slow.check(basic("prometheus:s3cret"))).isEqualTo(Verdict.WELCOME);
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Verdict>> guesses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String guess = basic("prometheus:guess" + i);
            CompletableFuture<Verdict> verdict = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                verdict.complete(slow.check(guess));
            });
            thread.setDaemon(true);
            thread.start();
            guesses.add(verdict);
        }
        start.countDown();

        List<Verdict> verdicts = new ArrayList<>();
        for (CompletableFuture<Verdict> guess : guesses) {
            verdicts.add(guess.join());
            assertThat(slow.check(basic("prometheus:s3cret"))).isEqualTo(Verdict.WELCOME);
        }
        assertThat(verdicts).contains(Verdict.BUSY).doesNotContain(Verdict.WELCOME);
    }

    @Test
    void wrong_passwords_do_not_push_a_right_one_out_of_memory() {
        Logins slow = new Logins(Map.of("prometheus", hash(4, "s3cret")));
        slow.check(basic("prometheus:s3cret"));
        for (int i = 0; i < 500; i++) {
            assertThat(slow.check(basic("prometheus:guess" + i))).isEqualTo(Verdict.REFUSED);
        }

        assertThat(slow.check(basic("prometheus:s3cret"))).isEqualTo(Verdict.WELCOME);
    }
}
