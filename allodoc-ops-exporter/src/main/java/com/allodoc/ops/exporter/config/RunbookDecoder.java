package com.allodoc.ops.exporter.config;

import com.allodoc.ops.runbook.Assumption;
import com.allodoc.ops.runbook.Contact;
import com.allodoc.ops.runbook.DocumentControl;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.runbook.RunbookBuilder;
import com.allodoc.ops.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tree of {@code allodoc.yml} to the core's {@link Runbook}. Notes every problem and goes on. */
final class RunbookDecoder {
    private static final List<String> ADDRESSES =
            List.of("grafana", "prometheus", "alertmanager", "runbook", "sms", "heartbeat", "smarthost", "mailFrom", "exporter", "job");
    private static final String UID_PREFIX = "uidPrefix";

    private final Problems problems;

    RunbookDecoder(Problems problems) {
        this.problems = problems;
    }

    /** @throws ConfigException with everything that was wrong */
    RunbookFile decode(YamlObject root) throws ConfigException {
        RunbookFields fields = new RunbookFields(root, problems);
        ZoneId zone = fields.required("zone", RunbookWords::zone, ZoneOffset.UTC);
        BusinessCalendar hours = hours(fields, zone);
        String environment = fields.text("environment");
        RunbookBuilder runbook = Runbook.builder(fields.text("system"), hours).environment(environment);
        Map<String, String> addresses = new LinkedHashMap<>();
        Duration interval = site(fields, addresses);
        Map<String, Double> floors = new LinkedHashMap<>();
        fields.values("floors")
                .forEach((name, value) -> value.parse(RunbookWords::number).ifPresent(n -> floors.put(name, n)));

        RunbookParts.services(fields, runbook);
        List<String> indicators = RunbookParts.indicators(fields, runbook);
        RunbookParts.alerts(fields, runbook, indicators);
        RunbookPlans plans = new RunbookPlans(zone, environment);
        plans.backups(fields, runbook);
        plans.windows(fields, runbook);
        plans.rota(fields, runbook, hours);
        RunbookPlans.escalations(fields, runbook);
        contacts(fields, runbook);
        RunbookSteps.checklists(fields, runbook, zone);
        RunbookSteps.procedures(fields, runbook);
        document(fields, runbook);
        assumptions(fields, runbook);
        Optional<RunbookFile> file = fields.build(() -> new RunbookFile(runbook.build(), addresses, interval, floors));
        problems.throwIfAny();
        return file.orElseThrow();
    }

    private static BusinessCalendar hours(RunbookFields root, ZoneId zone) {
        LocalTime nine = LocalTime.of(9, 0);
        BusinessCalendar weekdays = BusinessCalendar.weekdays(nine, LocalTime.of(18, 0), zone);
        return root.object("hours")
                .flatMap(hours -> {
                    List<DayOfWeek> days = hours.parsed("days", RunbookWords::day);
                    LocalTime open = hours.required("open", RunbookWords::time, nine);
                    LocalTime close = hours.required("close", RunbookWords::time, LocalTime.of(18, 0));
                    List<LocalDate> holidays = hours.parsed("holidays", RunbookWords::date);
                    return hours.build(() -> {
                        BusinessCalendar.Builder builder = BusinessCalendar.builder(zone);
                        days.forEach(day -> builder.open(day, open, close));
                        return builder.build().withHolidays(holidays);
                    });
                })
                .orElse(weekdays);
    }

    private static Duration site(RunbookFields root, Map<String, String> addresses) {
        Duration byDefault = Duration.ofSeconds(15);
        return root.object("site")
                .flatMap(site -> {
                    ADDRESSES.forEach(name -> addresses.put(name, site.text(name)));
                    addresses.put(UID_PREFIX, site.text(UID_PREFIX, ""));
                    Duration interval = site.duration("scrapeInterval", byDefault);
                    return site.build(() -> interval);
                })
                .orElse(byDefault);
    }

    private static void contacts(RunbookFields root, RunbookBuilder runbook) {
        root.map("contacts").forEach((name, contact) -> {
            Contact.Kind kind = contact.required(
                    "kind", text -> RunbookWords.constant(Contact.Kind.class, text), Contact.Kind.TEAM);
            String address = contact.text("address");
            contact.build(() -> Contact.of(name, kind, address)).ifPresent(runbook::contact);
        });
    }

    private static void document(RunbookFields root, RunbookBuilder runbook) {
        root.object("document").ifPresent(document -> {
            String version = document.text("version");
            LocalDate updated = document.required("updated", RunbookWords::date, LocalDate.EPOCH);
            LocalDate nextReview = document.required("nextReview", RunbookWords::date, LocalDate.EPOCH);
            int months = (int) document.number("reviewEveryMonths");
            String keeper = document.text("maintainedBy");
            String approver = document.text("approvedBy");
            document.build(() -> new DocumentControl(
                            version, updated, nextReview, Period.ofMonths(months), keeper, approver))
                    .ifPresent(runbook::document);
        });
    }

    private static void assumptions(RunbookFields root, RunbookBuilder runbook) {
        for (RunbookFields assumption : root.list("assumptions")) {
            String where = assumption.text("where");
            String missing = assumption.text("missing");
            String taken = assumption.text("taken");
            assumption.build(() -> new Assumption(where, missing, taken)).ifPresent(runbook::assumption);
        }
    }
}
