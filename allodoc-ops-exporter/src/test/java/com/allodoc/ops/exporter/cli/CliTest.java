package com.allodoc.ops.exporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.CollectorCost;
import com.allodoc.ops.exporter.Exporter.Outcome;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command in this process, with an engine that only notes what happens to it. */
class CliTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private final List<String> events = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private final List<ExporterConfig> configs = new ArrayList<>();
    private Outcome outcome = Outcome.ALL_UP;
    private @Nullable IOException failure;

    private int run(String... args) {
        Map<String, String> variables =
                Map.of("DATA_SOURCE_NAME", "host=db user=monitor password=s3cret", "REDIS_ADDR", "", "DOCKER_HOST", "");
        Surroundings surroundings =
                new Surroundings(Environment.of(variables), out, this::engine, this::stop, this::log);
        return Cli.of(surroundings, new PrintWriter(err, true)).run(args);
    }

    private Stop.Waiting stop(Runnable close) {
        events.add("ready to stop");
        return close::run;
    }

    private void log(LogFormat format, LogLevel level) {
        logs.add(format + " " + level);
    }

    private Engine engine(ExporterConfig config) {
        configs.add(config);
        return new Engine() {
            @Override
            public void start() throws IOException {
                events.add("start");
                if (failure != null) {
                    throw failure;
                }
            }

            @Override
            public List<URI> addresses() {
                events.add("announce");
                return List.of(URI.create("http://127.0.0.1:9610/"));
            }

            @Override
            public Outcome once(OutputStream page) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                page.write("up 1\n".getBytes(UTF_8));
                return outcome;
            }

            @Override
            public List<CollectorCost> costs() {
                return List.of(
                        cost("stat_user_tables", "succeeded", 95_000, 5, Optional.empty()),
                        cost("wal", "skipped", 0, 0, Optional.of("permission denied for function pg_ls_waldir")));
            }

            private CollectorCost cost(String name, String state, int series, int dropped, Optional<String> why) {
                return new CollectorCost(
                        "postgres", "main", name, state, series, dropped, Duration.ofNanos(38_250_000), why);
            }

            @Override
            public void close() {
                events.add("close");
            }
        };
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("ops.yml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class Serve {
        @Test
        void is_what_happens_without_a_command() {
            assertThat(run()).isZero();
            assertThat(events).containsExactly("start", "ready to stop", "announce", "close");
            assertThat(configs).singleElement().satisfies(config -> {
                assertThat(config.listen().addresses()).containsExactly(ListenAddress.DEFAULT);
                assertThat(config.postgres()).hasSize(1);
            });
            assertThat(out()).isEmpty();
        }

        @Test
        void listens_where_the_options_say() {
            assertThat(run("--listen", ":9000", "-l", "[::1]:9001")).isZero();
            assertThat(configs.get(0).listen().addresses())
                    .containsExactly(new ListenAddress("", 9000), new ListenAddress("::1", 9001));
        }

        @Test
        void reads_the_file() {
            assertThat(run(
                            "serve",
                            "--config",
                            file("targets: {redis: [{host: c}]}").toString()))
                    .isZero();
            assertThat(configs.get(0).redis().get(0).host()).isEqualTo("c");
            assertThat(configs.get(0).postgres()).isEmpty();
        }

        @Test
        void tells_which_port_is_taken_and_how_to_choose_another() {
            failure = new BindException("Address already in use");
            assertThat(run()).isEqualTo(2);
            assertThat(events).containsExactly("start", "close");
            assertThat(err.toString().lines())
                    .containsExactly("cannot listen on 127.0.0.1:9610: another program has the port. Choose another one"
                            + " with --listen 127.0.0.1:9611, or find that program: ss -ltnp 'sport = :9610'");
        }

        @Test
        void refuses_the_same_address_twice() {
            assertThat(run("-l", ":1", "-l", ":1")).isEqualTo(64);
            assertThat(err.toString()).startsWith("--listen: addresses holds :1 twice");
        }
    }

    @Nested
    class Once {
        @ParameterizedTest
        @CsvSource({"ALL_UP, 0", "COLLECTOR_FAILED, 1", "TARGET_DOWN, 2"})
        void prints_the_page_and_ends_with_the_outcome(Outcome any, int code) {
            outcome = any;
            assertThat(run("once")).isEqualTo(code);
            assertThat(out()).isEqualTo("up 1\n");
            assertThat(events).containsExactly("close");
        }

        @Test
        void says_when_the_page_cannot_be_written() {
            failure = new IOException("Broken pipe");
            assertThat(run("once")).isEqualTo(2);
            assertThat(err.toString()).startsWith("the page could not be written to stdout: Broken pipe");
            assertThat(events).containsExactly("close");
        }

        @Test
        void shows_what_every_collector_costs() {
            assertThat(run("once", "--cardinality")).isZero();
            assertThat(out().lines())
                    .containsExactly(
                            "target         collector             series          ms  state",
                            "postgres/main  stat_user_tables       95000        38.3  succeeded dropped=5",
                            "postgres/main  wal                        0        38.3  skipped: permission denied for"
                                    + " function pg_ls_waldir",
                            "total          2 collectors           95000        76.5  ");
        }

        @Test
        void shows_the_costs_to_programs_too() {
            assertThat(run("once", "--cardinality", "--json")).isZero();
            assertThat(out().lines())
                    .containsExactly(
                            "{\"source\":\"postgres\",\"target\":\"main\",\"collector\":\"stat_user_tables\","
                                    + "\"state\":\"succeeded\",\"series\":95000,\"dropped\":5,\"milliseconds\":38.25}",
                            "{\"source\":\"postgres\",\"target\":\"main\",\"collector\":\"wal\",\"state\":\"skipped\","
                                    + "\"series\":0,\"dropped\":0,\"milliseconds\":38.25,\"message\":"
                                    + "\"permission denied for function pg_ls_waldir\"}");
        }

        @Test
        void knows_no_listen_option() {
            assertThat(run("once", "--listen", ":1")).isEqualTo(64);
        }
    }

    @Nested
    class Config {
        @Test
        void check_says_ok() {
            assertThat(run("config", "check")).isZero();
            assertThat(out()).isEqualTo("ok\n");
        }

        @Test
        void check_says_every_problem_and_starts_nothing() {
            Path file = file("targets:\n  redis:\n    - prot: 1\n    - port: x\n");
            assertThat(run("config", "check", "-c", file.toString())).isEqualTo(78);
            assertThat(err.toString().lines())
                    .containsExactly(
                            file + ":3: targets.redis[0].prot: unknown key \"prot\"; did you mean \"port\"?",
                            file + ":4: targets.redis[1].port: the port must be a number from 1 to 65535; got \"x\"");
            assertThat(out()).isEmpty();
            assertThat(configs).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"serve", "once"})
        void that_is_bad_stops_the_other_commands(String command) {
            assertThat(run(command, "-c", "/no/such.yml")).isEqualTo(78);
            assertThat(err)
                    .hasToString("/no/such.yml: the configuration file does not exist; check the path after"
                            + " --config\n");
        }

        @Test
        void show_masks_secrets_and_can_be_read_back() {
            assertThat(run("config", "show")).isZero();
            String shown = out();
            assertThat(shown)
                    .startsWith("# Effective configuration from: environment\nlisten:\n")
                    .contains("user: monitor", "***")
                    .doesNotContain("s3cret");
            out.reset();
            assertThat(run("config", "show", "-c", file(shown).toString())).isZero();
            assertThat(out().lines().skip(1))
                    .containsExactlyElementsOf(shown.lines().skip(1).toList());
        }

        @Test
        void alone_asks_what_to_do() {
            assertThat(run("config")).isEqualTo(64);
            assertThat(err.toString()).startsWith("config needs to know what to do: config check or config show");
        }
    }

    @Nested
    class Usage {
        @ParameterizedTest
        @ValueSource(strings = {"version", "--version", "-V"})
        void tells_the_version_with_jdk_and_system(String arg) {
            assertThat(run(arg)).isZero();
            assertThat(out())
                    .startsWith("allodoc-ops-exporter ")
                    .contains("JDK " + Runtime.version(), System.getProperty("os.name"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"--help", "-h", "help"})
        void help_teaches(String arg) {
            assertThat(run(arg)).isZero();
            assertThat(out())
                    .contains("serve ", "once ", "config ", "version ")
                    .contains("--listen :9610", "DATA_SOURCE_NAME", "REDIS_ADDR", "DOCKER_HOST", "Exit codes:");
            assertThat(out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        }

        @Test
        void every_command_has_its_own_help() {
            for (String command : List.of("serve", "once", "config", "version", "config check", "config show")) {
                out.reset();
                assertThat(run((command + " --help").split(" "))).as(command).isZero();
                assertThat(out()).as(command).contains("Usage: allodoc-ops-exporter " + command);
            }
            out.reset();
            assertThat(run("help", "once")).isZero();
            assertThat(out()).contains("Usage: allodoc-ops-exporter once");
            assertThat(events).isEmpty();
        }

        @Test
        void that_is_bad_gets_one_sentence_and_where_to_read_on() {
            assertThat(run("--listen", "9610")).isEqualTo(64);
            assertThat(err.toString().lines())
                    .containsExactly(
                            "Invalid value for option '--listen' (HOST:PORT): the port is missing; write host:port,"
                                    + " such as 127.0.0.1:9610 or :9610",
                            "Run: allodoc-ops-exporter serve --help");
        }

        @Test
        void of_a_command_in_the_wrong_place_is_put_right() {
            assertThat(run("--config", "x", "once")).isEqualTo(64);
            assertThat(err.toString()).contains("The command comes first: allodoc-ops-exporter once [OPTIONS]");
        }

        @Test
        void of_an_unknown_command_or_option_is_guessed() {
            assertThat(run("srve")).isEqualTo(64);
            assertThat(err.toString()).contains("Did you mean: allodoc-ops-exporter serve");
            assertThat(run("--confg", "x")).isEqualTo(64);
            assertThat(err.toString()).contains("--config");
            assertThat(run("once", "--log-format", "xml")).isEqualTo(64);
            assertThat(run("once", "--log-format", "JSON", "--log-level", "Error"))
                    .isZero();
        }

        @Test
        void of_a_failure_nobody_expected_ends_at_the_barrier() {
            Surroundings broken = new Surroundings(
                    Environment.of(Map.of("DATA_SOURCE_NAME", "", "REDIS_ADDR", "", "DOCKER_HOST", "")),
                    out,
                    config -> {
                        throw new IllegalStateException("boom");
                    },
                    close -> () -> {},
                    (format, level) -> {});
            assertThat(Cli.of(broken, new PrintWriter(err, true)).run("serve")).isEqualTo(2);
            assertThat(err.toString()).contains("unexpected failure: java.lang.IllegalStateException: boom");
        }
    }
}
