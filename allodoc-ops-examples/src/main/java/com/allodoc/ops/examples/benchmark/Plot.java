package com.allodoc.ops.examples.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results as a picture: every contender's turns as dots on a logarithmic line, the median as a bar. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int LEFT = 260;
    private static final int ROW = 26;
    private static final int PANEL_HEAD = 46;

    private final StringBuilder svg = new StringBuilder();
    private int y = 40;

    private Plot() {}

    static String of(List<Result> results, String title) {
        Plot plot = new Plot();
        int height = 60 + 2 * (PANEL_HEAD + 20 + ROW * results.size());
        plot.svg
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(height)
                .append("\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        plot.text(20, 26, "start", 16, title);
        plot.panel("wall time of a scrape, ms", results, Turn::wallMillis);
        plot.panel("peak memory, MiB", results, Turn::peakMib);
        return plot.svg.append("</svg>\n").toString();
    }

    private void panel(String title, List<Result> results, ToDoubleFunction<Turn> figure) {
        double low = Math.log10(extreme(results, figure, false)) - 0.05;
        double high = Math.log10(extreme(results, figure, true)) + 0.1;
        y += PANEL_HEAD;
        text(20, y - 16, "start", 14, title);
        for (int decade = (int) Math.ceil(low); decade <= high; decade++) {
            int x = x(decade, low, high);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>%n",
                    x,
                    y - 8,
                    x,
                    y + ROW * results.size()));
            text(x, y - 10, "middle", 11, Report.shown(Math.pow(10, decade)));
        }
        for (Result result : results) {
            row(result, figure, low, high);
            y += ROW;
        }
    }

    private void row(Result result, ToDoubleFunction<Turn> figure, double low, double high) {
        boolean ours = result.name().equals("AlloDoc Ops");
        String colour = ours ? "#1a7f37" : "#0b61a4";
        text(LEFT - 12, y + 17, "end", 12, result.watches() + ": " + result.name());
        double median = result.median(figure);
        if (Double.isNaN(median)) {
            return;
        }
        for (Turn turn : result.turns()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"%s\" fill-opacity=\"0.35\"/>%n",
                    x(Math.log10(figure.applyAsDouble(turn)), low, high),
                    y + 13,
                    colour));
        }
        int x = x(Math.log10(median), low, high);
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"/>%n",
                x,
                y + 4,
                x,
                y + 22,
                colour));
        text(x + 8, y + 17, "start", 12, Report.shown(median));
    }

    private static int x(double log, double low, double high) {
        return (int) (LEFT + (WIDTH - LEFT - 70) * (log - low) / (high - low));
    }

    private static double extreme(List<Result> results, ToDoubleFunction<Turn> figure, boolean most) {
        var all = results.stream()
                .flatMap(result -> result.turns().stream())
                .mapToDouble(figure)
                .filter(value -> value > 0);
        return (most ? all.max() : all.min()).orElse(1);
    }

    private void text(int x, int baseline, String anchor, int size, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"%d\">%s</text>%n",
                x,
                baseline,
                anchor,
                size,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
