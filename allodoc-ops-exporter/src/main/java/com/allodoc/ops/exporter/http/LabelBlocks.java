package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.Arrays;

/**
 * The label blocks of a table's rows, without their braces. Rendered once and used by every column as far as the memory
 * given allows, and anew for each column from there on: a page of any size is written with the same memory. Used by one
 * thread.
 */
final class LabelBlocks {
    private final SampleTable table;
    private final EscapedText kept = new EscapedText();
    private final EscapedText scratch = new EscapedText();
    private final int[] ends;
    private final boolean empty;

    private LabelBlocks(SampleTable table, int maxBytes) {
        this.table = table;
        this.empty = table.constantNames().isEmpty() && table.labelNames().isEmpty();
        int[] rendered = new int[empty || maxBytes <= 0 ? 0 : table.rows()];
        int rows = 0;
        while (rows < rendered.length && kept.length() < maxBytes) {
            render(rows, kept);
            rendered[rows++] = kept.length();
        }
        this.ends = rows == rendered.length ? rendered : Arrays.copyOf(rendered, rows);
    }

    /** @param maxBytes how much may be kept; one block more than that may be */
    static LabelBlocks of(SampleTable table, int maxBytes) {
        return new LabelBlocks(table, maxBytes);
    }

    private void render(int row, EscapedText into) {
        int start = into.length();
        for (int i = 0; i < table.constantNames().size(); i++) {
            separate(into, start).label(table.constantNames().get(i), table.constantValue(i));
        }
        for (int i = 0; i < table.labelNames().size(); i++) {
            separate(into, start).label(table.labelNames().get(i), table.labelValue(row, i));
        }
    }

    private static EscapedText separate(EscapedText text, int start) {
        return text.length() == start ? text : text.raw(',');
    }

    /** Whether the table has no labels. */
    boolean isEmpty() {
        return empty;
    }

    int keptBytes() {
        return kept.length();
    }

    void write(int row, PageBuffer out) throws IOException {
        if (row < ends.length) {
            out.bytes(kept.bytes(), row == 0 ? 0 : ends[row - 1], ends[row]);
        } else if (!empty) {
            scratch.clear();
            render(row, scratch);
            out.text(scratch);
        }
    }
}
