package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * Writes one page: families by name, samples in the order of their tables, straight to a stream. Not safe for use by
 * several threads.
 */
final class PageWriter {
    private final PageBuffer out;
    private final PageFormat format;
    private final EscapedText name = new EscapedText();

    private PageWriter(PageBuffer out, PageFormat format) {
        this.out = out;
        this.format = format;
    }

    static void write(Page page, PageFormat format, OutputStream stream) throws IOException {
        write(page, format, PageBuffer.to(stream));
    }

    private static void write(Page page, PageFormat format, PageBuffer out) throws IOException {
        PageWriter writer = new PageWriter(out, format);
        PageHeads heads = page.heads(format);
        String name = "";
        int families = 0;
        for (Page.Block block : page.blocks()) {
            if (!block.family().name().equals(name)) {
                name = block.family().name();
                out.bytes(heads.bytes(), heads.from(families), heads.to(families));
                families++;
            }
            writer.block(block);
        }
        if (format == PageFormat.OPENMETRICS) {
            out.ascii("# EOF\n");
        }
        out.flush();
    }

    /** A page as the body of an answer. */
    static Reply.Body body(Page page, PageFormat format) {
        return new Reply.Body() {
            @Override
            public void write(OutputStream out) throws IOException {
                PageWriter.write(page, format, out);
            }

            @Override
            public OptionalLong length() throws IOException {
                return page.keepsLabels() ? OptionalLong.of(PageWriter.length(page, format)) : OptionalLong.empty();
            }
        };
    }

    private static long length(Page page, PageFormat format) throws IOException {
        PageBuffer counted = PageBuffer.counting();
        write(page, format, counted);
        return counted.count();
    }

    private void block(Page.Block block) throws IOException {
        SampleTable table = block.table();
        Column column = block.column();
        name.clear();
        name.raw(column.family().name());
        if (column instanceof ScalarColumn scalars) {
            scalars(scalars, table.rows(), block.labels());
            return;
        }
        for (int row = 0; row < table.rows(); row++) {
            if (column.isPresent(row)) {
                block.labels().select(row);
                distribution((DistributionColumn) column, block.labels(), row);
            }
        }
    }

    private void scalars(ScalarColumn column, int rows, LabelBlocks labels) throws IOException {
        for (int row = 0; row < rows; row++) {
            if (column.isPresent(row)) {
                labels.select(row);
                out.sample(name, labels, column.value(row));
            }
        }
    }

    private void distribution(DistributionColumn column, LabelBlocks labels, int row) throws IOException {
        Distribution distribution = column.distribution(row);
        boolean histogram = column.family().type() == MetricType.HISTOGRAM;
        String suffix = histogram ? "_bucket" : "";
        String label = histogram ? "le" : "quantile";
        for (int i = 0; i < distribution.size(); i++) {
            series(suffix, labels, label, distribution.edge(i));
            value(distribution.value(i));
        }
        if (histogram) {
            series(suffix, labels, label, Double.POSITIVE_INFINITY);
            value(distribution.count());
        }
        series("_sum", labels);
        value(distribution.sum());
        series("_count", labels);
        value(distribution.count());
    }

    private void series(String suffix, LabelBlocks labels) throws IOException {
        out.text(name).ascii(suffix);
        if (!labels.isEmpty()) {
            out.ascii('{').labels(labels).ascii('}');
        }
    }

    private void series(String suffix, LabelBlocks labels, String label, double edge) throws IOException {
        out.text(name).ascii(suffix).ascii('{').labels(labels);
        if (!labels.isEmpty()) {
            out.ascii(',');
        }
        out.ascii(label).ascii("=\"").edge(edge, format).ascii("\"}");
    }

    private void value(double value) throws IOException {
        out.ascii(' ').number(value).ascii('\n');
    }
}
