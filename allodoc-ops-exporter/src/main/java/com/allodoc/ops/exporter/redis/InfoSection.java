package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A collector of plain INFO fields, given as a table: one line per field, {@code type | field | metric | help}. A field
 * with a divisor, {@code latest_fork_usec/1e6}, is exported in another unit. A field the server does not give is absent.
 */
final class InfoSection implements RedisCollector {

    private record Field(InfoName name, double divisor, Family family) {}

    private final String name;
    private final List<Field> fields;
    private final Map<String, Family> families;

    private InfoSection(String name, List<Field> fields) {
        this.name = name;
        this.fields = fields;
        this.families = fields.stream()
                .collect(Collectors.toUnmodifiableMap(
                        field -> field.name().toString(), Field::family, (first, second) -> first));
    }

    /**
     * A section of this table.
     *
     * @throws IllegalArgumentException when a line has not four parts or can't be read
     */
    static InfoSection of(String name, String table) {
        List<Field> fields = new ArrayList<>();
        table.lines().filter(line -> !line.isBlank()).forEach(line -> fields.add(field(line)));
        return new InfoSection(name, List.copyOf(fields));
    }

    private static Field field(String line) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("table: not type | field | metric | help: " + line);
        }
        MetricType type = MetricType.valueOf(parts[0].strip().toUpperCase(Locale.ROOT));
        String field = parts[1].strip();
        int slash = field.indexOf('/');
        double divisor = slash < 0 ? 1 : Double.parseDouble(field.substring(slash + 1));
        return new Field(
                InfoName.of(slash < 0 ? field : field.substring(0, slash)),
                divisor,
                new Family(parts[2].strip(), type, parts[3].strip(), List.of()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Family> families() {
        return fields.stream().map(Field::family).toList();
    }

    /** The family that a field feeds, when it is one of this section. */
    Optional<Family> family(String field) {
        return Optional.ofNullable(families.get(field));
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        return Collected.of(table(session.info()));
    }

    SampleTable table(InfoReply info) {
        SampleTable.Builder table = SampleTable.labelled();
        table.row();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            OptionalDouble value = info.number(field.name());
            if (value.isPresent()) {
                table.set(table.column(field.family()), value.getAsDouble() / field.divisor());
            }
        }
        return table.build();
    }
}
