package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.SplittableRandom;

/** Samples with everything that has ever upset a writer or a parser of the format. */
final class HostilePage {
    private static final String[] LABELS = {
        "plain",
        "",
        " ",
        "say \"hi\"",
        "C:\\temp\\",
        "\\",
        "\"",
        "a\nb",
        "\n",
        "\r\n\t",
        "Zürich",
        "表",
        "🩺",
        "a\ud83dz",
        "\udc00",
        "a\u0000b",
        "}",
        "{",
        "a=\"b\",c",
        "# HELP",
        "\u2028",
        "x".repeat(10_000),
        "ä\"".repeat(5_000)
    };
    private static final double[] VALUES = {
        0,
        -0.0,
        1,
        -1,
        0.1,
        1e300,
        4.9e-324,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        9007199254740992.0,
        1234567.875,
        -1e-9
    };

    private HostilePage() {}

    static List<SampleTable> tables(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return List.of(scalars(), randomScalars(random), histogram(random), summary());
    }

    private static SampleTable scalars() {
        SampleTable.Builder table = SampleTable.labelled("name", "other");
        int gauge = table.column(Family.gauge("hostile_gauge", "Help with \"quotes\", a \\ and a\nnewline."));
        int counter = table.column(Family.counter("hostile_total", "Counts."));
        int odd = table.column(Family.counter("hostile_counter_without_ending", "Counts."));
        int untyped = table.column(new Family("hostile_untyped", MetricType.UNTYPED, "", List.of()));
        for (int i = 0; i < LABELS.length; i++) {
            double value = VALUES[i % VALUES.length];
            table.row(LABELS[i], "o" + i).set(gauge, value).set(counter, i).set(odd, i / 3.0);
            if (i % 2 == 0) {
                table.set(untyped, -value);
            }
        }
        return table.build();
    }

    private static SampleTable randomScalars(SplittableRandom random) {
        SampleTable.Builder table = SampleTable.labelled("name");
        int gauge = table.column(Family.gauge("random_gauge", "Random."));
        for (int i = 0; i < 500; i++) {
            String label = random.ints(random.nextInt(30), 0, 0x110000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            table.row(i + label).set(gauge, Double.longBitsToDouble(random.nextLong()));
        }
        return table.build().with("server", "db\"1:5432");
    }

    private static SampleTable histogram(SplittableRandom random) {
        SampleTable.Builder table = SampleTable.labelled("cmd");
        int column = table.column(new Family("hostile_seconds", MetricType.HISTOGRAM, "Times.", List.of("cmd")));
        for (String cmd : List.of("get", "s\"et", "")) {
            double[] edges = {0.001, 0.5, 1, 2.5, 1e6};
            double[] counts = new double[edges.length];
            double count = 0;
            for (int i = 0; i < counts.length; i++) {
                count += random.nextInt(100);
                counts[i] = count;
            }
            table.row(cmd).set(column, Distribution.of(edges, counts, 12.75, count + 3));
        }
        return table.build();
    }

    private static SampleTable summary() {
        SampleTable.Builder table = SampleTable.labelled();
        int column = table.column(new Family("hostile_usec", MetricType.SUMMARY, "Times.", List.of()));
        table.row().set(column, Distribution.of(new double[] {0.5, 0.99, 1}, new double[] {1, Double.NaN, 3}, 1e9, 7));
        return table.build();
    }
}
