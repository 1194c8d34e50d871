package com.allodoc.ops.exporter.testing;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What a process took over time, as a picture: a line each for memory, threads and files, from 0 up. */
public final class FiguresPlot {
    private static final int WIDTH = 760;
    private static final int LEFT = 60;
    private static final int HEIGHT = 130;
    private static final int STEP = 190;

    private final StringBuilder svg = new StringBuilder();
    private final List<ProcessFigures> figures;

    private FiguresPlot(List<ProcessFigures> figures) {
        this.figures = figures;
    }

    /** An SVG; the figures are equally far apart. */
    public static String of(String title, List<ProcessFigures> figures) {
        FiguresPlot plot = new FiguresPlot(figures);
        plot.svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"820\" height=\"620\""
                + " font-family=\"system-ui, sans-serif\" font-size=\"13\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        plot.text(LEFT, 24, 16, title);
        plot.panel(60, "resident MiB", each -> each.residentKib() / 1024);
        plot.panel(60 + STEP, "threads", ProcessFigures::threads);
        plot.panel(60 + 2 * STEP, "open files", ProcessFigures::files);
        return plot.svg.append("</svg>\n").toString();
    }

    private void panel(int top, String title, ToLongFunction<ProcessFigures> figure) {
        long most = Math.max(1, figures.stream().mapToLong(figure).max().orElse(1));
        text(LEFT, top, 14, title);
        text(8, top + 20, 12, Long.toString(most));
        text(8, top + 15 + HEIGHT, 12, "0");
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#ddd\"/>%n",
                LEFT,
                top + 12,
                WIDTH - LEFT,
                HEIGHT));
        svg.append("<polyline fill=\"none\" stroke=\"#1a7f37\" stroke-width=\"1.5\" points=\"");
        for (int i = 0; i < figures.size(); i++) {
            double x = LEFT + (double) (WIDTH - LEFT) * i / Math.max(1, figures.size() - 1);
            double y = top + 12 + HEIGHT - (double) HEIGHT * figure.applyAsLong(figures.get(i)) / most;
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        svg.append("\"/>\n");
    }

    private void text(int x, int baseline, int size, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" font-size=\"%d\">%s</text>%n", x, baseline, size, text));
    }
}
