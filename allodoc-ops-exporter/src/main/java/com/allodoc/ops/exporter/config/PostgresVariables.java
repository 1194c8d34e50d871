package com.allodoc.ops.exporter.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables of postgres_exporter: {@code DATA_SOURCE_NAME}, or {@code DATA_SOURCE_URI} with
 * {@code DATA_SOURCE_USER} and {@code DATA_SOURCE_PASS}, each also as {@code *_FILE}. What they leave open is taken from
 * libpq's {@code PGHOST} and siblings, as its driver does.
 */
final class PostgresVariables {
    private static final Map<String, String> LIBPQ = new LinkedHashMap<>();

    static {
        LIBPQ.put("PGHOST", PostgresDraft.HOST);
        LIBPQ.put("PGPORT", PostgresDraft.PORT);
        LIBPQ.put("PGDATABASE", PostgresDraft.DATABASE);
        LIBPQ.put("PGUSER", PostgresDraft.USER);
        LIBPQ.put("PGPASSWORD", PostgresDraft.PASSWORD);
        LIBPQ.put("PGSSLMODE", PostgresParameter.SSL_MODE.key());
        LIBPQ.put("PGSSLROOTCERT", PostgresParameter.SSL_ROOT_CERT.key());
        LIBPQ.put("PGSSLCERT", PostgresParameter.SSL_CERT.key());
        LIBPQ.put("PGSSLKEY", PostgresParameter.SSL_KEY.key());
        LIBPQ.put("PGCONNECT_TIMEOUT", PostgresParameter.CONNECT_TIMEOUT.key());
        LIBPQ.put("PGAPPNAME", PostgresParameter.APPLICATION_NAME.key());
        LIBPQ.put("PGOPTIONS", PostgresParameter.OPTIONS.key());
    }

    private static final String QUERIES = "PG_EXPORTER_EXTEND_QUERY_PATH";

    private final Environment environment;
    private final Problems problems;
    private final EnvironmentFiles files;
    private @Nullable List<PostgresQuery> queries;

    PostgresVariables(Environment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
        this.files = new EnvironmentFiles(environment, problems);
    }

    List<PostgresTarget> decode() {
        Optional<String> names = environment.nonEmpty("DATA_SOURCE_NAME");
        if (names.isPresent()) {
            return list("DATA_SOURCE_NAME", names.get());
        }
        if (environment.nonEmpty("DATA_SOURCE_NAME_FILE").isPresent()) {
            return files.read("DATA_SOURCE_NAME_FILE")
                    .map(text -> list("DATA_SOURCE_NAME_FILE", text))
                    .orElse(List.of());
        }
        boolean isUriFile = environment.nonEmpty("DATA_SOURCE_URI_FILE").isPresent();
        Optional<String> uri = files.fileOrValue("DATA_SOURCE_URI");
        PostgresDraft draft = new PostgresDraft();
        Origin origin = problems.origin(isUriFile ? "DATA_SOURCE_URI_FILE" : "DATA_SOURCE_URI");
        if (uri.isPresent()) {
            draft.putDsn(uri.get().contains("://") ? uri.get() : "postgresql://" + uri.get(), origin);
        } else if (isUriFile || isAnySet()) {
            return List.of();
        }
        putCredential(draft, PostgresDraft.USER, "DATA_SOURCE_USER");
        putCredential(draft, PostgresDraft.PASSWORD, "DATA_SOURCE_PASS");
        return build(draft, origin).stream().toList();
    }

    private boolean isAnySet() {
        return environment.isSet("DATA_SOURCE_NAME")
                || environment.isSet("DATA_SOURCE_NAME_FILE")
                || environment.isSet("DATA_SOURCE_URI")
                || environment.isSet("DATA_SOURCE_URI_FILE");
    }

    private void putCredential(PostgresDraft draft, String key, String variable) {
        files.fileOrValue(variable).ifPresent(value -> draft.put(key, value, problems.origin(variable)));
    }

    private List<PostgresTarget> list(String variable, String text) {
        List<String> dsns = PostgresDsn.split(text);
        Uniqueness unique = new Uniqueness();
        List<PostgresTarget> targets = new ArrayList<>();
        for (int i = 0; i < dsns.size(); i++) {
            Origin origin = problems.origin(dsns.size() == 1 ? variable : variable + "[" + i + "]");
            PostgresDraft draft = new PostgresDraft();
            draft.putDsn(dsns.get(i), origin);
            build(draft, origin).ifPresent(target -> {
                unique.check(origin, target.name(), target.server());
                targets.add(target);
            });
        }
        return targets;
    }

    private Optional<PostgresTarget> build(PostgresDraft draft, Origin origin) {
        LIBPQ.forEach((variable, key) -> environment
                .nonEmpty(variable)
                .ifPresent(value -> draft.putIfAbsent(key, value, problems.origin(variable))));
        databases().ifPresent(draft.builder()::databases);
        draft.builder().queries(queries());
        return draft.build(Optional.empty(), origin);
    }

    /** postgres_exporter's switch, and its lists of plain names. */
    private Optional<PostgresDatabases> databases() {
        boolean discover = environment
                .nonEmpty("PG_EXPORTER_AUTO_DISCOVER_DATABASES")
                .filter(text -> text.equals("true") || text.equals("1"))
                .isPresent();
        if (!discover) {
            return Optional.empty();
        }
        PostgresDatabases standard = PostgresDatabases.DEFAULT;
        return Optional.of(new PostgresDatabases(
                true,
                names("PG_EXPORTER_INCLUDE_DATABASES"),
                names("PG_EXPORTER_EXCLUDE_DATABASES"),
                standard.max(),
                standard.connections()));
    }

    private List<String> names(String variable) {
        return environment.nonEmpty(variable).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.matches("\\w+") ? name : Pattern.quote(name))
                .toList();
    }

    /** The file of postgres_exporter's {@code --extend.query-path}. Its problems are told once, whatever is watched. */
    private List<PostgresQuery> queries() {
        if (queries == null) {
            PostgresQueryFiles read = new PostgresQueryFiles(environment, problems, KnownCollectors.ANY);
            environment.nonEmpty(QUERIES).ifPresent(path -> read.read(Path.of(path), problems.origin(QUERIES)));
            queries = List.copyOf(read.queries());
        }
        return queries;
    }
}
