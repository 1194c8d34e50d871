package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.Arrays;

/**
 * The label blocks of a table's rows, without their braces. Rendered once and used by every column as far as the memory
 * given allows, and anew for each column from there on: a page of any size is written with the same memory. Used by one
 * thread.
 *
 * <p>{@link #select(int)} points {@link #bytes()}, {@link #from()} and {@link #to()} to a row's block.
 */
final class LabelBlocks {
    private final SampleTable table;
    private final EscapedText kept;
    private final EscapedText scratch;
    private final int start;
    private final int[] ends;
    private final boolean empty;

    /** The length of the labels that are the same for all rows, with which every block begins; -1 if none is kept. */
    private int constants = -1;

    private byte[] bytes = {};
    private int from;
    private int to;

    private LabelBlocks(SampleTable table, EscapedText kept, EscapedText scratch, int maxBytes) {
        this.table = table;
        this.kept = kept;
        this.scratch = scratch;
        this.start = kept.length();
        this.empty = table.constantNames().isEmpty() && table.labelNames().isEmpty();
        int[] rendered = new int[empty || kept.length() >= maxBytes ? 0 : table.rows()];
        int rows = 0;
        while (rows < rendered.length && kept.length() < maxBytes) {
            render(rows, kept);
            rendered[rows++] = kept.length();
        }
        this.ends = rows == rendered.length ? rendered : Arrays.copyOf(rendered, rows);
    }

    /**
     * The blocks of one table.
     *
     * @param kept where to keep them, behind those of other tables
     * @param scratch where to render what is not kept
     * @param maxBytes how long {@code kept} may become; one block more than that may be
     */
    static LabelBlocks of(SampleTable table, EscapedText kept, EscapedText scratch, int maxBytes) {
        return new LabelBlocks(table, kept, scratch, maxBytes);
    }

    private void render(int row, EscapedText into) {
        int first = into.length();
        if (constants >= 0) {
            into.copy(kept, start, constants);
        } else {
            for (int i = 0; i < table.constantNames().size(); i++) {
                separate(into, first).label(table.constantNames().get(i), table.constantValue(i));
            }
            if (into == kept) {
                constants = into.length() - first;
            }
        }
        for (int i = 0; i < table.labelNames().size(); i++) {
            separate(into, first).label(table.labelNames().get(i), table.labelValue(row, i));
        }
    }

    private static EscapedText separate(EscapedText text, int first) {
        return text.length() == first ? text : text.raw(',');
    }

    /** Whether the table has no labels. */
    boolean isEmpty() {
        return empty;
    }

    /** Takes a row's block up. */
    void select(int row) {
        if (row < ends.length) {
            bytes = kept.bytes();
            from = row == 0 ? start : ends[row - 1];
            to = ends[row];
        } else if (!empty) {
            scratch.clear();
            render(row, scratch);
            bytes = scratch.bytes();
            from = 0;
            to = scratch.length();
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
