package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a sentinel watches. Source: INFO Sentinel, {@code master0:name=main,status=ok,address=…,slaves=1,sentinels=3}. */
final class Sentinel implements RedisCollector {
    private static final InfoSection FIELDS = InfoSection.of("sentinel", """
            gauge | sentinel_masters                | redis_sentinel_masters | Masters watched.
            gauge | sentinel_tilt                   | redis_sentinel_tilt | Whether the sentinel distrusts its clock and only looks on (1).
            gauge | sentinel_running_scripts        | redis_sentinel_running_scripts | Scripts that run.
            gauge | sentinel_scripts_queue_length   | redis_sentinel_scripts_queue_length | Scripts that wait.
            gauge | sentinel_simulate_failure_flags | redis_sentinel_simulate_failure_flags | Failures that are being simulated.
            """);
    private static final String[] LABELS = {"master_name", "master_address"};
    private static final Family STATUS = Family.gauge(
            "redis_sentinel_master_status",
            "Whether the master is ok (1) or not (0).",
            "master_name",
            "master_address",
            "master_status");
    private static final Family REPLICAS =
            Family.gauge("redis_sentinel_master_slaves", "Replicas of the master.", LABELS);
    private static final Family SENTINELS =
            Family.gauge("redis_sentinel_master_sentinels", "Sentinels that watch the master.", LABELS);

    @Override
    public String name() {
        return "sentinel";
    }

    @Override
    public List<Family> families() {
        List<Family> families = new ArrayList<>(FIELDS.families());
        families.addAll(List.of(STATUS, REPLICAS, SENTINELS, RowLimit.DROPPED));
        return families;
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        InfoReply info = session.info();
        if (!info.has("sentinel_masters")) {
            return Collected.of();
        }
        SampleTable.Builder states = SampleTable.labelled("master_name", "master_address", "master_status");
        int status = states.column(STATUS);
        SampleTable.Builder counts = SampleTable.labelled(LABELS);
        int replicas = counts.column(REPLICAS);
        int sentinels = counts.column(SENTINELS);
        RowLimit limit = new RowLimit();
        Set<String> seen = new HashSet<>();
        InfoLine line = info.rows("Sentinel");
        while (line.next()) {
            Optional<String> name = line.text("name");
            if (name.isEmpty() || !seen.add(name.get()) || !limit.admits()) {
                continue;
            }
            String address = line.text("address").orElse("");
            String state = line.text("status").orElse("");
            states.row(name.get(), address, state).set(status, state.equals("ok") ? 1 : 0);
            counts.row(name.get(), address);
            line.number("slaves").ifPresent(value -> counts.set(replicas, value));
            line.number("sentinels").ifPresent(value -> counts.set(sentinels, value));
        }
        return Collected.of(FIELDS.table(info), states.build(), counts.build(), limit.dropped(name()));
    }
}
