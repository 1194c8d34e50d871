package com.allodoc.ops.examples.speed;

import com.allodoc.ops.incident.AppendResult;
import com.allodoc.ops.incident.Author;
import com.allodoc.ops.incident.DedupKey;
import com.allodoc.ops.incident.EventHead;
import com.allodoc.ops.incident.InMemoryIncidentLog;
import com.allodoc.ops.incident.IncidentEvent;
import com.allodoc.ops.incident.IncidentLog;
import com.allodoc.ops.incident.JdbcIncidentLog;
import com.allodoc.ops.incident.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sqlite.SQLiteDataSource;

/** How many events a second an incident log on SQLite stores, each one on the disk before it is acknowledged. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class LogBenchmark {

    private static final Instant START = Instant.parse("2025-03-31T10:00:00Z");

    private Path folder = Path.of("");
    private IncidentLog log = new InMemoryIncidentLog();
    private int incidents;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("incident-log");
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("incidents.db"));
        log = JdbcIncidentLog.open(source);
    }

    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Opens an incident. */
    @Benchmark
    public AppendResult append() {
        String id = "inc-" + incidents++;
        EventHead head = new EventHead(id + "-0", id, START.plusSeconds(incidents), Author.system("prometheus"));
        return log.append(
                id,
                0,
                List.of(new IncidentEvent.Triggered(
                        head, "Disk full", Severity.SEV2, DedupKey.ofAlert(id), START, null)));
    }
}
