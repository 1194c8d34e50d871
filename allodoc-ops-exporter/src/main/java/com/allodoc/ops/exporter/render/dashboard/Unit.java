package com.allodoc.ops.exporter.render.dashboard;

/** What a number counts, and how Grafana and Prometheus's templates show it. Base units only: no milliseconds, no percents. */
public enum Unit {
    /** 0 to 1, shown as a percentage. */
    RATIO("percentunit", "humanizePercentage"),
    SECONDS("s", "humanizeDuration"),
    /** A time since, in the largest fitting unit. */
    AGE("dtdurations", "humanizeDuration"),
    /** Seconds since 1970. */
    INSTANT("dateTimeAsIso", "humanizeTimestamp"),
    BYTES("bytes", "humanize1024"),
    BYTES_PER_SECOND("Bps", "humanize1024"),
    PACKETS_PER_SECOND("pps", "humanize"),
    OPERATIONS_PER_SECOND("ops", "humanize"),
    /** Seconds of work per second: cores, sessions. */
    BUSY("none", "humanize"),
    COUNT("short", "humanize");

    private final String grafana;
    private final String template;

    Unit(String grafana, String template) {
        this.grafana = grafana;
        this.template = template;
    }

    /** Grafana's id of it. */
    public String grafana() {
        return grafana;
    }

    /** The function that shows it in an annotation: {@code {{ $value | humanizeDuration }}}. */
    public String template() {
        return template;
    }

    /**
     * The unit of an indicator of the definition.
     *
     * @param text {@code ratio}, {@code s}, {@code bytes}, {@code bytes/s}, or nothing for a plain count
     */
    public static Unit of(String text) {
        return switch (text) {
            case "" -> COUNT;
            case "ratio" -> RATIO;
            case "s" -> SECONDS;
            case "bytes" -> BYTES;
            case "bytes/s" -> BYTES_PER_SECOND;
            case "cores" -> BUSY;
            default ->
                throw new IllegalArgumentException(
                        "unit \"" + text + "\" is not known; use ratio, s, bytes, bytes/s, cores or leave it empty");
        };
    }
}
