package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the page that {@code /metrics} answers with to any stream, in the text format. */
public final class PagePrinter {
    private PagePrinter() {}

    public static void print(List<Snapshot> snapshots, Meters meters, OutputStream out) throws IOException {
        Page page = Page.of(MetricsHandler.tables(snapshots, new ForeignCollectors(meters).read()), name -> true);
        PageWriter.write(page, PageFormat.TEXT, out);
    }
}
