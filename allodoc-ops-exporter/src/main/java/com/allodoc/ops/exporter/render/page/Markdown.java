package com.allodoc.ops.exporter.render.page;

import java.util.ArrayList;
import java.util.List;

/** GitHub's Markdown, with explicit anchors, since every reader makes others of a title. */
final class Markdown implements Markup {
    private final StringBuilder out = new StringBuilder();
    private boolean inList;

    Markdown(String comment) {
        out.append("<!-- ").append(comment).append(" -->\n");
    }

    @Override
    public void heading(int level, String anchor, String title) {
        block();
        out.append("<a id=\"").append(anchor).append("\"></a>\n\n");
        out.append("#".repeat(level)).append(' ').append(escape(title)).append('\n');
    }

    @Override
    public void paragraph(String text) {
        block();
        out.append(escape(text)).append('\n');
    }

    @Override
    public void labelled(String label, String text) {
        block();
        out.append("**").append(escape(label)).append(":** ").append(escape(text)).append('\n');
    }

    @Override
    public void bullet(String text) {
        if (!inList) {
            block();
        }
        inList = true;
        out.append("- ").append(escape(text)).append('\n');
    }

    @Override
    public void command(String text) {
        block();
        out.append("```sh\n").append(text).append("\n```\n");
    }

    @Override
    public void table(List<List<String>> rows) {
        block();
        for (int i = 0; i < rows.size(); i++) {
            out.append('|');
            rows.get(i).forEach(cell ->
                    out.append(' ').append(escape(cell).replace("|", "\\|")).append(" |"));
            out.append('\n');
            if (i == 0) {
                out.append('|').append(" --- |".repeat(rows.get(0).size())).append('\n');
            }
        }
    }

    @Override
    public void links(List<String> titlesAndAddresses) {
        block();
        List<String> links = new ArrayList<>();
        for (int i = 0; i < titlesAndAddresses.size(); i += 2) {
            links.add("[" + escape(titlesAndAddresses.get(i)) + "](" + titlesAndAddresses.get(i + 1) + ")");
        }
        out.append(String.join(" · ", links)).append('\n');
    }

    @Override
    public String text() {
        return out.toString();
    }

    private void block() {
        inList = false;
        out.append('\n');
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("<", "&lt;")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("[", "\\[")
                .replace("`", "\\`");
    }
}
