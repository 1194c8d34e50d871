package com.allodoc.ops.exporter.container;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;

/**
 * The labels that every series of a container carries, as cAdvisor names them: {@code id}, {@code name}, {@code image}
 * and one {@code container_label_*} for each allowed label. Immutable.
 */
final class ContainerLabels {
    private static final List<String> FIXED = List.of("id", "name", "image");

    private final List<String> allowed;
    private final String[] names;

    ContainerLabels(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
        this.names = new String[FIXED.size() + allowed.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = i < FIXED.size() ? FIXED.get(i) : sanitized(allowed.get(i - FIXED.size()));
        }
    }

    /** What cAdvisor makes of a Docker label's name: every character a label name can't have becomes an underscore. */
    static String sanitized(String dockerLabel) {
        StringBuilder name = new StringBuilder("container_label_");
        dockerLabel.codePoints().forEach(c -> name.append(isLegal(c) ? (char) c : '_'));
        return name.toString();
    }

    Family family(MetricType type, String name, String help, String... extra) {
        return new Family(name, type, help, List.of(joined(names, extra)));
    }

    SampleTable.Builder table(String... extra) {
        return SampleTable.labelled(joined(names, extra));
    }

    /** The values that go with {@link #table(String...)}. A label that the container does not have is empty. */
    String[] values(Container container, String... extra) {
        String[] values = new String[names.length];
        values[0] = container.cgroupId();
        values[1] = container.name();
        values[2] = container.image();
        for (int i = 0; i < allowed.size(); i++) {
            values[FIXED.size() + i] = container.listed().labels().getOrDefault(allowed.get(i), "");
        }
        return joined(values, extra);
    }

    private static boolean isLegal(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static String[] joined(String[] first, String[] second) {
        String[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
