package com.allodoc.ops.examples.speed;

import com.allodoc.ops.backup.BackupRecord;
import com.allodoc.ops.backup.RetentionPlan;
import com.allodoc.ops.backup.RetentionPolicy;
import com.allodoc.ops.incident.Author;
import com.allodoc.ops.incident.DedupKey;
import com.allodoc.ops.incident.EventHead;
import com.allodoc.ops.incident.Incident;
import com.allodoc.ops.incident.IncidentEvent;
import com.allodoc.ops.incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done rarely and for much at once: a plan of a million backups, an incident of a hundred thousand events. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class BatchBenchmark {

    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final RetentionPolicy policy = RetentionPolicy.of(30, 12, 12, PARIS);
    private final List<BackupRecord> records = new ArrayList<>();
    private final List<IncidentEvent> events = new ArrayList<>();

    /** One backup every ten minutes, in no order; one alert and one note every second. */
    @Setup
    public void prepare() {
        for (int i = 0; i < 1_000_000; i++) {
            records.add(BackupRecord.named("primary", "backup_" + i)
                    .startedAt(NOW.minus(Duration.ofMinutes(10L * i)))
                    .build());
        }
        Collections.shuffle(records, new Random(1));
        DedupKey key = DedupKey.ofAlert("f00d");
        for (int i = 0; i < 50_000; i++) {
            EventHead fired = new EventHead("f" + i, "inc", NOW.plusSeconds(i), Author.system("prometheus"));
            EventHead noted = new EventHead("n" + i, "inc", NOW.plusSeconds(i), Author.person("anna"));
            events.add(new IncidentEvent.Triggered(fired, "Disk full", Severity.SEV2, key, NOW, null));
            events.add(new IncidentEvent.Noted(noted, "note " + i));
        }
    }

    @Benchmark
    public RetentionPlan retentionOfAMillion() {
        return policy.plan(records, NOW);
    }

    @Benchmark
    public Incident foldOfAHundredThousand() {
        return Incident.of(events);
    }
}
