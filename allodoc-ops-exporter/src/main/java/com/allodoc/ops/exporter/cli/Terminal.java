package com.allodoc.ops.exporter.cli;

import java.io.Console;

/** Whether people look at what is printed. */
final class Terminal {
    private Terminal() {}

    /** Since Java 22 there is a console without a terminal too, and it can be asked. */
    static boolean isThere() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal is there since 22", e);
        }
    }
}
