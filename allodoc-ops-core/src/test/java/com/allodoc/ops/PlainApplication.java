package com.allodoc.ops;

import com.allodoc.ops.check.CheckDefinition;
import com.allodoc.ops.check.CheckScheduler;
import com.allodoc.ops.check.Checks;
import com.allodoc.ops.incident.InMemoryIncidentLog;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.metrics.OpsMeters;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.time.BusinessCalendar;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;

/** An application that embeds every room and has nothing on its class path that the core doesn't ask for. */
final class PlainApplication {

    private PlainApplication() {}

    public static void main(String[] arguments) {
        BusinessCalendar hours =
                BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), ZoneId.of("Europe/Paris"));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        OpsMeters meters = OpsMeters.into(registry, InstantSource.system());
        CheckDefinition disk =
                CheckDefinition.builder("disk", Checks.diskSpace(Path.of("."))).build();
        try (CheckScheduler scheduler = CheckScheduler.builder().check(disk).build()) {
            meters.checks(scheduler);
            scheduler.start();
            Runbook runbook = Runbook.builder("Clinic", hours).build();
            meters.runbook(runbook).runbook().findings(runbook.lint(Instant.EPOCH, script -> true));
            meters.incidents(new InMemoryIncidentLog(), ResponsePolicy.standard(hours))
                    .refresh(Instant.EPOCH);
            System.out.println("meters=" + registry.getMeters().size());
        }
    }
}
