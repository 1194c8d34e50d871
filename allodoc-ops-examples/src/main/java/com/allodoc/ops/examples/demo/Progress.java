package com.allodoc.ops.examples.demo;

import com.allodoc.ops.exporter.cli.Terminal;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Shows the steps of the start: a line that waits, and the same line with its result and time. */
final class Progress {
    private final PrintStream out;
    private final boolean terminal;
    private final String done;
    private final String none;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        boolean unicode = Charset.defaultCharset().newEncoder().canEncode('✔');
        this.done = colour("32", unicode ? "✔" : "ok");
        this.none = colour("33", unicode ? "–" : "--");
    }

    /** Whether a person watches: colours and lines that change are for terminals only. */
    static boolean isTerminal() {
        return Terminal.isThere() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }

    void title(String text) {
        out.println();
        out.println("  " + colour("1", text));
        out.println();
    }

    /** Runs a step and tells what came of it. */
    <T> T step(String doing, Callable<T> step, Function<T, String> result) throws Exception {
        if (terminal) {
            out.print("    " + doing + " …");
            out.flush();
        }
        long start = System.nanoTime();
        T value = step.call();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (terminal) {
            out.print("\r\033[K");
        }
        out.println(String.format(Locale.ROOT, "  %s %-66s %5.1f s", done, result.apply(value), seconds));
        return value;
    }

    void absent(String text) {
        out.println("  " + none + " " + text);
    }

    void heading(String text) {
        out.println();
        out.println("  " + colour("1", text));
    }

    void item(String what, String meaning) {
        out.println(String.format(Locale.ROOT, "    %-56s  %s", what, colour("2", meaning)));
    }

    void blank() {
        out.println();
    }

    private String colour(String code, String text) {
        return terminal ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
