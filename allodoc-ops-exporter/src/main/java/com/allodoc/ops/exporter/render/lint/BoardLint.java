package com.allodoc.ops.exporter.render.lint;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.dashboard.Column;
import com.allodoc.ops.exporter.render.dashboard.Dashboard;
import com.allodoc.ops.exporter.render.dashboard.Panel;
import com.allodoc.ops.exporter.render.dashboard.PanelKind;
import com.allodoc.ops.exporter.render.dashboard.Query;
import com.allodoc.ops.exporter.render.dashboard.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The house rules of a dashboard. */
final class BoardLint {
    private static final int LONGEST_UID = 40;
    private static final int LARGEST_FILE = 200_000;
    private static final int MOST_OPEN_PANELS = 25;
    private static final Pattern FIXED_RATE =
            Pattern.compile("\\brate\\([^\\[\"]*(?:\"[^\"]*\"[^\\[\"]*)*\\[(?!\\$__rate_interval])");
    private static final Pattern JOB_NAME = Pattern.compile("job\\s*=\\s*\"");

    private final Dashboard board;
    private final KnownMetrics metrics;
    private final List<String> findings = new ArrayList<>();

    private BoardLint(Dashboard board, KnownMetrics metrics) {
        this.board = board;
        this.metrics = metrics;
    }

    static List<String> of(Dashboard board, Definition definition, KnownMetrics metrics) {
        BoardLint lint = new BoardLint(board, metrics);
        lint.file(definition);
        Set<String> titles = new HashSet<>();
        for (Panel panel : board.panels()) {
            if (!titles.add(panel.title())) {
                lint.add(panel, "another panel has the same title");
            }
            lint.words(panel);
            lint.queries(panel);
        }
        board.variableMetrics()
                .flatMap(metric -> PromQuery.selectors(metric).stream())
                .forEach(selector -> metrics.problem(selector)
                        .filter(problem -> !problem.startsWith("counter"))
                        .ifPresent(
                                problem -> lint.findings.add("dashboard " + board.slug() + ": variable: " + problem)));
        return lint.findings;
    }

    private void file(Definition definition) {
        if (definition.uid(board.slug()).length() > LONGEST_UID) {
            findings.add("dashboard " + board.slug() + ": its uid is longer than " + LONGEST_UID
                    + " characters; shorten the prefix");
        }
        if (board.json(definition).length() > LARGEST_FILE) {
            findings.add("dashboard " + board.slug() + ": larger than " + LARGEST_FILE + " characters");
        }
        long open = board.rows().stream()
                .filter(Row::isOpen)
                .mapToLong(row -> row.panels().size())
                .sum();
        if (open > MOST_OPEN_PANELS) {
            findings.add(
                    "dashboard " + board.slug() + ": queries " + open + " panels when it is opened; collapse a row");
        }
    }

    private void words(Panel panel) {
        if (panel.about().isBlank() || panel.first().isBlank()) {
            add(panel, "its description lacks what it shows or what to do first");
        }
        if (panel.kind() != PanelKind.TEXT && panel.noValue().equals("no data")) {
            add(panel, "does not say what it means when it is empty");
        }
        if (panel.title().endsWith(":")) {
            add(panel, "its title ends with a colon");
        }
    }

    private void queries(Panel panel) {
        if (panel.queries().isEmpty() && panel.kind() != PanelKind.TEXT) {
            add(panel, "asks for nothing");
        }
        List<String> expressions = board.expressions(panel);
        for (int i = 0; i < expressions.size(); i++) {
            Query query = panel.queries().get(i);
            String expression = expressions.get(i);
            PromQuery.selectors(expression)
                    .forEach(selector -> metrics.problem(selector).ifPresent(problem -> add(panel, problem)));
            if (query.shape() == Query.Shape.RANGE && expression.contains("topk")) {
                add(panel, "topk over time: lines would come and go");
            }
            if (query.shape() == Query.Shape.RANGE
                    && FIXED_RATE.matcher(expression).find()) {
                add(panel, "a rate over a fixed window; use $__rate_interval");
            }
            if (JOB_NAME.matcher(expression).find()) {
                add(panel, "names a job; that is the variable's business");
            }
            if (!expression.contains("$environment") && !expression.contains("Watchdog")) {
                add(panel, "leaves the variables out");
            }
        }
        if (panel.kind() == PanelKind.TABLE) {
            columns(panel);
        }
    }

    /** A label that the queries drop would be an empty column; one that they keep and nobody shows, a surplus one. */
    private void columns(Panel panel) {
        for (Column column : panel.columns()) {
            for (Query query : panel.queries()) {
                if (!column.label().isEmpty()
                        && !query.expression().contains(column.label())
                        && panel.queries().size() == 1) {
                    add(panel, "column " + column.title() + " shows " + column.label() + ", which its query drops");
                }
            }
        }
    }

    private void add(Panel panel, String problem) {
        findings.add("dashboard " + board.slug() + ", panel " + panel.title() + ": " + problem);
    }
}
