package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that was written once, and where its numbers stand. Tables that are like the ones it was made of give the same
 * page with other numbers: what lies between those that changed is copied as it is. Immutable and safe for use by any
 * thread.
 */
final class PageTemplate {
    /** A block of the page: which column of which table it was written from. */
    private record Place(int table, int column) {}

    private final List<SampleTable> tables;
    private final List<Place> places;
    private final byte[] bytes;

    /** Where each number begins and where it ends, one after the other. */
    private final int[] slots;

    private PageTemplate(List<SampleTable> tables, List<Place> places, byte[] bytes, int[] slots) {
        this.tables = tables;
        this.places = places;
        this.bytes = bytes;
        this.slots = slots;
    }

    /**
     * The template of a page.
     *
     * @param tables of which the page was made
     * @param written the page as it was written
     */
    static PageTemplate of(List<SampleTable> tables, Page page, byte[] written) {
        List<Place> places = new ArrayList<>(page.blocks().size());
        int numbers = 0;
        for (Page.Block block : page.blocks()) {
            SampleTable table = block.table();
            places.add(new Place(tables.indexOf(table), table.columns().indexOf(block.column())));
            for (int row = 0; row < table.rows(); row++) {
                numbers += block.column().samples(row);
            }
        }
        return new PageTemplate(List.copyOf(tables), places, written, slots(written, numbers));
    }

    /** A line that is no comment ends with a space and a number; newlines in labels are escaped. */
    private static int[] slots(byte[] page, int numbers) {
        int[] slots = new int[2 * numbers];
        int slot = 0;
        int lineStart = 0;
        int lastSpace = 0;
        for (int i = 0; i < page.length; i++) {
            if (page[i] == ' ') {
                lastSpace = i;
            } else if (page[i] == '\n') {
                if (page[lineStart] != '#') {
                    slots[slot++] = lastSpace + 1;
                    slots[slot++] = i;
                }
                lineStart = i + 1;
            }
        }
        if (slot != slots.length) {
            throw new IllegalStateException("the page has " + slot / 2 + " samples and should have " + numbers);
        }
        return slots;
    }

    /** Whether tables give the same page but for its numbers. */
    boolean fits(List<SampleTable> others) {
        if (others.size() != tables.size()) {
            return false;
        }
        for (int i = 0; i < others.size(); i++) {
            if (!tables.get(i).isLike(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Writes the page with the numbers of tables that {@link #fits}. */
    void write(List<SampleTable> now, OutputStream stream) throws IOException {
        PageBuffer out = PageBuffer.to(stream);
        Filling filling = new Filling(out);
        for (Place place : places) {
            SampleTable table = now.get(place.table);
            filling.column(
                    tables.get(place.table).columns().get(place.column),
                    table.columns().get(place.column),
                    table.rows());
        }
        filling.rest();
        out.flush();
    }

    /** On the way through the page: up to the next slot, all before the last number that changed has been written. */
    private final class Filling {
        private final PageBuffer out;
        private int slot;
        private int written;

        Filling(PageBuffer out) {
            this.out = out;
        }

        void column(Column before, Column now, int rows) throws IOException {
            if (now instanceof ScalarColumn scalars) {
                ScalarColumn scalarsBefore = (ScalarColumn) before;
                for (int row = 0; row < rows; row++) {
                    if (scalars.isPresent(row)) {
                        number(scalarsBefore.value(row), scalars.value(row));
                    }
                }
                return;
            }
            for (int row = 0; row < rows; row++) {
                if (now.isPresent(row)) {
                    distribution(
                            ((DistributionColumn) before).distribution(row),
                            ((DistributionColumn) now).distribution(row),
                            now.family().type() == MetricType.HISTOGRAM);
                }
            }
        }

        private void distribution(Distribution before, Distribution now, boolean isHistogram) throws IOException {
            for (int i = 0; i < now.size(); i++) {
                number(before.value(i), now.value(i));
            }
            if (isHistogram) {
                number(before.count(), now.count());
            }
            number(before.sum(), now.sum());
            number(before.count(), now.count());
        }

        private void number(double before, double now) throws IOException {
            if (Double.doubleToRawLongBits(before) != Double.doubleToRawLongBits(now)) {
                out.bytes(bytes, written, slots[slot]).number(now);
                written = slots[slot + 1];
            }
            slot += 2;
        }

        void rest() throws IOException {
            out.bytes(bytes, written, bytes.length);
        }
    }
}
