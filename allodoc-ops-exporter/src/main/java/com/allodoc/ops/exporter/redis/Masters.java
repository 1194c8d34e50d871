package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The master a replica follows. Source: INFO Replication. KeyDB may follow several, whose fields are numbered:
 * {@code master_host}, {@code master_1_host}.
 */
final class Masters {
    private static final int MOST = 64;
    private static final String[] LABELS = {"master_host", "master_port"};
    private static final Family LINK_UP =
            Family.gauge("redis_master_link_up", "Whether the link to the master is up (1).", LABELS);
    private static final Family LAST_IO = Family.gauge(
            "redis_master_last_io_seconds_ago", "Seconds since something came from the master; -1 for never.", LABELS);
    private static final Family SYNC = Family.gauge(
            "redis_master_sync_in_progress", "Whether the replica is loading all data from the master (1).", LABELS);
    private static final Family OFFSET =
            Family.gauge("redis_slave_repl_offset", "Offset of the replica in the master's stream.", LABELS);
    private static final Family INFO = Family.gauge(
            "redis_slave_info", "1; the labels say whom it follows.", "master_host", "master_port", "read_only");

    static final List<Family> FAMILIES = List.of(LINK_UP, LAST_IO, SYNC, OFFSET, INFO);

    private Masters() {}

    static List<SampleTable> tables(InfoReply info) {
        Optional<String> first = info.text("master_host");
        if (first.isEmpty()) {
            return List.of();
        }
        List<SampleTable> tables = new ArrayList<>();
        tables.add(links(info));
        if (info.text("role").orElse("").equals("slave")) {
            SampleTable.Builder table = SampleTable.labelled("master_host", "master_port", "read_only");
            int column = table.column(INFO);
            tables.add(table.row(
                            first.get(),
                            info.text("master_port").orElse(""),
                            info.text("slave_read_only").orElse(""))
                    .set(column, 1)
                    .build());
        }
        return tables;
    }

    private static SampleTable links(InfoReply info) {
        SampleTable.Builder table = SampleTable.labelled(LABELS);
        int linkUp = table.column(LINK_UP);
        int lastIo = table.column(LAST_IO);
        int sync = table.column(SYNC);
        int offset = table.column(OFFSET);
        Set<String> seen = new HashSet<>();
        for (int number = 0; number < MOST; number++) {
            String prefix = number == 0 ? "master_" : "master_" + number + '_';
            Optional<String> host = info.text(prefix + "host");
            if (host.isEmpty()) {
                break;
            }
            String port = info.text(prefix + "port").orElse("");
            if (!seen.add(host.get() + ' ' + port)) {
                continue;
            }
            table.row(host.get(), port);
            info.text(prefix + "link_status").ifPresent(status -> table.set(linkUp, status.equals("up") ? 1 : 0));
            set(table, lastIo, info.number(prefix + "last_io_seconds_ago"));
            set(table, sync, info.number(prefix + "sync_in_progress"));
            if (number == 0) {
                set(table, offset, info.number("slave_repl_offset"));
            }
        }
        return table.build();
    }

    private static void set(SampleTable.Builder table, int column, OptionalDouble value) {
        if (value.isPresent()) {
            table.set(column, value.getAsDouble());
        }
    }
}
