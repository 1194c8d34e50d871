package com.allodoc.ops.exporter.sample;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Samples as a table: the label names once, the label values once per row, and one column of numbers per metric family.
 * Nothing is kept per sample. Immutable and safe for use by any thread.
 *
 * @see Builder
 */
public final class SampleTable {
    private final List<String> constantNames;
    private final List<String> constantValues;
    private final List<String> labelNames;
    private final String[] labelValues;
    private final int rows;
    private final List<Column> columns;

    SampleTable(List<String> labelNames, String[] labelValues, int rows, List<Column> columns) {
        this(List.of(), List.of(), labelNames, labelValues, rows, columns);
    }

    private SampleTable(
            List<String> constantNames,
            List<String> constantValues,
            List<String> labelNames,
            String[] labelValues,
            int rows,
            List<Column> columns) {
        this.constantNames = constantNames;
        this.constantValues = constantValues;
        this.labelNames = labelNames;
        this.labelValues = labelValues;
        this.rows = rows;
        this.columns = columns;
    }

    /** Starts a table whose rows are told apart by these labels; none for a table of a single row. */
    public static Builder labelled(String... labelNames) {
        return new Builder(List.of(labelNames));
    }

    /** A table of one sample without labels. */
    public static SampleTable single(Family family, double value) {
        Builder builder = labelled();
        int column = builder.column(family);
        builder.row();
        builder.set(column, value);
        return builder.build();
    }

    /** The same rows with one more label, the same on all of them, written before the others. Shares the numbers. */
    public SampleTable with(String labelName, String labelValue) {
        if (!Family.isLabelName(labelName)) {
            throw new IllegalArgumentException("labelName: \"" + labelName + "\" is not a label name");
        }
        if (constantNames.contains(labelName) || labelNames.contains(labelName)) {
            throw new IllegalArgumentException("labelName: \"" + labelName + "\" is there already");
        }
        return new SampleTable(
                append(constantNames, labelName),
                append(constantValues, labelValue),
                labelNames,
                labelValues,
                rows,
                columns);
    }

    /**
     * The same rows with other numbers, for a table of one column of numbers. Shares the labels.
     *
     * @param numbers one for each row; the table's from now on
     */
    public SampleTable withNumbers(double[] numbers) {
        if (columns.size() != 1 || numbers.length != rows || !(columns.get(0) instanceof ScalarColumn column)) {
            throw new IllegalArgumentException(
                    "numbers: " + numbers.length + " for " + rows + " rows and " + columns.size() + " columns");
        }
        Column renewed = new ScalarColumn(column.family(), numbers);
        return new SampleTable(constantNames, constantValues, labelNames, labelValues, rows, List.of(renewed));
    }

    private static List<String> append(List<String> list, String last) {
        String[] longer = list.toArray(new String[list.size() + 1]);
        longer[list.size()] = last;
        return List.of(longer);
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    /** Names of the labels that vary, in the order of the columns of {@link #labelValue(int, int)}. */
    public List<String> labelNames() {
        return labelNames;
    }

    public String labelValue(int row, int label) {
        return labelValues[row * labelNames.size() + label];
    }

    /** Names of the labels that are the same on every row, see {@link #with(String, String)}. */
    public List<String> constantNames() {
        return constantNames;
    }

    public String constantValue(int label) {
        return constantValues.get(label);
    }

    /** How many samples this table puts on the page. */
    public int samples() {
        int samples = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            for (int row = 0; row < rows; row++) {
                samples += column.samples(row);
            }
        }
        return samples;
    }

    /** How many samples a row puts on the page. */
    public int samples(int row) {
        int samples = 0;
        for (Column column : columns) {
            samples += column.samples(row);
        }
        return samples;
    }

    /** Whether another table looks like this one but for its numbers: the same labels, families and absent samples. */
    public boolean isLike(SampleTable other) {
        if (this == other) {
            return true;
        }
        return rows == other.rows
                && constantNames.equals(other.constantNames)
                && constantValues.equals(other.constantValues)
                && labelNames.equals(other.labelNames)
                && hasRowsOf(other)
                && hasColumnsOf(other);
    }

