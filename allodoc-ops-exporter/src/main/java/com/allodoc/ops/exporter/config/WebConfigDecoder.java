package com.allodoc.ops.exporter.config;

import com.allodoc.ops.exporter.config.WebTls.ClientAuth;
import com.allodoc.ops.exporter.config.WebTls.Curve;
import com.allodoc.ops.exporter.config.WebTls.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tree of the web configuration to records. Notes every problem and goes on. */
final class WebConfigDecoder {
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

    /** At 16 one login takes about five seconds; more would lock everybody out rather than protect anything. */
    private static final int MAX_COST = 16;

    private final Problems problems;

    WebConfigDecoder(Problems problems) {
        this.problems = problems;
    }

    /** @throws ConfigException with everything that was wrong */
    WebConfig decode(YamlObject root) throws ConfigException {
        Optional<WebTls> tls =
                root.take("tls_server_config").flatMap(YamlValue::object).flatMap(WebConfigDecoder::tls);
        Map<String, String> headers = new LinkedHashMap<>();
        boolean http2 = root.take("http_server_config")
                .flatMap(YamlValue::object)
                .map(object -> server(object, headers))
                .orElse(false);
        Map<String, Secret> users = new LinkedHashMap<>();
        root.take("basic_auth_users").flatMap(YamlValue::object).ifPresent(object -> users(object, users));
        Optional<WebRateLimit> limit =
                root.take("rate_limit").flatMap(YamlValue::object).flatMap(WebConfigDecoder::rateLimit);
        root.finish();
        problems.throwIfAny();
        return new WebConfig(tls, http2, headers, users, limit);
    }

    private static Optional<WebTls> tls(YamlObject object) {
        Optional<Path> certificate = object.take("cert_file").flatMap(YamlValue::file);
        Optional<Path> key = object.take("key_file").flatMap(YamlValue::file);
        Optional<Path> clientCa = object.take("client_ca_file").flatMap(YamlValue::file);
        ClientAuth clientAuth =
                one(object, "client_auth_type", ClientAuth.values()).orElse(ClientAuth.NO_CLIENT_CERT);
        List<String> sans = texts(object, "client_allowed_sans");
        Version min = one(object, "min_version", Version.values()).orElse(Version.TLS12);
        Version max = one(object, "max_version", Version.values()).orElse(Version.TLS13);
        List<String> ciphers = texts(object, "cipher_suites");
        List<Curve> curves = object.take("curve_preferences").map(YamlValue::list).orElse(List.of()).stream()
                .flatMap(value -> value.parse(text -> one(text, Curve.values())).stream())
                .toList();
        boolean preferServer = object.take("prefer_server_cipher_suites")
                .flatMap(YamlValue::bool)
                .orElse(true);
        object.finish();
        if (certificate.isEmpty() || key.isEmpty()) {
            object.problem("TLS needs both cert_file and key_file; name PEM files, relative to this one");
            return Optional.empty();
        }
        return build(
                object,
                () -> new WebTls(
                        certificate.get(),
                        key.get(),
                        clientAuth,
                        clientCa,
                        sans,
                        min,
                        max,
                        ciphers,
                        curves,
                        preferServer));
    }

    private static boolean server(YamlObject object, Map<String, String> headers) {
        boolean http2 = object.take("http2").flatMap(YamlValue::bool).orElse(false);
        object.take("headers").flatMap(YamlValue::object).ifPresent(given -> {
            for (WebHeader header : WebHeader.values()) {
                given.take(header.toString())
                        .flatMap(value -> value.parse(header::checked))
                        .ifPresent(value -> headers.put(header.toString(), value));
            }
            given.finish();
        });
        object.finish();
        return http2;
    }

    private static void users(YamlObject object, Map<String, Secret> users) {
        for (String user : object.keys()) {
            object.take(user)
                    .flatMap(YamlValue::secret)
                    .ifPresentOrElse(
                            hash -> {
                                String problem = problem(user, hash.reveal());
                                if (problem.isEmpty()) {
                                    users.put(user, hash);
                                } else {
                                    object.problem("a user's " + problem);
                                }
                            },
                            () -> object.problem("a user has no password hash; make one with: htpasswd -nBC 10 USER"));
        }
    }

    private static String problem(String user, String hash) {
        Matcher matcher = BCRYPT.matcher(hash);
        if (user.indexOf(':') >= 0) {
            return "name holds a colon, which basic authentication cannot send";
        }
        if (!matcher.matches()) {
            return "password is no bcrypt hash; make one with: htpasswd -nBC 10 USER";
        }
        int cost = Integer.parseInt(matcher.group(1));
        return cost >= 4 && cost <= MAX_COST ? "" : "bcrypt cost must be from 4 to " + MAX_COST + ", and 10 is usual";
    }

    private static Optional<WebRateLimit> rateLimit(YamlObject object) {
        Optional<YamlValue> interval = object.take("interval");
        Optional<Integer> burst = object.take("burst").flatMap(value -> value.parse(WebConfigDecoder::count));
        object.finish();
        Optional<Duration> every = interval.flatMap(value -> value.parse(WebConfigDecoder::duration));
        if (every.isEmpty() || every.get().isZero()) {
            return Optional.empty();
        }
        return build(object, () -> new WebRateLimit(every.get(), burst.orElse(1)));
    }

    private static Integer count(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("expected a whole number");
        }
        return Integer.valueOf(text);
    }

    /** As the toolkit has it: a bare 0 switches the limit off. */
    private static Duration duration(String text) {
        return text.equals("0") ? Duration.ZERO : DurationText.parse(text);
    }

    private static List<String> texts(YamlObject object, String key) {
        return object.take(key).map(YamlValue::list).orElse(List.of()).stream()
                .flatMap(value -> value.text().stream())
                .toList();
    }

    private static <T> Optional<T> one(YamlObject object, String key, T[] known) {
        return object.take(key).flatMap(value -> value.parse(text -> one(text, known)));
    }

    private static <T> T one(String text, T[] known) {
        return Arrays.stream(known)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(known).map(Object::toString).collect(Collectors.joining(", "))));
    }

    private static <T> Optional<T> build(Origin origin, Supplier<T> record) {
        try {
            return Optional.of(record.get());
        } catch (IllegalArgumentException e) {
            origin.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
