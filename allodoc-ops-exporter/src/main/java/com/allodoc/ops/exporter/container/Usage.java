package com.allodoc.ops.exporter.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one container has used, in base units. Both readers yield it, and all metrics of usage are made from it.
 * Immutable.
 */
final class Usage {
    private final double[] values;
    private final List<Interface> interfaces;
    private final List<DeviceIo> devices;

    private Usage(double[] values, List<Interface> interfaces, List<DeviceIo> devices) {
        this.values = values;
        this.interfaces = List.copyOf(interfaces);
        this.devices = List.copyOf(devices);
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

    /** Whether the reader knew it. */
    boolean has(Measure measure) {
        return !Double.isNaN(values[measure.ordinal()]);
    }

    double value(Measure measure) {
        return values[measure.ordinal()];
    }

    List<Interface> interfaces() {
        return interfaces;
    }

    List<DeviceIo> devices() {
        return devices;
    }

    /** Filled by a reader. Not safe for use by several threads. */
    static final class Builder {
        private final double[] values = new double[Measure.values().length];
        private final List<Interface> interfaces = new ArrayList<>();
        private final List<DeviceIo> devices = new ArrayList<>();

        Builder() {
            Arrays.fill(values, Double.NaN);
        }

        /** A NaN means that it is not known. */
        Builder set(Measure measure, double value) {
            values[measure.ordinal()] = value;
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

        boolean has(Measure measure) {
            return !Double.isNaN(values[measure.ordinal()]);
        }

        /** Working set as {@code docker stats} and cAdvisor compute it: usage less inactive file pages, at least 0. */
        Usage build() {
            double inactive = values[Measure.MEMORY_INACTIVE_FILE.ordinal()];
            double usage = values[Measure.MEMORY_USAGE.ordinal()];
            set(Measure.MEMORY_WORKING_SET, Math.max(0, usage - inactive));
            return new Usage(values.clone(), interfaces, devices);
        }
    }
}