    private boolean hasRowsOf(SampleTable other) {
        if (labelValues == other.labelValues) {
            return true;
        }
        int count = rows * labelNames.size();
        for (int i = 0; i < count; i++) {
            if (!labelValues[i].equals(other.labelValues[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean hasColumnsOf(SampleTable other) {
        if (columns.size() != other.columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).isLike(other.columns.get(i), rows)) {
                return false;
            }
        }
        return true;
    }

    /** Its first rows, as many as said or all there are. Shares the numbers. */
    public SampleTable first(int count) {
        return new SampleTable(constantNames, constantValues, labelNames, labelValues, Math.min(rows, count), columns);
    }

    /**
     * Fills a table row by row. Not safe for use by several threads.
     *
     * <p>{@link #row(String...)} starts a row; {@link #set(int, double)} sets a value of the row started last. What is
     * never set is absent.
     */
    public static final class Builder {
        private final List<String> labelNames;
        private final ColumnBuffers buffers = new ColumnBuffers();
        private String[] labelValues;
        private int rows;

        private Builder(List<String> labelNames) {
            for (String name : labelNames) {
                if (!Family.isLabelName(name)) {
                    throw new IllegalArgumentException("labelNames: \"" + name + "\" is not a label name");
                }
            }
            this.labelNames = labelNames;
            this.labelValues = new String[labelNames.size() * 16];
        }

        /**
         * Makes room for as many rows as will probably come, so that none is copied when it does; more or fewer may.
         *
         * @throws IllegalStateException when a row has been started
         */
        public Builder expecting(int count) {
            if (rows > 0) {
                throw new IllegalStateException("there are rows already");
            }
            buffers.expect(count);
            int room = labelNames.size() * count;
            if (room > labelValues.length) {
                labelValues = new String[room];
            }
            return this;
        }

        /** Adds a column and returns its index for {@link #set(int, double)}. Allowed between rows too. */
        public int column(Family family) {
            if (family.isPattern()) {
                throw new IllegalArgumentException("family: " + family.name() + " is a pattern, not a metric");
            }
            return buffers.add(family);
        }

        /** Starts the next row. A null is an empty value: Prometheus does not tell the two apart. */
        public Builder row(@Nullable String... values) {
            int width = labelNames.size();
            if (values.length != width) {
                throw new IllegalArgumentException("values: " + values.length + " for the labels " + labelNames);
            }
            int start = rows * width;
            if (start + width > labelValues.length) {
                labelValues = Arrays.copyOf(labelValues, Math.max(labelValues.length * 2, start + width));
            }
            for (int i = 0; i < width; i++) {
                String value = values[i];
                labelValues[start + i] = value == null ? "" : value;
            }
            rows++;
            return this;
        }

        /** Sets the value of a scalar column in the current row. */
        public Builder set(int column, double value) {
            buffers.set(column, currentRow(), value);
            return this;
        }

        /** As {@link #set(int, double)}; the value stays absent when there is none. */
        public Builder set(int column, OptionalDouble value) {
            return value.isPresent() ? set(column, value.getAsDouble()) : this;
        }

        /** Sets the value of a histogram or summary column in the current row. */
        public Builder set(int column, Distribution distribution) {
            buffers.set(column, currentRow(), distribution);
            return this;
        }

        private int currentRow() {
            if (rows == 0) {
                throw new IllegalStateException("start a row before setting a value");
            }
            return rows - 1;
        }

        public SampleTable build() {
            // By hand, for the simpler compiler: see ColumnBuffers.
            String[] values = new String[rows * labelNames.size()];
            System.arraycopy(labelValues, 0, values, 0, values.length);
            return new SampleTable(labelNames, values, rows, buffers.build(rows));
        }
    }
}
