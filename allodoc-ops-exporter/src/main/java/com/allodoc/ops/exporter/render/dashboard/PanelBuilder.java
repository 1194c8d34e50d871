package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a {@link Panel} in the order of its row in the design table. Not thread-safe. */
public final class PanelBuilder {
    private final PanelKind kind;
    private final String title;
    private String about = "";
    private String first = "";
    private final List<Query> queries = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private Unit unit = Unit.COUNT;
    private Steps steps = Steps.NONE;
    private Mapping mapping = Mapping.NONE;
    private String noValue = "no data";
    private Optional<Double> min = Optional.empty();
    private Optional<Double> max = Optional.empty();
    private Optional<String> sortedBy = Optional.empty();
    private String text = "";
    private int width;
    private int height;
    private boolean filled;
    private boolean named;
    private final List<String> indicators = new ArrayList<>();

    PanelBuilder(PanelKind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    /** What it shows, and what to do first when it is bad. */
    public PanelBuilder about(String shows, String doFirst) {
        about = shows;
        first = doFirst;
        return this;
    }

    /** A query over time, without a name for its series. */
    public PanelBuilder query(String expression) {
        return query(expression, title);
    }

    /** A query over time; labels in the legend as {@code {{label}}}. */
    public PanelBuilder query(String expression, String legend) {
        queries.add(new Query(expression, legend, Query.Shape.RANGE));
        return this;
    }

    /** A query about now. */
    public PanelBuilder now(String expression, String legend) {
        queries.add(new Query(expression, legend, Query.Shape.INSTANT));
        return this;
    }

    /** A query about now, without a name for its series. */
    public PanelBuilder now(String expression) {
        return now(expression, title);
    }

    /** A column of a table; one of a value brings its query. */
    public PanelBuilder column(Column column) {
        columns.add(column);
        if (!column.isLabel()) {
            queries.add(new Query(column.query(), column.title(), Query.Shape.TABLE));
        }
        return this;
    }

    /** By this column: the highest value first, or a label in its order. */
    public PanelBuilder sortedBy(String column) {
        sortedBy = Optional.of(column);
        return this;
    }

    public PanelBuilder unit(Unit value) {
        unit = value;
        return this;
    }

    public PanelBuilder steps(Steps value) {
        steps = value;
        return this;
    }

    /** Colours, lines and unit as the definition has them for this number. */
    public PanelBuilder indicator(Definition definition, String indicator) {
        unit = Unit.of(definition.indicator(indicator).unit());
        steps = Steps.of(definition, indicator);
        return shows(indicator);
    }

    /** Alerts on these indicators link here. */
    public PanelBuilder shows(String... names) {
        indicators.addAll(List.of(names));
        return this;
    }

    public PanelBuilder mapping(Mapping value) {
        mapping = value;
        return this;
    }

    /** What it means when there is nothing to show. */
    public PanelBuilder noValue(String value) {
        noValue = value;
        return this;
    }

    public PanelBuilder range(double lowest, double highest) {
        min = Optional.of(lowest);
        max = Optional.of(highest);
        return this;
    }

    public PanelBuilder text(String markdown) {
        text = markdown;
        return this;
    }

    public PanelBuilder size(int w, int h) {
        width = w;
        height = h;
        return this;
    }

    /** The whole tile takes the colour. */
    public PanelBuilder filled() {
        filled = true;
        return this;
    }

    /** Each number has its series' name beside it. */
    public PanelBuilder named() {
        named = true;
        return this;
    }

    public Panel build() {
        return new Panel(
                kind,
                title,
                about,
                first,
                queries,
                columns,
                unit,
                steps,
                mapping,
                noValue,
                min,
                max,
                sortedBy,
                text,
                width,
                height,
                filled,
                named,
                indicators);
    }
}
