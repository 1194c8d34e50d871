package com.allodoc.ops.exporter.render.page;

import java.util.ArrayList;
import java.util.List;

/** One HTML file that needs nothing beside it: no script, no foreign style, no foreign picture. */
final class Html implements Markup {
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            pre { background: #f0f0f0; color: #111; padding: .6rem; overflow-x: auto; }
            table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: .2rem .6rem; text-align: left; }
            h2, h3 { margin-top: 2rem; } :target { background: #fff3b0; color: #111; }
            """;

    private final StringBuilder out = new StringBuilder();
    private boolean inList;

    Html(String comment, String title) {
        out.append("<!DOCTYPE html>\n<!-- ").append(comment).append(" -->\n<html lang=\"en\">\n<head>\n");
        out.append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        out.append("<title>").append(escape(title)).append("</title>\n<style>\n").append(STYLE);
        out.append("</style>\n</head>\n<body>\n");
    }

    @Override
    public void heading(int level, String anchor, String title) {
        block();
        out.append("<h").append(level).append(" id=\"").append(escape(anchor)).append("\">");
        out.append(escape(title)).append("</h").append(level).append(">\n");
    }

    @Override
    public void paragraph(String text) {
        block();
        out.append("<p>").append(escape(text)).append("</p>\n");
    }

    @Override
    public void labelled(String label, String text) {
        block();
        out.append("<p><strong>").append(escape(label)).append(":</strong> ");
        out.append(escape(text)).append("</p>\n");
    }

    @Override
    public void bullet(String text) {
        if (!inList) {
            out.append("<ul>\n");
        }
        inList = true;
        out.append("<li>").append(escape(text)).append("</li>\n");
    }

    @Override
    public void command(String text) {
        block();
        out.append("<pre>").append(escape(text)).append("</pre>\n");
    }

    @Override
    public void table(List<List<String>> rows) {
        block();
        out.append("<table>\n");
        for (int i = 0; i < rows.size(); i++) {
            String cell = i == 0 ? "th" : "td";
            out.append("<tr>");
            rows.get(i).forEach(text -> out.append('<').append(cell).append('>').append(escape(text))
                    .append("</").append(cell).append('>'));
            out.append("</tr>\n");
        }
        out.append("</table>\n");
    }

    @Override
    public void links(List<String> titlesAndAddresses) {
        block();
        List<String> links = new ArrayList<>();
        for (int i = 0; i < titlesAndAddresses.size(); i += 2) {
            links.add("<a href=\"" + escape(titlesAndAddresses.get(i + 1)) + "\">"
                    + escape(titlesAndAddresses.get(i)) + "</a>");
        }
        out.append("<p>").append(String.join(" · ", links)).append("</p>\n");
    }

    @Override
    public String text() {
        block();
        return out + "</body>\n</html>\n";
    }

    private void block() {
        if (inList) {
            out.append("</ul>\n");
        }
        inList = false;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
