package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import java.util.Arrays;
import java.util.List;

/** The HELP and TYPE lines of a page's families, in one run of bytes. Immutable. */
final class PageHeads {
    private static final String TOTAL = "_total";

    private final byte[] bytes;
    private final int[] ends;

    private PageHeads(byte[] bytes, int[] ends) {
        this.bytes = bytes;
        this.ends = ends;
    }

    /** @param families sorted by name, each name once */
    static PageHeads of(List<Family> families, PageFormat format) {
        String[] names = families.stream().map(Family::name).toArray(String[]::new);
        EscapedText text = new EscapedText();
        int[] ends = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            render(families.get(i), format, names, text);
            ends[i] = text.length();
        }
        return new PageHeads(Arrays.copyOf(text.bytes(), text.length()), ends);
    }

    /**
     * OpenMetrics calls a counter's family by its name without {@code _total}. A counter that has no such ending, or
     * whose short name another family uses, keeps its full name and goes as unknown: the name is what dashboards rely
     * on. Prometheus's own Go library does the same.
     */
    private static void render(Family family, PageFormat format, String[] names, EscapedText text) {
        String name = family.name();
        String type = family.type().text();
        if (format == PageFormat.OPENMETRICS) {
            if (family.type() == MetricType.COUNTER) {
                String shortName = name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : "";
                boolean usable = !shortName.isEmpty() && Arrays.binarySearch(names, shortName) < 0;
                name = usable ? shortName : name;
                type = usable ? type : "unknown";
            } else if (family.type() == MetricType.UNTYPED) {
                type = "unknown";
            }
        }
        text.raw("# HELP ").raw(name).raw(' ').text(family.help(), format == PageFormat.OPENMETRICS);
        text.raw("\n# TYPE ").raw(name).raw(' ').raw(type).raw('\n');
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the head of the family at this place begins. */
    int from(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    int to(int place) {
        return ends[place];
    }
}
