package com.allodoc.ops.exporter.postgres.query;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.postgres.PgSession;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Every setting that is a number or a switch, one metric each, in seconds or bytes where it has such a unit. Source:
 * pg_settings. Remembers the server's names, so each target has one of its own.
 */
final class Settings implements Collector<PgSession> {
    private static final Family ANY = Family.gauge(
            "pg_settings_*", "A setting of the server: a number, or 1 for on and 0 for off. -1 is always itself.");

    /** What this very session has set for itself is not the server's setting: that is what a reset would bring back. */
    private static final String SQL = """
            SELECT name,
                   CASE source WHEN 'session' THEN reset_val ELSE setting END AS value,
                   coalesce(unit, '') AS unit,
                   vartype
            FROM pg_settings
            WHERE vartype IN ('bool', 'integer', 'real')
            """;

    /** A setting as a metric. */
    private record Metric(Family family, SettingUnit unit) {}

    /** By name and unit: a newer server may have the same setting in another unit. */
    private final Map<String, Optional<Metric>> metrics = new HashMap<>();

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Family> families() {
        return List.of(ANY);
    }

    @Override
    public Duration minimumInterval() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Collected collect(PgSession session, Deadline deadline) throws SQLException {
        return session.query(SQL, deadline, this::read);
    }

    private Collected read(ResultSet rows) throws SQLException {
        SampleTable.Builder table = SampleTable.labelled().row();
        Set<String> seen = new HashSet<>();
        while (rows.next()) {
            String name = rows.getString("name");
            String value = rows.getString("value");
            String unit = rows.getString("unit");
            boolean isSwitch = "bool".equals(rows.getString("vartype"));
            Optional<Metric> metric = metrics.computeIfAbsent(name + '/' + unit, key -> metric(name, unit));
            if (metric.isEmpty() || value == null) {
                continue;
            }
            OptionalDouble number = isSwitch
                    ? OptionalDouble.of("on".equals(value) ? 1 : 0)
                    : metric.get().unit().convert(value);
            Family family = metric.get().family();
            if (number.isPresent() && seen.add(family.name())) {
                table.set(table.column(family), number.getAsDouble());
            }
        }
        return Collected.of(table.build());
    }

    /** None for a name that no metric can have and for a unit that nobody knows yet. */
    private static Optional<Metric> metric(String setting, String unit) {
        String name = setting.replace('.', '_').replace('-', '_');
        return SettingUnit.of(unit)
                .filter(u -> Family.isMetricName(name + u.suffix()))
                .map(u -> new Metric(ANY.named("pg_settings_" + name + u.suffix()), u));
    }
}
