package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.TopFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A frame of {@code top} as text for people: services against their budgets, then the containers. */
final class TopTable {
    private static final String RESET = "\u001b[0m";
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private final boolean coloured;

    TopTable(boolean coloured) {
        this.coloured = coloured;
    }

    String render(TopFrame frame) {
        StringBuilder text = new StringBuilder();
        frame.down().forEach(why -> text.append(painted("\u001b[31m", "engine down: " + why)).append('\n'));
        if (!frame.budgets().isEmpty()) {
            List<String[]> lines = new ArrayList<>();
            lines.add(new String[] {"SERVICE", "CPU", "BUDGET", "CPU %", "MEMORY", "BUDGET", "MEM %", ""});
            frame.budgets().forEach(use -> lines.add(line(use)));
            table(text, lines);
            text.append('\n');
        }
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {
            "CONTAINER", "SERVICE", "STATE", "CPU", "MEMORY", "LIMIT", "NET I/O", "BLOCK I/O", "PIDS"
        });
        frame.rows().forEach(row -> lines.add(line(row)));
        table(text, lines);
        return text.toString();
    }

    private String[] line(TopFrame.Use use) {
        return new String[] {
            use.budget().service(),
            cores(use.cores()),
            cores(use.budget().cpus()),
            painted(use.cpuLevel(), percent(use.cores() / use.budget().cpus())),
            bytes(use.memoryBytes()),
            bytes((double) use.budget().memoryBytes()),
            painted(use.memoryLevel(), percent(use.memoryBytes() / use.budget().memoryBytes())),
            painted(use.level(), word(use.level()))
        };
    }

    private static String[] line(TopFrame.Row row) {
        return new String[] {
            row.name(),
            row.service().isEmpty() ? "-" : row.service(),
            row.state(),
            cores(row.cores()),
            bytes(row.memoryBytes()),
            bytes(row.memoryLimitBytes()),
            bytes(row.received()) + " / " + bytes(row.sent()),
            bytes(row.read()) + " / " + bytes(row.written()),
            Double.isNaN(row.threads()) ? "-" : Long.toString(Math.round(row.threads()))
        };
    }

    private static String word(TopFrame.Level level) {
        return switch (level) {
            case WITHIN -> "ok";
            case NEAR -> "near its budget";
            case OVER -> "over its budget";
        };
    }

    private String painted(TopFrame.Level level, String text) {
        return switch (level) {
            case WITHIN -> painted("\u001b[32m", text);
            case NEAR -> painted("\u001b[33m", text);
            case OVER -> painted("\u001b[31m", text);
        };
    }

    private String painted(String colour, String text) {
        return coloured ? colour + text + RESET : text;
    }

    /** Columns as wide as their widest cell; colours have no width. */
    private static void table(StringBuilder text, List<String[]> lines) {
        int[] widths = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], width(line[i]));
            }
        }
        for (String[] line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                padded.append(line[i]).append(" ".repeat(widths[i] - width(line[i]) + 2));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
    }

    private static int width(String cell) {
        return cell.startsWith("\u001b") ? cell.length() - "\u001b[3xm".length() - RESET.length() : cell.length();
    }

    private static String cores(double cores) {
        return Double.isNaN(cores) ? "-" : String.format(Locale.ROOT, "%.2f", cores);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", share * 100);
    }

    private static String bytes(double bytes) {
        if (Double.isNaN(bytes)) {
            return "-";
        }
        double rest = bytes;
        int unit = 0;
        while (rest >= 1024 && unit < UNITS.length - 1) {
            rest /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f%s" : "%.1f%s", rest, UNITS[unit]);
    }
}
