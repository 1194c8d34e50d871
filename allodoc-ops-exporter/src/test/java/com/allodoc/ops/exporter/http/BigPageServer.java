package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.FakeTarget;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A process of its own that serves a page as large as its argument says, in bytes, until its input ends. */
final class BigPageServer {
    private static final int ROWS = 1_000;

    private BigPageServer() {}

    public static void main(String[] args) throws Exception {
        SampleTable table = table(Long.parseLong(args[0]));
        ScrapeThreads threads = new ScrapeThreads();
        FakeTarget target = new FakeTarget("big").collector("big", table);
        Fleet fleet = new Fleet(List.of(new TargetScraper<>(target, Optional.empty(), threads, InstantSource.system())));
        Site site = new Site(fleet, new Meters(), Duration.ofSeconds(60), Duration.ofMillis(100), "1.2.3");
        HttpListener listener =
                HttpListener.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), site);
        System.out.println(listener.address().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        listener.close();
    }

    /** Few numbers and one long text that all rows share: the page is large and what it is made of is not. */
    private static SampleTable table(long bytes) {
        String text = "zip bomb ".repeat(1_000);
        SampleTable.Builder table = SampleTable.labelled("row", "text");
        long columns = Math.max(1, bytes / ROWS / text.length());
        for (int i = 0; i < columns; i++) {
            table.column(Family.gauge("big_" + i, "Big."));
        }
        for (int row = 0; row < ROWS; row++) {
            table.row(Integer.toString(row), text);
            for (int i = 0; i < columns; i++) {
                table.set(i, row + 0.5);
            }
        }
        return table.build();
    }
}
