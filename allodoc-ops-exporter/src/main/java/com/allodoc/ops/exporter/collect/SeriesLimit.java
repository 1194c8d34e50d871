package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;

/** Lets so many series of one target through in one scrape, whole rows in their order, and counts the others. */
final class SeriesLimit {
    private int room;

    SeriesLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1: " + limit);
        }
        this.room = limit;
    }

    /** What is let through, and how many series of it there are and were left out. */
    record Cut(List<SampleTable> tables, int series, int dropped) {}

    Cut cut(List<SampleTable> tables) {
        int wanted = 0;
        for (SampleTable table : tables) {
            wanted += table.samples();
        }
        if (wanted > room) {
            return shortened(tables);
        }
        room -= wanted;
        return new Cut(tables, wanted, 0);
    }

    private Cut shortened(List<SampleTable> tables) {
        List<SampleTable> through = new ArrayList<>(tables.size());
        int series = 0;
        int dropped = 0;
        for (SampleTable table : tables) {
            int all = table.samples();
            SampleTable rest = all <= room ? table : table.first(rowsThatFit(table));
            int left = all <= room ? all : rest.samples();
            through.add(rest);
            room -= left;
            series += left;
            dropped += all - left;
        }
        return new Cut(through, series, dropped);
    }

    private int rowsThatFit(SampleTable table) {
        int left = room;
        int row = 0;
        while (row < table.rows()) {
            left -= table.samples(row);
            if (left < 0) {
                break;
            }
            row++;
        }
        return row;
    }
}
