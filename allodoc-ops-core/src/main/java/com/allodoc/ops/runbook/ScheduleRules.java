package com.allodoc.ops.runbook;

import com.allodoc.ops.time.Schedule;
import com.allodoc.ops.time.ScheduleConflict;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Times that meet: jobs and windows, windows and windows, schedules and clock changes. */
final class ScheduleRules {

    private ScheduleRules() {}

    static void apply(RunbookLint lint) {
        Map<String, Schedule> jobs = new LinkedHashMap<>();
        for (PlannedBackup backup : lint.runbook().backups()) {
            jobs.put("backup " + backup.name(), backup.plan().schedule());
        }
        for (ScheduleConflict conflict : lint.runbook().windows().conflicts(jobs, lint.now(), lint.horizon())) {
            report(lint, conflict);
        }
        for (Checklist checklist : lint.runbook().checklists()) {
            jobs.put("checklist " + checklist.name(), checklist.schedule());
        }
        jobs.forEach((job, schedule) -> clockChange(lint, job, schedule));
    }

    private static void report(RunbookLint lint, ScheduleConflict conflict) {
        String[] parts = conflict.explanation().split("; ", 2);
        if (conflict.kind() == ScheduleConflict.Kind.WINDOWS_OVERLAP) {
            lint.note("windows-overlap", "window " + conflict.window(), parts[0], parts[1]);
        } else {
            lint.warning(
                    "backup-in-window",
                    conflict.subject(),
                    "it" + parts[0].substring(conflict.subject().length())
                            + ", which asks for a finished and verified copy before it",
                    parts[1]);
        }
    }

    private static void clockChange(RunbookLint lint, String job, Schedule schedule) {
        Optional<String> skipped = Optional.empty();
        Optional<String> repeated = Optional.empty();
        for (Instant run : schedule.between(lint.now(), lint.horizon())) {
            LocalDateTime shown = LocalDateTime.ofInstant(run, schedule.zone());
            if (skipped.isEmpty() && !shown.toLocalTime().equals(schedule.time())) {
                skipped = Optional.of(
                        "does not exist on " + shown.toLocalDate() + ", when it starts at " + shown.toLocalTime());
            } else if (repeated.isEmpty()
                    && schedule.zone().getRules().getValidOffsets(shown).size() > 1) {
                repeated =
                        Optional.of("comes twice on " + shown.toLocalDate() + ", when it starts the first time only");
            }
        }
        if (skipped.isPresent() || repeated.isPresent()) {
            String and = skipped.isPresent() && repeated.isPresent() ? ", and " : "";
            lint.note(
                    "clock-change",
                    job,
                    schedule.time() + " " + schedule.zone() + " " + skipped.orElse("") + and + repeated.orElse(""),
                    "choose a time outside the hour of the clock change; a cron job would be lost or run twice");
        }
    }
}
