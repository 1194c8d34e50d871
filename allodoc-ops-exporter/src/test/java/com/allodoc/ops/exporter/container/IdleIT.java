package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.ExporterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on between two scrapes: one thread that listens to events, and nothing else. */
class IdleIT {
    private static final Logger log = LoggerFactory.getLogger(IdleIT.class);

    @TempDir
    private Path folder;

    @Test
    void between_scrapes_one_thread_listens_to_events_and_no_other_is_left() throws Exception {
        try (Dockerd docker = Dockerd.running()) {
            docker.run("allodoc-idle", "sleep 1000");
            List<Thread> before = ours();
            try (Samples.Scraper scraper = new Samples.Scraper(ContainerSettings.builder("docker")
                    .dockerHost(docker.uri())
                    .cgroupRoot(Path.of("/nonexistent"))
                    .build())) {
                scraper.scrape();
                Await.until(Duration.ofSeconds(60), () -> newOnes(before).size() == 1);
                assertThat(newOnes(before))
                        .singleElement()
                        .satisfies(thread -> assertThat(thread.getName()).startsWith("allodoc-docker-events"));
            }
            Await.until(Duration.ofSeconds(60), () -> newOnes(before).isEmpty());
        }
    }

    private static List<Thread> newOnes(List<Thread> before) {
        return ours().stream().filter(thread -> !before.contains(thread)).toList();
    }

    private static List<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("allodoc-docker"))
                .toList();
    }

    @Test
    @Tag("endurance")
    void an_idle_minute_costs_next_to_no_CPU() throws Exception {
        try (Dockerd docker = Dockerd.running()) {
            docker.run("allodoc-idle", "sleep 1000");
            String config = "targets:\n  docker:\n    - {name: local, host: \"" + docker.uri() + "\"}\n"
                    + "  host:\n    - {besideNodeExporter: true}\n";
            try (ExporterProcess exporter = ExporterProcess.start(folder, config)) {
                for (int i = 0; i < 20; i++) {
                    exporter.scrape("10");
                }
                // The compiler and the threads that have nothing more to do.
                LockSupport.parkNanos(Duration.ofSeconds(15).toNanos());
                long before = ticks(exporter.pid());
                LockSupport.parkNanos(Duration.ofSeconds(60).toNanos());
                long used = ticks(exporter.pid()) - before;
                log.info("an idle minute: {} ticks of 10 ms", used);
                assertThat(used).isLessThan(20);
            }
        }
    }

    /** User and system time of a process, in hundredths of a second. */
    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(words[11]) + Long.parseLong(words[12]);
    }
}
