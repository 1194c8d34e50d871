package com.allodoc.ops.exporter.container;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one container has used, in base units. Both readers yield it, and all metrics of usage are made from it.
 * Immutable.
 */
final class Usage {
    private final Map<Measure, Double> values;
    private final List<Interface> interfaces;
    private final List<DeviceIo> devices;
    private final List<DetailValue> details;
    private final List<NumaPages> numaPages;

    private Usage(
            Map<Measure, Double> values,
            List<Interface> interfaces,
            List<DeviceIo> devices,
            List<DetailValue> details,
            List<NumaPages> numaPages) {
        this.values = new EnumMap<>(values);
        this.interfaces = List.copyOf(interfaces);
        this.devices = List.copyOf(devices);
        this.details = List.copyOf(details);
        this.numaPages = List.copyOf(numaPages);
    }

    /** A network interface of the container, since it was made. */
    record Interface(String name, Traffic received, Traffic sent) {}

    /** One direction of an interface. */
    record Traffic(double bytes, double packets, double errors, double dropped) {}

    /**
     * One operation on one block device.
     *
     * @param operation with a capital: {@code Read}, {@code Write}, {@code Discard}, {@code Sync}, {@code Async},
     *     {@code Total}
     * @param bytes moved; NaN when unknown
     * @param count of operations; NaN when unknown
     */
    record DeviceIo(int major, int minor, String operation, double bytes, double count) {}

    /**
     * One of several numbers of a kind.
     *
     * @param key the size of a page, or {@code major:minor} of a device
     */
    record DetailValue(Detail detail, String key, double value) {}

    /**
     * Pages on one memory node.
     *
     * @param type {@code file}, {@code anon} or {@code unevictable}
     * @param scope {@code container}, or {@code hierarchy} with what is below it
     */
    record NumaPages(String type, String scope, String node, double pages) {}

    /** Whether the reader knew it. */
    boolean has(Measure measure) {
        return values.containsKey(measure);
    }

    /** NaN when it is not known. */
    double value(Measure measure) {
        return values.getOrDefault(measure, Double.NaN);
    }

    List<Interface> interfaces() {
        return interfaces;
    }

    List<DeviceIo> devices() {
        return devices;
    }

    List<DetailValue> details() {
        return details;
    }

    List<NumaPages> numaPages() {
        return numaPages;
    }

    /** Filled by a reader. Not safe for use by several threads. */
    static final class Builder {
        private final Map<Measure, Double> values = new EnumMap<>(Measure.class);
        private final List<Interface> interfaces = new ArrayList<>();
        private final List<DeviceIo> devices = new ArrayList<>();
        private final List<DetailValue> details = new ArrayList<>();
        private final List<NumaPages> numaPages = new ArrayList<>();

        /** A NaN means that it is not known. */
        Builder set(Measure measure, double value) {
            if (Double.isNaN(value)) {
                values.remove(measure);
            } else {
                values.put(measure, value);
            }
            return this;
        }

        Builder add(Interface networkInterface) {
            interfaces.add(networkInterface);
            return this;
        }

        Builder add(DeviceIo io) {
            devices.add(io);
            return this;
        }

        Builder add(DetailValue detail) {
            details.add(detail);
            return this;
        }

        Builder add(NumaPages pages) {
            numaPages.add(pages);
            return this;
        }

        boolean has(Measure measure) {
            return values.containsKey(measure);
        }

        /** Working set as {@code docker stats} and cAdvisor compute it: usage less inactive file pages, at least 0. */
        Usage build() {
            Double usage = values.get(Measure.MEMORY_USAGE);
            Double inactive = values.get(Measure.MEMORY_INACTIVE_FILE);
            if (usage != null && inactive != null) {
                set(Measure.MEMORY_WORKING_SET, Math.max(0, usage - inactive));
            }
            return new Usage(values, interfaces, devices, details, numaPages);
        }
    }
}
