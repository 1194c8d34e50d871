package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The samples of many tables by family, in the order in which they are written: one head for each name, whatever the
 * number of targets that have it. Used by one thread.
 */
final class Page {

    /** A family and everywhere it stands. */
    record Entry(Family family, List<Block> blocks) {}

    /** One table's values of a family. */
    record Block(SampleTable table, Column column, LabelBlocks labels) {}

    /** What label blocks may take in memory while a page is written. That of 5,000 tables needs a tenth of it. */
    private static final int MAX_LABEL_BYTES = 4 * 1024 * 1024;

    private final Map<String, Entry> entries = new TreeMap<>();
    private int labelBytes;
    private int dropped;

    /**
     * Sorts tables into a page.
     *
     * @param wanted the names of the families to take; as {@code name[]} of Prometheus's clients has it, a histogram or
     *     summary is also meant by the names of its samples
     */
    static Page of(Collection<SampleTable> tables, Predicate<String> wanted) {
        Page page = new Page();
        for (SampleTable table : tables) {
            List<Column> columns = new ArrayList<>(table.columns().size());
            for (Column column : table.columns()) {
                if (hasSamples(table, column) && isWanted(column.family(), wanted)) {
                    columns.add(column);
                }
            }
            if (!columns.isEmpty()) {
                page.add(table, columns);
            }
        }
        return page;
    }

    /** A block that is written once only need not be kept; a histogram writes it once for each bucket. */
    private void add(SampleTable table, List<Column> columns) {
        boolean once = columns.size() == 1 && !columns.get(0).family().type().isDistribution();
        LabelBlocks labels = LabelBlocks.of(table, once ? 0 : MAX_LABEL_BYTES - labelBytes);
        labelBytes += labels.keptBytes();
        columns.forEach(column -> add(table, column, labels));
    }

    private void add(SampleTable table, Column column, LabelBlocks labels) {
        Entry entry =
                entries.computeIfAbsent(column.family().name(), name -> new Entry(column.family(), new ArrayList<>()));
        if (entry.family().type() == column.family().type()) {
            entry.blocks().add(new Block(table, column, labels));
        } else {
            // A name with two types would make Prometheus refuse the whole page.
            dropped++;
        }
    }

    private static boolean hasSamples(SampleTable table, Column column) {
        for (int row = 0; row < table.rows(); row++) {
            if (column.isPresent(row)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWanted(Family family, Predicate<String> wanted) {
        String name = family.name();
        return wanted.test(name)
                || (family.type().isDistribution()
                        && (wanted.test(name + "_bucket")
                                || wanted.test(name + "_sum")
                                || wanted.test(name + "_count")));
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    boolean contains(String familyName) {
        return entries.containsKey(familyName);
    }

    /** Columns left out because their family's name was taken by another type. */
    int dropped() {
        return dropped;
    }
}
