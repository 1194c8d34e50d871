package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.CollectorReport;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.TargetScraper;
import java.util.List;
import java.util.Optional;

/** The page for people: what runs, how its last scrape went, and where to go on. Reads no target by itself. */
final class LandingPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>AlloDoc Ops</title>
            <style>
            :root { color-scheme: light dark; --line: #8884; --up: #1a7f37; --down: #c22; --part: #9a6700; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 3rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; margin: 0; }
            p.lead { margin: .2rem 0 1.6rem; opacity: .75; }
            nav a { display: inline-block; padding: .35rem .9rem; margin: 0 .5rem .5rem 0;
                    border: 1px solid var(--line); border-radius: .4rem; text-decoration: none; }
            table { border-collapse: collapse; width: 100%; margin: 1.6rem 0; }
            th, td { text-align: left; padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--line);
                     vertical-align: top; }
            td.number { text-align: right; font-variant-numeric: tabular-nums; }
            th.number { text-align: right; }
            .up { color: var(--up); } .down { color: var(--down); } .part { color: var(--part); }
            .state { font-weight: 600; white-space: nowrap; }
            small { opacity: .75; display: block; overflow-wrap: anywhere; }
            @media (prefers-color-scheme: dark) { :root { --up: #4ac26b; --down: #ff7b72; --part: #d4a72c; } }
            </style>
            </head>
            <body>
            """;

    private final Site site;

    LandingPage(Site site) {
        this.site = site;
    }

    String render() {
        StringBuilder html = new StringBuilder(HEAD);
        html.append(
                        "<h1>AlloDoc Ops</h1>\n<p class=\"lead\">One exporter for PostgreSQL, Redis, containers and hosts. Version ")
                .append(escape(site.version()))
                .append("</p>\n<nav><a href=\"/metrics\">Metrics</a><a href=\"/-/healthy\">Health</a>")
                .append("<a href=\"/-/ready\">Readiness</a></nav>\n");
        List<TargetScraper<?>> scrapers = site.fleet().scrapers();
        if (scrapers.isEmpty()) {
            html.append("<p>No target is configured. <code>allodoc-ops config show</code> tells what was read.</p>\n");
        } else {
            table(html, scrapers);
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static void table(StringBuilder html, List<TargetScraper<?>> scrapers) {
        html.append("<table>\n<thead><tr><th>Target</th><th>Where</th><th>State at the last scrape</th>")
                .append("<th class=\"number\">Series</th><th class=\"number\">Took</th></tr></thead>\n<tbody>\n");
        for (TargetScraper<?> scraper : scrapers) {
            row(html, scraper.target(), scraper.lastReport());
        }
        html.append("</tbody>\n</table>\n");
    }

    private static void row(StringBuilder html, Target<?> target, Optional<ScrapeReport> last) {
        html.append("<tr><td>")
                .append(escape(target.name()))
                .append("<small>")
                .append(escape(target.source()))
                .append("</small></td><td>")
                .append(escape(target.server()))
                .append("</td>");
        if (last.isEmpty()) {
            html.append("<td>not scraped yet</td><td></td><td></td></tr>\n");
            return;
        }
        ScrapeReport report = last.get();
        int series =
                report.collectors().stream().mapToInt(CollectorReport::series).sum();
        html.append("<td>")
                .append(state(report))
                .append("</td><td class=\"number\">")
                .append(series)
                .append("</td><td class=\"number\">")
                .append(report.duration().toMillis())
                .append(" ms</td></tr>\n");
    }

    private static String state(ScrapeReport report) {
        if (!report.isUp()) {
            return "<span class=\"state down\">down: "
                    + report.diagnosis().reason().label() + "</span><small>"
                    + escape(report.diagnosis().message()) + "</small>";
        }
        StringBuilder html = new StringBuilder(
                report.hasFailure()
                        ? "<span class=\"state part\">up, in part</span>"
                        : "<span class=\"state up\">up</span>");
        for (CollectorReport collector : report.collectors()) {
            if (collector.message() != null) {
                html.append("<small>")
                        .append(escape(collector.collector() + ": " + collector.message()))
                        .append("</small>");
            }
        }
        return html.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
