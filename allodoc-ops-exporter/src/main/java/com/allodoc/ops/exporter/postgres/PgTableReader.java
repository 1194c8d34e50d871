package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one result into one {@link PgTable}. Columns are looked up once; a row costs no object of its own. */
final class PgTableReader {
    /** The labels that a table is known by. */
    static final List<String> RELATION = List.of("schemaname", "relname");

    /** More than any label that somebody would look at. */
    private static final int LONGEST = 16 * 1024;

    private static final String SERVER = "server";
    private static final String DATABASE = "datname";

    /** A metric's place in the result and in the table. */
    private record Scalar(int sqlColumn, int tableColumn, PgNumber number, boolean isGuarded) {}

    /** A histogram's places: the edges, then by the peer's convention {@code _bucket}, {@code _sum}, {@code _count}. */
    private record Histogram(int edges, int buckets, int sum, int count, int tableColumn) {}

    private final PgTable definition;
    private final boolean guarded;
    private final SampleTable.Builder table;
    private final int[] labelColumns;
    private final boolean[] booleanLabels;
    private final @Nullable String[] labels;
    private final byte[] @Nullable [] labelBytes;
    private final @Nullable String[] labelTexts;
    private final List<Scalar> scalars = new ArrayList<>();
    private final List<Histogram> histograms = new ArrayList<>();

    /**
     * @param guarded whether the values are a user's, who may not know how long they are
     * @param expectedRows how many there were before
     */
    PgTableReader(PgTable definition, ResultSet rows, int major, boolean guarded, int expectedRows)
            throws SQLException {
        this.definition = definition;
        this.guarded = guarded;
        this.table =
                SampleTable.labelled(definition.labels().toArray(new String[0])).expecting(expectedRows);
        int width = definition.labels().size();
        this.labelColumns = new int[width];
        this.booleanLabels = new boolean[width];
        this.labels = new @Nullable String[width];
        this.labelBytes = new byte[width] @Nullable [];
        this.labelTexts = new @Nullable String[width];
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 0; i < width; i++) {
            labelColumns[i] = rows.findColumn(definition.labels().get(i));
            int type = columns.getColumnType(labelColumns[i]);
            booleanLabels[i] = type == Types.BIT || type == Types.BOOLEAN;
        }
        for (PgTable.Metric metric : definition.metrics()) {
            if (metric.versions().contains(major)) {
                add(metric, rows, columns);
            }
        }
    }

    private void add(PgTable.Metric metric, ResultSet rows, ResultSetMetaData columns) throws SQLException {
        int tableColumn = table.column(metric.family());
        int sqlColumn = rows.findColumn(metric.column());
        if (metric.family().type() == MetricType.HISTOGRAM) {
            histograms.add(new Histogram(
                    sqlColumn,
                    rows.findColumn(metric.column() + "_bucket"),
                    rows.findColumn(metric.column() + "_sum"),
                    rows.findColumn(metric.column() + "_count"),
                    tableColumn));
        } else {
            PgNumber number = number(metric, rows, columns, sqlColumn);
            scalars.add(new Scalar(sqlColumn, tableColumn, number, guarded && !number.hasFixedLength()));
        }
    }

    private static PgNumber number(PgTable.Metric metric, ResultSet rows, ResultSetMetaData columns, int sqlColumn)
            throws SQLException {
        return metric.number() == null ? PgNumber.of(rows, columns, sqlColumn) : metric.number();
    }

    /** Takes over the row that the result stands on. */
    void row(ResultSet rows) throws SQLException {
        for (int i = 0; i < labels.length; i++) {
            labels[i] = booleanLabels[i] ? booleanText(rows, labelColumns[i]) : text(rows, i);
        }
        table.row(labels);
        for (Scalar scalar : scalars) {
            if (scalar.isGuarded()) {
                requireShort(rows.getBytes(scalar.sqlColumn()), rows, scalar.sqlColumn());
            }
            double value = scalar.number().read(rows, scalar.sqlColumn());
            if (!rows.wasNull()) {
                table.set(scalar.tableColumn(), value);
            }
        }
        for (Histogram histogram : histograms) {
            Distribution value = distribution(rows, histogram);
            if (value != null) {
                table.set(histogram.tableColumn(), value);
            }
        }
    }

    /** Looks at the bytes that have come, before a text of that length is made of them. */
    private static void requireShort(byte @Nullable [] value, ResultSet rows, int column) throws SQLException {
        if (value != null && value.length > LONGEST) {
            throw new SQLDataException("column \"" + rows.getMetaData().getColumnLabel(column) + "\" holds a value of "
                    + value.length + " bytes, and neither a label nor a number may have more than " + LONGEST);
        }
    }

    /** Most rows of a table have the database and the schema of the row before: one text does for all of them. */
    private @Nullable String text(ResultSet rows, int label) throws SQLException {
        byte[] value = rows.getBytes(labelColumns[label]);
        if (value == null) {
            return null;
        }
        if (guarded) {
            requireShort(value, rows, labelColumns[label]);
        }
        if (!Arrays.equals(value, labelBytes[label])) {
            labelBytes[label] = value;
            labelTexts[label] = rows.getString(labelColumns[label]);
        }
        return labelTexts[label];
    }

    private static @Nullable String booleanText(ResultSet rows, int column) throws SQLException {
        boolean value = rows.getBoolean(column);
        return rows.wasNull() ? null : String.valueOf(value);
    }

    private static @Nullable Distribution distribution(ResultSet rows, Histogram histogram) throws SQLException {
        double[] edges = numbers(rows, histogram.edges());
        double[] buckets = numbers(rows, histogram.buckets());
        double sum = rows.getDouble(histogram.sum());
        boolean sumIsNull = rows.wasNull();
        double count = rows.getDouble(histogram.count());
        if (edges == null || buckets == null || sumIsNull || rows.wasNull()) {
            return null;
        }
        try {
            return Distribution.of(edges, buckets, sum, count);
        } catch (IllegalArgumentException e) {
            throw new SQLDataException("column \""
                    + rows.getMetaData().getColumnLabel(histogram.edges())
                    + "\" is no histogram: "
                    + e.getMessage());
        }
    }

    private static double @Nullable [] numbers(ResultSet rows, int column) throws SQLException {
        Array array = rows.getArray(column);
        if (array == null) {
            return null;
        }
        Object[] elements = (Object[]) array.getArray();
        double[] numbers = new double[elements.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = elements[i] instanceof Number ? ((Number) elements[i]).doubleValue() : Double.NaN;
        }
        return numbers;
    }

    /**
     * The table.
     *
     * @param perDatabase whether other databases give the same rows
     * @param choosing whether only the first rows are kept apart
     */
    SampleTable finish(PgSession session, boolean perDatabase, boolean choosing) {
        SampleTable done = table.build();
        if (choosing) {
            done = session.tops().of(session.database(), definition).keep(done);
        }
        if (perDatabase && !definition.labels().contains(DATABASE)) {
            done = done.with(DATABASE, session.database());
        }
        return definition.labelsServer() ? done.with(SERVER, session.server()) : done;
    }
}
