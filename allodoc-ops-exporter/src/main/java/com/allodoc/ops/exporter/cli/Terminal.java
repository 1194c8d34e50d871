package com.allodoc.ops.exporter.cli;

import java.io.Console;

/** Whether people look at what is printed. */
public final class Terminal {
    private Terminal() {}

    /** Up to Java 21 there is a console where there is a terminal; later it has to be asked, by a method 17 lacks. */
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isThere() {
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
