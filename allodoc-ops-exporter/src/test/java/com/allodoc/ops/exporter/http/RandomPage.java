package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Families, labels and values by chance, all of them allowed. The numbers have a chance of their own. */
final class RandomPage {
    private static final List<MetricType> TYPES = List.of(MetricType.values());
    private static final String[] PIECES = {
        "a", "Z", "0", "_", "\\", "\"", "\n", " ", "{", "}", ",", "=", "#", "ä", "表", "🩺", "\t"
    };

    private final SplittableRandom random;
    private final SplittableRandom numbers;
    private final String prefix;

    private RandomPage(long seed, long numbersSeed) {
        this.random = new SplittableRandom(seed);
        this.numbers = new SplittableRandom(numbersSeed);
        this.prefix = "fuzz" + (random.nextInt() >>> 16) + "_";
    }

    static List<SampleTable> tables(long seed) {
        return tables(seed, ~seed);
    }

    /** Of one seed all pages look alike but for their numbers. */
    static List<SampleTable> tables(long seed, long numbersSeed) {
        return new RandomPage(seed, numbersSeed).tables();
    }

    private List<SampleTable> tables() {
        List<SampleTable> tables = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            SampleTable table = table(i);
            tables.add(random.nextInt(3) == 0 ? table.with("server", text()) : table);
        }
        return tables;
    }

    private SampleTable table(int number) {
        int width = random.nextInt(4);
        String[] names = new String[width];
        for (int i = 0; i < width; i++) {
            names[i] = name("l") + i;
        }
        SampleTable.Builder table = SampleTable.labelled(names);
        List<MetricType> types = new ArrayList<>();
        int columns = 1 + random.nextInt(5);
        for (int i = 0; i < columns; i++) {
            MetricType type = TYPES.get(random.nextInt(TYPES.size()));
            types.add(type);
            String ending = type == MetricType.COUNTER && random.nextBoolean() ? "_total" : "";
            table.column(new Family(prefix + number + "_" + i + name("m") + ending, type, text(), List.of()));
        }
        int rows = width == 0 ? 1 : random.nextInt(6);
        for (int row = 0; row < rows; row++) {
            row(table, width, row, types);
        }
        return table.build();
    }

    private void row(SampleTable.Builder table, int width, int row, List<MetricType> types) {
        String[] values = new String[width];
        for (int i = 0; i < width; i++) {
            values[i] = i == 0 ? row + text() : text();
        }
        table.row(values);
        for (int i = 0; i < types.size(); i++) {
            if (random.nextInt(5) == 0) {
                continue;
            }
            if (types.get(i).isDistribution()) {
                table.set(i, distribution(types.get(i)));
            } else {
                table.set(i, types.get(i) == MetricType.COUNTER ? Math.abs(number()) : number());
            }
        }
    }

    private Distribution distribution(MetricType type) {
        int size = random.nextInt(5);
        double[] edges = new double[size];
        double[] values = new double[size];
        double edge = type == MetricType.SUMMARY ? 0 : random.nextDouble() - 0.5;
        double count = 0;
        for (int i = 0; i < size; i++) {
            edge += type == MetricType.SUMMARY ? 0.01 + random.nextDouble() / 10 : Math.pow(10, random.nextInt(9) - 3);
            count += numbers.nextInt(50);
            edges[i] = edge;
            values[i] = type == MetricType.SUMMARY ? numbers.nextDouble() : count;
        }
        return Distribution.of(edges, values, numbers.nextInt(1000) / 8.0, count + numbers.nextInt(50));
    }

    private double number() {
        return switch (numbers.nextInt(6)) {
            case 0 -> numbers.nextInt(1000);
            case 1 -> numbers.nextDouble();
            case 2 -> numbers.nextLong();
            case 3 -> numbers.nextInt() / 1000.0;
            case 4 ->
                new double[] {0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}
                        [numbers.nextInt(5)];
            default -> {
                double any = Double.longBitsToDouble(numbers.nextLong());
                yield Double.isNaN(any) ? 1 : any;
            }
        };
    }

    private String name(String start) {
        StringBuilder name = new StringBuilder(start);
        for (int i = random.nextInt(8); i > 0; i--) {
            name.append("abcXYZ019_".charAt(random.nextInt(10)));
        }
        return name.toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
