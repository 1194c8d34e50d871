package com.allodoc.ops.incident;

import java.util.List;

/** Writes Markdown in which what people typed can't break what is around it. Not thread-safe. */
final class Markdown {
    private static final String SPECIAL = "\\`*_[]|~";
    private final StringBuilder out = new StringBuilder();

    Markdown heading(int level, String text) {
        separate();
        out.append("#".repeat(level)).append(' ').append(inline(text)).append('\n');
        return this;
    }

    /** A paragraph of our own words; {@link #inline} what isn't. */
    Markdown paragraph(String markdown) {
        separate();
        out.append(markdown).append('\n');
        return this;
    }

    /** Text that a reviewer wrote, Markdown welcome: only headings and HTML lose their power. */
    Markdown block(String text) {
        separate();
        text.lines()
                .map(line -> line.replace("&", "&amp;").replace("<", "&lt;"))
                .map(line -> line.stripLeading().startsWith("#") ? line.replaceFirst("#", "\\\\#") : line)
                .forEach(line -> out.append(line).append('\n'));
        return this;
    }

    Markdown bullets(List<String> items) {
        separate();
        items.forEach(item -> out.append("- ").append(inline(item)).append('\n'));
        return this;
    }

    Markdown header(String... cells) {
        separate();
        row(cells);
        out.append("|").append("---|".repeat(cells.length)).append('\n');
        return this;
    }

    Markdown row(String... cells) {
        out.append('|');
        for (String cell : cells) {
            out.append(' ').append(inline(cell)).append(" |");
        }
        out.append('\n');
        return this;
    }

    /** {@code text} on one line, to be read exactly as it was typed. */
    static String inline(String text) {
        StringBuilder plain = new StringBuilder();
        for (String line : text.strip().lines().toList()) {
            plain.append(plain.isEmpty() ? "" : "<br>");
            line.chars().forEach(c -> {
                switch (c) {
                    case '<' -> plain.append("&lt;");
                    case '>' -> plain.append("&gt;");
                    case '&' -> plain.append("&amp;");
                    default -> plain.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append((char) c);
                }
            });
        }
        return plain.toString();
    }

    private void separate() {
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
