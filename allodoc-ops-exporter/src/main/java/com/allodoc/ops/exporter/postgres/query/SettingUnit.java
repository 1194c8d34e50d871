package com.allodoc.ops.exporter.postgres.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the unit of a row of pg_settings becomes. Immutable.
 *
 * @param suffix of the metric's name: {@code _seconds}, {@code _bytes} or none
 * @param factor from the server's unit to ours
 */
record SettingUnit(String suffix, double factor) {
    private static final SettingUnit NONE = new SettingUnit("", 1);
    private static final String SECONDS = "_seconds";
    private static final String BYTES = "_bytes";
    private static final double KIB = 1024;
    private static final double MIB = KIB * KIB;

    private static final Map<String, SettingUnit> KNOWN = Map.ofEntries(
            Map.entry("", NONE),
            Map.entry("ms", new SettingUnit(SECONDS, 1e-3)),
            Map.entry("s", new SettingUnit(SECONDS, 1)),
            Map.entry("min", new SettingUnit(SECONDS, 60)),
            Map.entry("h", new SettingUnit(SECONDS, 3_600)),
            Map.entry("d", new SettingUnit(SECONDS, 86_400)),
            Map.entry("B", new SettingUnit(BYTES, 1)),
            Map.entry("kB", new SettingUnit(BYTES, KIB)),
            Map.entry("MB", new SettingUnit(BYTES, MIB)),
            Map.entry("GB", new SettingUnit(BYTES, KIB * MIB)),
            Map.entry("TB", new SettingUnit(BYTES, MIB * MIB)),
            Map.entry("1kB", new SettingUnit(BYTES, KIB)),
            Map.entry("2kB", new SettingUnit(BYTES, 2 * KIB)),
            Map.entry("4kB", new SettingUnit(BYTES, 4 * KIB)),
            Map.entry("8kB", new SettingUnit(BYTES, 8 * KIB)),
            Map.entry("16kB", new SettingUnit(BYTES, 16 * KIB)),
            Map.entry("32kB", new SettingUnit(BYTES, 32 * KIB)),
            Map.entry("64kB", new SettingUnit(BYTES, 64 * KIB)),
            Map.entry("16MB", new SettingUnit(BYTES, 16 * MIB)),
            Map.entry("32MB", new SettingUnit(BYTES, 32 * MIB)),
            Map.entry("64MB", new SettingUnit(BYTES, 64 * MIB)));

    /** The units that managed services leave on the value itself. */
    private static final List<String> ON_VALUES = List.of("ms", "min", "kB", "MB", "GB", "TB", "s", "h", "d", "B");

    /** The unit as pg_settings spells it, or none for one that is not known: then there is no metric either. */
    static Optional<SettingUnit> of(String unit) {
        return Optional.ofNullable(KNOWN.get(unit));
    }

    /** The value in our unit; -1 means "off" or "default" in every unit and stays what it is. */
    OptionalDouble convert(String setting) {
        double value;
        try {
            value = Double.parseDouble(bare(setting));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
        if (value == -1 || factor == 1) {
            return OptionalDouble.of(value);
        }
        // Divided, not multiplied by 0.001: that is how 200 ms become 0.2 exactly.
        return OptionalDouble.of(factor < 1 ? value / Math.rint(1 / factor) : value * factor);
    }

    private static String bare(String setting) {
        for (String unit : ON_VALUES) {
            if (setting.endsWith(unit)) {
                return setting.substring(0, setting.length() - unit.length()).strip();
            }
        }
        return setting;
    }
}
