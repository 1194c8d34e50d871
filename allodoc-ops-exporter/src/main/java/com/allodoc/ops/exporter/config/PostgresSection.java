package com.allodoc.ops.exporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One entry of {@code targets.postgres}: an address in {@code url}, single settings, or both where they don't collide. */
final class PostgresSection {
    private PostgresSection() {}

    static Optional<PostgresTarget> decode(YamlObject entry) {
        PostgresDraft draft = new PostgresDraft();
        Optional<String> name = entry.take("name").flatMap(v -> v.parse(TargetName::check));
        entry.take("url").ifPresent(v -> v.address().ifPresent(dsn -> draft.putDsn(dsn, v)));
        for (String key : List.of(PostgresDraft.HOST, PostgresDraft.DATABASE, PostgresDraft.USER)) {
            entry.take(key).ifPresent(v -> v.text().ifPresent(t -> draft.put(key, t, v)));
        }
        entry.take(PostgresDraft.PORT)
                .ifPresent(v -> v.port().ifPresent(p -> draft.put(PostgresDraft.PORT, Integer.toString(p), v)));
        entry.take(PostgresDraft.PASSWORD)
                .ifPresent(v -> v.secret().ifPresent(s -> draft.put(PostgresDraft.PASSWORD, s.reveal(), v)));
        for (PostgresParameter parameter : PostgresParameter.values()) {
            entry.take(parameter.key())
                    .ifPresent(v -> read(parameter, v).ifPresent(t -> draft.put(parameter.key(), t, v)));
        }
        draft.builder()
                .databases(PostgresDatabasesSection.decode(entry))
                .tables(PostgresDatabasesSection.tables(entry))
                .collectors(CollectorsSection.decode(entry, "postgres"));
        entry.take("queries").ifPresent(list -> draft.builder().queries(list.queries()));
        entry.take("connectionMaxAge").flatMap(YamlValue::duration).ifPresent(draft.builder()::connectionMaxAge);
        entry.take("maxSeries").flatMap(v -> v.count(1)).ifPresent(draft.builder()::maxSeries);
        entry.finish();
        return draft.build(name, entry);
    }

    private static Optional<String> read(PostgresParameter parameter, YamlValue value) {
        if (parameter.isFile()) {
            return value.file().map(String::valueOf);
        }
        return switch (parameter) {
            case CONNECT_TIMEOUT -> value.parse(PostgresSection::seconds);
            case KEEPALIVES -> value.bool().map(String::valueOf);
            case SSL_PASSWORD -> value.secret().map(Secret::reveal);
            default -> value.text();
        };
    }

    private static String seconds(String text) {
        Duration duration = DurationText.parse(text);
        if (duration.toMillisPart() != 0) {
            throw new IllegalArgumentException("must be whole seconds, as the driver counts in them");
        }
        return Long.toString(duration.toSeconds());
    }
}
