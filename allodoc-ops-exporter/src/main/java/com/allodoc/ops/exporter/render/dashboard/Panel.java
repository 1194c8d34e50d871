package com.allodoc.ops.exporter.render.dashboard;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One panel: what it asks, and how it shows the answer. Immutable.
 *
 * @param title unique in its dashboard
 * @param about what it shows
 * @param first what to do first when it is bad
 * @param queries empty for words only
 * @param columns of a table, in order
 * @param noValue what an empty panel means
 * @param min lowest value of the axis or bar, where it is known
 * @param max highest value of the axis or bar, where it is known
 * @param text the words of a text panel
 * @param isFilled whether the whole tile takes the colour
 * @param isNamed whether each number has its series' name beside it
 * @param indicators of the definition, for whose alerts this is the panel
 * @see #stat(String) and its siblings
 */
public record Panel(
        PanelKind kind,
        String title,
        String about,
        String first,
        List<Query> queries,
        List<Column> columns,
        Unit unit,
        Steps steps,
        Mapping mapping,
        String noValue,
        Optional<Double> min,
        Optional<Double> max,
        Optional<String> sortedBy,
        String text,
        int width,
        int height,
        boolean isFilled,
        boolean isNamed,
        List<String> indicators) {

    public Panel {
        requireNonNull(kind, "kind");
        queries = List.copyOf(queries);
        columns = List.copyOf(columns);
        indicators = List.copyOf(indicators);
        if (width < 1 || width > Dashboard.WIDTH) {
            throw new IllegalArgumentException("width of panel " + title + " must be 1 to 24, not " + width);
        }
        if (kind == PanelKind.TABLE && columns.isEmpty()) {
            throw new IllegalArgumentException("columns of table " + title + " are empty; name what it shows");
        }
    }

    /** One number, or one tile per series. */
    public static PanelBuilder stat(String title) {
        return new PanelBuilder(PanelKind.STAT, title).size(6, 4);
    }

    /** Lines over time. */
    public static PanelBuilder trend(String title) {
        return new PanelBuilder(PanelKind.TIMESERIES, title).size(8, 8);
    }

    /** One bar per series. */
    public static PanelBuilder bars(String title) {
        return new PanelBuilder(PanelKind.BARGAUGE, title).size(8, 8);
    }

    /** Rows of labels and values. */
    public static PanelBuilder table(String title) {
        return new PanelBuilder(PanelKind.TABLE, title).size(12, 8);
    }

    /** Words. */
    public static PanelBuilder words(String title) {
        return new PanelBuilder(PanelKind.TEXT, title).size(24, 3);
    }

    /** The three parts of a description: what it shows, the limit, what to do first. */
    public String description() {
        List<String> limits = kind == PanelKind.TABLE
                ? columns.stream()
                        .flatMap(c -> c.steps().limits().stream())
                        .distinct()
                        .toList()
                : steps.limits();
        String limit = limits.isEmpty() ? "none; the trend is what counts" : String.join("; ", limits);
        return about + "\n\n**Limit:** " + limit + ".\n\n**First:** " + first;
    }

    boolean isLabel(String column) {
        return columns.stream().anyMatch(each -> each.isLabel() && each.title().equals(column));
    }

    boolean hasManySeries() {
        return kind == PanelKind.TIMESERIES
                && (queries.size() > 3
                        || queries.stream().anyMatch(q -> q.legend().contains("{{")));
    }
}
