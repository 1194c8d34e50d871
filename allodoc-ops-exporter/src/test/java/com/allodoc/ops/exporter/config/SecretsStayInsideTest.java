package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Seed;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever password is written wherever, rightly or wrongly, no five characters of it come out again: not in the text
 * form of a record, not in what {@code config show} prints, not in a message.
 */
class SecretsStayInsideTest {
    private static final String LETTERS = "QZJXKVWqzjxkvw0123456789";
    private static final String SPECIAL = LETTERS + LETTERS + LETTERS + "@/:?#%&=+,;'\"\\ {}[]$*!|>~`^._-é€";
    private static final int PIECE = 5;

    @TempDir
    private Path folder;

    private final List<String> outputs = new ArrayList<>();

    @Test
    void in_every_place_rightly_and_wrongly_written() throws IOException {
        long seed = Seed.value();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 400; round++) {
            String secret = secret(random);
            outputs.clear();
            Files.writeString(folder.resolve("secret"), secret + "\n");
            run(
                    pick(random, files(secret))
                            + pick(random, List.of("", "      port: x\n", "      prot: 1\n", "  bad\n")),
                    secret);
            run(variables(random, secret));
            assertThat(outputs).isNotEmpty().allSatisfy(output -> {
                for (int i = 0; i + PIECE <= secret.length(); i++) {
                    assertThat(output)
                            .as("-Dseed=%d, round with secret <%s>", seed, secret)
                            .doesNotContain(secret.substring(i, i + PIECE));
                }
            });
        }
    }

    private static String secret(SplittableRandom random) {
        String alphabet = random.nextInt(4) == 0 ? LETTERS : SPECIAL;
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(PIECE, 24);
        while (text.length() < length) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.charAt(0) == ' ' || text.toString().endsWith(" ") ? secret(random) : text.toString();
    }

    private static List<String> files(String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
        String quoted = "'" + secret.replace("'", "''") + "'";
        String keyword = "\"host=db password='"
                + secret.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"") + "'\"";
        String postgres = "targets:\n  postgres:\n    - name: main\n      ";
        String redis = "targets:\n  redis:\n    - name: main\n      ";
        return List.of(
                postgres + "password: " + quoted + "\n",
                postgres + "password: " + secret + "\n",
                postgres + "password: ${file:secret}\n",
                postgres + "password: ${env:SECRET}\n",
                postgres + "sslPassword: " + quoted + "\n",
                postgres + "url: postgresql://u:" + encoded + "@db/x\n",
                postgres + "url: '" + "postgresql://u:" + secret.replace("'", "''") + "@db/x'\n",
                postgres + "url: postgresql://u:${env:SECRET}@db/x\n",
                postgres + "url: host=db password=${env:SECRET}\n",
                postgres + "url: postgresql://u:" + secret + "@db/x\n",
                postgres + "url: " + keyword + "\n",
                postgres + "url: ${file:secret}\n",
                postgres + "port: ${env:SECRET}\n",
                postgres + "connectTimeout: ${file:secret}\n",
                redis + "password: " + quoted + "\n",
                redis + "password: " + secret + "\n",
                redis + "url: redis://u:" + encoded + "@cache\n",
                redis + "url: redis://:" + secret + "@cache:6379/0\n",
                redis + "url: '" + "rediss://u:" + secret.replace("'", "''") + "@cache'\n",
                redis + "url: redis://:${env:SECRET}@cache\n",
                redis + "tls: ${env:SECRET}\n",
                "probe:\n  postgres:\n    - targets: [db1]\n      password: " + quoted + "\n",
                "probe:\n  postgres:\n    - targets: ['db1']\n      url: postgresql://u:" + encoded + "@db/x\n",
                "probe:\n  redis:\n    - targets: ['u:${env:SECRET}@db1']\n      password: " + quoted + "\n");
    }

    private Map<String, String> variables(SplittableRandom random, String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
        Map<String, String> variables = new HashMap<>();
        variables.put("DOCKER_HOST", "");
        variables.put(
                "DATA_SOURCE_NAME",
                pick(
                        random,
                        List.of(
                                "",
                                "postgresql://u:" + encoded + "@db/x",
                                "postgresql://u:" + secret + "@db/x",
                                "host=db password='"
                                        + secret.replace("\\", "\\\\").replace("'", "\\'") + "'",
                                "host=db password=" + secret + " sslmode=nope",
                                "host=db password=" + secret,
                                "jdbc:postgresql://db/x?password=" + secret)));
        variables.put(
                "REDIS_ADDR",
                pick(random, List.of("cache", "redis://:" + secret + "@cache", "redis://u:" + encoded + "@c")));
        if (random.nextBoolean()) {
            variables.put("REDIS_PASSWORD", secret);
        } else {
            variables.put("REDIS_PASSWORD_FILE", folder.resolve("secret").toString());
        }
        return variables;
    }

    private static String pick(SplittableRandom random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void run(String yaml, String secret) {
        Path file = ConfigFixture.write(folder, yaml);
        note(() -> ConfigLoader.of(Environment.of(Map.of("SECRET", secret))).fromFile(file));
    }

    private void run(Map<String, String> variables) {
        note(() -> ConfigLoader.of(Environment.of(variables)).fromEnvironment());
    }

    private void note(Reading reading) {
        try {
            ExporterConfig config = reading.read();
            outputs.add(config.toString());
            outputs.add(ConfigWriter.write(config));
        } catch (ConfigException e) {
            outputs.add(e.toString());
            outputs.add(e.problems().toString());
        }
    }

    private interface Reading {
        ExporterConfig read() throws ConfigException;
    }
}
