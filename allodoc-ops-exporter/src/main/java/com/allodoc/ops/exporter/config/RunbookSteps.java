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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code checklists} and {@code procedures}: what people do. */
final class RunbookSteps {
    private static final RunbookKey<String> TITLE =
            RunbookKey.optional("title", RunbookWords.TEXT, "its name", "How people call it.");

    private static final RunbookKey<String> EXPECT =
            RunbookKey.of("expect", RunbookWords.TEXT, "", "How to see that it went well.");
    private static final RunbookKey<Command> RUN =
            RunbookKey.required("run", RunbookWords.COMMAND, Command.of("missing"), "The command.");
    private static final RunbookKey<String> DO =
            RunbookKey.required("do", RunbookWords.TEXT, "missing", "What a person does.");
    private static final RunbookKey<String> CHANGE =
            RunbookKey.required("change", RunbookWords.TEXT, "missing", "What a command changes.");
    private static final RunbookKey<String> ONLY_IF =
            RunbookKey.of("onlyIf", RunbookWords.TEXT, "", "What must be true before.");
    private static final RunbookKey<Command> UNDO =
            RunbookKey.optional("undo", RunbookWords.COMMAND, "none", "The command that takes it back.");
    private static final RunbookKey<String> LOOK = RunbookKey.required(
            "look", RunbookWords.TEXT, "missing", "What a command looks at, without changing anything.");

    private static final RunbookShape BY_HAND = RunbookShape.of(DO, EXPECT);
    private static final RunbookShape CHANGING = RunbookShape.of(CHANGE, RUN, ONLY_IF, EXPECT, UNDO);
    private static final RunbookShape LOOKING = RunbookShape.of(LOOK, RUN, EXPECT);
    private static final RunbookShape STEP = RunbookShape.oneOf(BY_HAND, CHANGING, LOOKING);

    private static final RunbookKey<Function<ZoneId, Schedule>> SCHEDULE = RunbookKey.required(
            "schedule", RunbookWords.SCHEDULE, zone -> new Daily(LocalTime.MIDNIGHT, zone), "When it is due.");
    private static final RunbookPart ITEMS = RunbookPart.list("items", STEP, "What is looked at, in this order.");

    static final RunbookPart CHECKLISTS =
            RunbookPart.named("checklists", RunbookShape.of(TITLE, SCHEDULE, ITEMS), "What is looked at regularly.");

    private static final RunbookKey<String> PHASE =
            RunbookKey.required("title", RunbookWords.TEXT, "missing", "What the phase is about.");
    private static final RunbookKey<Duration> WITHIN =
            RunbookKey.optional("within", RunbookWords.DURATION, "none", "How long it may take.");
    private static final RunbookPart STEPS = RunbookPart.list("steps", STEP, "What is done, in this order.");
    private static final RunbookPart PHASES =
            RunbookPart.list("phases", RunbookShape.of(PHASE, WITHIN, STEPS), "Its parts, one after the other.");
    private static final RunbookKey<Procedure.Purpose> PURPOSE = RunbookKey.required(
            "purpose",
            RunbookWords.choice("purpose", Procedure.Purpose.class),
            Procedure.Purpose.RESPONSE,
            "What it is for.");
    private static final RunbookKey<String> WINDOW = RunbookKey.optional(
            "window", RunbookWords.TEXT, "any time", "The maintenance window it is bound to: one of `windows`.");

    static final RunbookPart PROCEDURES = RunbookPart.named(
            "procedures", RunbookShape.of(TITLE, PURPOSE, WINDOW, PHASES), "What people do, and with which commands.");

    private RunbookSteps() {}

    static void checklists(RunbookFields root, RunbookBuilder runbook, ZoneId zone) {
        root.named(CHECKLISTS).forEach((name, fields) -> {
            String title = fields.find(TITLE).orElse(name);
            Schedule schedule = fields.get(SCHEDULE).apply(zone);
            List<Step> items = steps(fields, ITEMS);
            fields.build(() -> new Checklist(name, title, schedule, items)).ifPresent(runbook::checklist);
        });
    }

    static void procedures(RunbookFields root, RunbookBuilder runbook) {
        root.named(PROCEDURES).forEach((name, fields) -> {
            String title = fields.find(TITLE).orElse(name);
            Procedure.Purpose purpose = fields.get(PURPOSE);
            @Nullable String window = fields.find(WINDOW).orElse(null);
            List<Procedure.Phase> phases = new ArrayList<>();
            fields.parts(PHASES).forEach(phase -> phase(phase).ifPresent(phases::add));
            fields.build(() -> new Procedure(name, title, purpose, window, phases))
                    .ifPresent(runbook::procedure);
        });
    }

    private static Optional<Procedure.Phase> phase(RunbookFields fields) {
        String title = fields.get(PHASE);
        @Nullable Duration within = fields.find(WITHIN).orElse(null);
        List<Step> steps = steps(fields, STEPS);
        return fields.build(() -> new Procedure.Phase(title, within, steps));
    }

    private static List<Step> steps(RunbookFields fields, RunbookPart part) {
        List<Step> steps = new ArrayList<>();
        fields.parts(part).forEach(step -> step(step).ifPresent(steps::add));
        return steps;
    }

    private static Optional<Step> step(RunbookFields fields) {
        String expected = fields.get(EXPECT);
        if (fields.is(BY_HAND)) {
            String title = fields.get(DO);
            return fields.build(() -> new Step.Manual(title, expected));
        }
        if (fields.is(CHANGING)) {
            String title = fields.get(CHANGE);
            Command run = fields.get(RUN);
            String guard = fields.get(ONLY_IF);
            @Nullable Command undo = fields.find(UNDO).orElse(null);
            return fields.build(() -> new Step.Mutating(title, run, guard, expected, undo));
        }
        String title = fields.get(LOOK);
        Command run = fields.get(RUN);
        return fields.build(() -> new Step.ReadOnly(title, run, expected));
    }
}
