package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network interfaces are. Source: {@code /sys/class/net}. What asks the driver, {@code duplex} and with it
 * {@code node_network_info}, is left out: it takes longer than everything else together.
 */
final class NetworkDevices {
    private static final Family UP =
            Family.gauge("node_network_up", "Whether the interface is operational.", "device");
    private static final Family CARRIER = Family.gauge("node_network_carrier", "Whether there is a carrier.", "device");
    private static final Family CHANGES =
            Family.counter("node_network_carrier_changes_total", "Times the carrier came or went.", "device");
    private static final Family MTU = Family.gauge("node_network_mtu_bytes", "Largest packet, in bytes.", "device");
    private static final Family SPEED = Family.gauge(
            "node_network_speed_bytes", "Speed in bytes a second; negative where it is not known.", "device");

    static final HostCollector COLLECTOR =
            new HostCollector("netclass", List.of(UP, CARRIER, CHANGES, MTU, SPEED), NetworkDevices::read);

    private static final double BYTES_IN_A_MEGABIT = 125_000;

    private NetworkDevices() {}

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled("device");
        COLLECTOR.families().forEach(table::column);
        for (Path device : devices(session.sys("class/net"))) {
            table.row(device.getFileName().toString());
            String state = session.sysValue(device.resolve("operstate"));
            if (state != null) {
                table.set(0, state.equals("up") ? 1 : 0);
            }
            set(table, 1, session.sysValue(device.resolve("carrier")), 1);
            set(table, 2, session.sysValue(device.resolve("carrier_changes")), 1);
            set(table, 3, session.sysValue(device.resolve("mtu")), 1);
            set(table, 4, session.sysValue(device.resolve("speed")), BYTES_IN_A_MEGABIT);
        }
        return List.of(table.build());
    }

    /** By name; a plain file among them is a setting of the bonding driver. */
    private static List<Path> devices(Path directory) throws IOException {
        List<Path> devices = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            entries.forEach(devices::add);
        }
        Collections.sort(devices);
        return devices;
    }

    private static void set(SampleTable.Builder table, int column, @Nullable String text, double unit) {
        double value = text == null ? Double.NaN : KernelText.number(text);
        if (!Double.isNaN(value)) {
            table.set(column, value * unit);
        }
    }
}
