package com.allodoc.ops.exporter.config;

import com.allodoc.ops.runbook.Checklist;
import com.allodoc.ops.runbook.Command;
import com.allodoc.ops.runbook.Procedure;
import com.allodoc.ops.runbook.RunbookBuilder;
import com.allodoc.ops.runbook.Step;
import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code checklists} and {@code procedures}: what people do. */
final class RunbookSteps {
    private RunbookSteps() {}

    static void checklists(RunbookFields root, RunbookBuilder runbook, ZoneId zone) {
        root.map("checklists").forEach((name, fields) -> {
            String title = fields.text("title", name);
            Schedule schedule =
                    fields.required("schedule", RunbookWords.schedule(zone), new Daily(LocalTime.MIDNIGHT, zone));
            List<Step> items = steps(fields, "items");
            fields.build(() -> new Checklist(name, title, schedule, items)).ifPresent(runbook::checklist);
        });
    }

    static void procedures(RunbookFields root, RunbookBuilder runbook) {
        root.map("procedures").forEach((name, fields) -> {
            String title = fields.text("title", name);
            Procedure.Purpose purpose = fields.required(
                    "purpose",
                    text -> RunbookWords.constant(Procedure.Purpose.class, text),
                    Procedure.Purpose.RESPONSE);
            String window = fields.text("window", "");
            List<Procedure.Phase> phases = new ArrayList<>();
            fields.list("phases").forEach(phase -> phase(phase).ifPresent(phases::add));
            fields.build(() -> new Procedure(name, title, purpose, window.isEmpty() ? null : window, phases))
                    .ifPresent(runbook::procedure);
        });
    }

    private static Optional<Procedure.Phase> phase(RunbookFields fields) {
        String title = fields.text("title");
        @Nullable
        Duration within = fields.optional("within", DurationText::parse).orElse(null);
        List<Step> steps = steps(fields, "steps");
        return fields.build(() -> new Procedure.Phase(title, within, steps));
    }

    private static List<Step> steps(RunbookFields fields, String key) {
        List<Step> steps = new ArrayList<>();
        fields.list(key).forEach(step -> step(step).ifPresent(steps::add));
        return steps;
    }

    /** {@code do} is for people, {@code look} only looks, {@code change} changes something. */
    private static Optional<Step> step(RunbookFields fields) {
        String expected = fields.text("expect", "");
        if (fields.has("do")) {
            String title = fields.text("do");
            return fields.build(() -> new Step.Manual(title, expected));
        }
        if (fields.has("change")) {
            String title = fields.text("change");
            Command run = fields.command("run");
            String guard = fields.text("onlyIf", "");
            @Nullable Command undo = fields.maybeCommand("undo").orElse(null);
            return fields.build(() -> new Step.Mutating(title, run, guard, expected, undo));
        }
        String title = fields.text("look");
        Command run = fields.command("run");
        return fields.build(() -> new Step.ReadOnly(title, run, expected));
    }
}
