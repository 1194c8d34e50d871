package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;

/**
 * The label blocks of a table's rows, without their braces, rendered once and used by every column. Immutable.
 */
final class LabelBlocks {
    private final byte[] bytes;
    private final int[] ends;

    private LabelBlocks(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    static LabelBlocks of(SampleTable table) {
        EscapedText text = new EscapedText();
        int[] ends = new int[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
            int start = text.length();
            for (int i = 0; i < table.constantNames().size(); i++) {
                separate(text, start).label(table.constantNames().get(i), table.constantValue(i));
            }
            for (int i = 0; i < table.labelNames().size(); i++) {
                separate(text, start).label(table.labelNames().get(i), table.labelValue(row, i));
            }
            ends[row] = text.length();
        }
        return new LabelBlocks(text.bytes(), ends);
    }

    private static EscapedText separate(EscapedText text, int start) {
        return text.length() == start ? text : text.raw(',');
    }

    boolean isEmpty(int row) {
        return start(row) == ends[row];
    }

    void write(int row, PageBuffer out) throws IOException {
        out.bytes(bytes, start(row), ends[row]);
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }
}
