package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * The samples of many tables by family, in the order in which they are written: one head for each name, whatever the
 * number of targets that have it. Used by one thread.
 */
final class Page {

    /** One table's values of a family. */
    record Block(SampleTable table, Column column, LabelBlocks labels) {
        Family family() {
            return column.family();
        }
    }

    /** What label blocks may take in memory while a page is written. That of 5,000 tables needs a tenth of it. */
    private static final int MAX_LABEL_BYTES = 4 * 1024 * 1024;

    private final PageOrder.Way way;
    private final List<Block> blocks;
    private final int dropped;
    private final boolean keepsLabels;

    private Page(List<Block> given, PageOrder order, boolean keepsLabels) {
        this.keepsLabels = keepsLabels;
        this.way = order.of(given);
        this.blocks = way.sorted(given);
        this.dropped = given.size() - blocks.size();
    }

    /**
     * Sorts tables into a page.
     *
     * @param wanted the names of the families to take; as {@code name[]} of Prometheus's clients has it, a histogram or
     *     summary is also meant by the names of its samples
     */
    static Page of(Collection<SampleTable> tables, Predicate<String> wanted) {
        return of(tables, wanted, new PageOrder());
    }

    /** As {@link #of(Collection, Predicate)}, for who makes such pages again and again. */
    static Page of(Collection<SampleTable> tables, Predicate<String> wanted, PageOrder order) {
        List<Block> given = new ArrayList<>();
        EscapedText labels = new EscapedText(order.labelBytes());
        EscapedText scratch = new EscapedText();
        for (SampleTable table : tables) {
            List<Column> columns = columns(table, wanted);
            if (columns.isEmpty()) {
                continue;
            }
            // A block that is written once only need not be kept; a histogram writes it once for each bucket.
            boolean once =
                    columns.size() == 1 && !columns.get(0).family().type().isDistribution();
            LabelBlocks blocks = LabelBlocks.of(table, labels, scratch, once ? 0 : MAX_LABEL_BYTES);
            for (Column column : columns) {
                given.add(new Block(table, column, blocks));
            }
        }
        order.labelBytes(labels.length());
        return new Page(given, order, labels.length() < MAX_LABEL_BYTES);
    }

    private static List<Column> columns(SampleTable table, Predicate<String> wanted) {
        List<Column> all = table.columns();
        List<Column> columns = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            Column column = all.get(i);
            if (hasSamples(table, column) && isWanted(column.family(), wanted)) {
                columns.add(column);
            }
        }
        return columns;
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

    /** The blocks by name; those of the same name follow each other. */
    List<Block> blocks() {
        return blocks;
    }

    /** What stands before each family's samples. */
    PageHeads heads(PageFormat format) {
        return way.heads(format);
    }

    /** Whether the label blocks were few enough to be kept, so that going through the page once more costs little. */
    boolean keepsLabels() {
        return keepsLabels;
    }

    /** Columns left out because their family's name was taken by another type. */
    int dropped() {
        return dropped;
    }
}
