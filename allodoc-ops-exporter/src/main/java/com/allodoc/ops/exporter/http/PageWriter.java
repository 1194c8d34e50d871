package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one page: families by name, samples in the order of their tables, straight to a stream. Not safe for use by
 * several threads.
 */
final class PageWriter {
    private static final String TOTAL = "_total";

    private final PageBuffer out;
    private final PageFormat format;
    private final EscapedText help = new EscapedText();
    private final EscapedText name = new EscapedText();

    private PageWriter(PageBuffer out, PageFormat format) {
        this.out = out;
        this.format = format;
    }

    static void write(Page page, PageFormat format, OutputStream stream) throws IOException {
        PageBuffer out = new PageBuffer(stream);
        PageWriter writer = new PageWriter(out, format);
        for (Page.Entry entry : page.entries()) {
            writer.head(entry.family(), page);
            for (Page.Block block : entry.blocks()) {
                writer.block(block);
            }
        }
        if (format == PageFormat.OPENMETRICS) {
            out.ascii("# EOF\n");
        }
        out.flush();
    }

    /**
     * OpenMetrics calls a counter's family by its name without {@code _total}. A counter that has no such ending, or
     * whose short name another family uses, keeps its full name and goes as unknown: the name is what dashboards rely
     * on. Prometheus's own Go library does the same.
     */
    private void head(Family family, Page page) throws IOException {
        String name = family.name();
        String type = family.type().text();
        if (format == PageFormat.OPENMETRICS) {
            if (family.type() == MetricType.COUNTER) {
                String shortName = name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : "";
                boolean usable = !shortName.isEmpty() && !page.contains(shortName);
                name = usable ? shortName : name;
                type = usable ? type : "unknown";
            } else if (family.type() == MetricType.UNTYPED) {
                type = "unknown";
            }
        }
        help.clear();
        help.text(family.help(), format == PageFormat.OPENMETRICS);
        out.ascii("# HELP ").ascii(name).ascii(' ').text(help);
        out.ascii("\n# TYPE ").ascii(name).ascii(' ').ascii(type).ascii('\n');
    }

    private void block(Page.Block block) throws IOException {
        SampleTable table = block.table();
        Column column = block.column();
        name.clear();
        name.raw(column.family().name());
        for (int row = 0; row < table.rows(); row++) {
            if (!column.isPresent(row)) {
                continue;
            }
            if (column instanceof ScalarColumn scalars) {
                series("", block.labels(), row);
                value(scalars.value(row));
            } else {
                distribution((DistributionColumn) column, block.labels(), row);
            }
        }
    }

    private void distribution(DistributionColumn column, LabelBlocks labels, int row) throws IOException {
        Distribution distribution = column.distribution(row);
        boolean histogram = column.family().type() == MetricType.HISTOGRAM;
        String suffix = histogram ? "_bucket" : "";
        String label = histogram ? "le" : "quantile";
        for (int i = 0; i < distribution.size(); i++) {
            series(suffix, labels, row, label, distribution.edge(i));
            value(distribution.value(i));
        }
        if (histogram) {
            series(suffix, labels, row, label, Double.POSITIVE_INFINITY);
            value(distribution.count());
        }
        series("_sum", labels, row);
        value(distribution.sum());
        series("_count", labels, row);
        value(distribution.count());
    }

    private void series(String suffix, LabelBlocks labels, int row) throws IOException {
        out.text(name).ascii(suffix);
        if (!labels.isEmpty()) {
            out.ascii('{');
            labels.write(row, out);
            out.ascii('}');
        }
    }

    private void series(String suffix, LabelBlocks labels, int row, String label, double edge) throws IOException {
        out.text(name).ascii(suffix).ascii('{');
        labels.write(row, out);
        if (!labels.isEmpty()) {
            out.ascii(',');
        }
        out.ascii(label).ascii("=\"").edge(edge, format).ascii("\"}");
    }

    private void value(double value) throws IOException {
        out.ascii(' ').number(value).ascii('\n');
    }
}
