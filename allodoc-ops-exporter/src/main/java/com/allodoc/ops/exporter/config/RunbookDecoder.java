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
import java.util.stream.Stream;

/** The tree of {@code allodoc.yml} to the core's {@link Runbook}. Notes every problem and goes on. */
final class RunbookDecoder {
    private static final RunbookKey<String> SYSTEM =
            RunbookKey.required("system", RunbookWords.TEXT, "missing", "What is kept running.");
    private static final RunbookKey<String> ENVIRONMENT = RunbookKey.required(
            "environment", RunbookWords.TEXT, "missing", "Which of its environments; the label of the same name.");
    private static final RunbookKey<ZoneId> ZONE = RunbookKey.required(
            "zone", RunbookWords.ZONE, ZoneOffset.UTC, "Where the clock hangs by which every time here is read.");

    private static final RunbookKey<DayOfWeek> DAYS = RunbookKey.list("days", RunbookWords.DAY, "Business days.");
    private static final RunbookKey<LocalTime> OPEN =
            RunbookKey.required("open", RunbookWords.TIME, LocalTime.of(9, 0), "When they begin.");
    private static final RunbookKey<LocalTime> CLOSE =
            RunbookKey.required("close", RunbookWords.TIME, LocalTime.of(18, 0), "When they end.");
    private static final RunbookKey<LocalDate> HOLIDAYS =
            RunbookKey.list("holidays", RunbookWords.DATE, "Days that are none after all.");
    private static final RunbookPart HOURS =
            RunbookPart.required("hours", RunbookShape.of(DAYS, OPEN, CLOSE, HOLIDAYS), "When people are at work.");

    private static final RunbookKey<String> VERSION =
            RunbookKey.required("version", RunbookWords.TEXT, "missing", "Of the runbook.");
    private static final RunbookKey<LocalDate> UPDATED =
            RunbookKey.required("updated", RunbookWords.DATE, LocalDate.EPOCH, "When it was last changed.");
    private static final RunbookKey<LocalDate> NEXT_REVIEW =
            RunbookKey.required("nextReview", RunbookWords.DATE, LocalDate.EPOCH, "When it is looked through again.");
    private static final RunbookKey<Integer> REVIEW_EVERY =
            RunbookKey.required("reviewEveryMonths", RunbookWords.COUNT, 1, "How often it is looked through.");
    private static final RunbookKey<String> KEEPER =
            RunbookKey.required("maintainedBy", RunbookWords.TEXT, "missing", "Who keeps it.");
    private static final RunbookKey<String> APPROVER =
            RunbookKey.required("approvedBy", RunbookWords.TEXT, "missing", "Who agrees to it.");
    private static final RunbookPart DOCUMENT = RunbookPart.required(
            "document",
            RunbookShape.of(VERSION, UPDATED, NEXT_REVIEW, REVIEW_EVERY, KEEPER, APPROVER),
            "The runbook as a document.");

    private static final List<RunbookKey<String>> ADDRESSES = List.of(
            address("grafana", "Grafana, without a slash at the end."),
            address("prometheus", "Prometheus, without a slash at the end."),
            address("alertmanager", "Alertmanager, without a slash at the end."),
            address("runbook", "Where the rendered `runbook.html` is published."),
            address("sms", "The gateway that sends text messages: Alertmanager calls it as a webhook."),
            address("heartbeat", "Who misses the Watchdog when the monitoring itself is gone."),
            address("smarthost", "Host and port of the mail server."),
            address("mailFrom", "Who mails come from."),
            address("exporter", "Host and port of the exporter, as Prometheus reaches it."),
            address("job", "The exporter's job label."));
    private static final RunbookKey<String> UID_PREFIX = RunbookKey.of(
            "uidPrefix", RunbookWords.TEXT, "", "In front of every dashboard's uid, for a second copy in one Grafana.");
    private static final RunbookKey<Duration> SCRAPE_INTERVAL = RunbookKey.of(
            "scrapeInterval", RunbookWords.DURATION, Duration.ofSeconds(15), "How often Prometheus asks.");
    private static final RunbookPart SITE = RunbookPart.required(
            "site",
            RunbookShape.of(Stream.concat(ADDRESSES.stream(), Stream.of(UID_PREFIX, SCRAPE_INTERVAL))
                    .toArray(RunbookMember[]::new)),
            "Where the monitoring is.");

    private static final RunbookKey<Double> FLOORS = RunbookKey.named(
            "floors", RunbookWords.NUMBER, "Below how much traffic or size a ratio says nothing, by name.");

    private static final RunbookKey<Contact.Kind> KIND = RunbookKey.required(
            "kind", RunbookWords.choice("kind", Contact.Kind.class), Contact.Kind.TEAM, "Who that is.");
    private static final RunbookKey<String> ADDRESS =
            RunbookKey.required("address", RunbookWords.TEXT, "missing", "How to reach them. Never a secret.");
    private static final RunbookPart CONTACTS =
            RunbookPart.named("contacts", RunbookShape.of(KIND, ADDRESS), "Who can be reached, and how.");

    private static final RunbookKey<String> WHERE =
            RunbookKey.required("where", RunbookWords.TEXT, "missing", "What it is about.");
    private static final RunbookKey<String> MISSING =
            RunbookKey.required("missing", RunbookWords.TEXT, "missing", "What nobody has said.");
    private static final RunbookKey<String> TAKEN =
            RunbookKey.required("taken", RunbookWords.TEXT, "missing", "What is taken instead.");
    private static final RunbookPart ASSUMPTIONS =
            RunbookPart.list("assumptions", RunbookShape.of(WHERE, MISSING, TAKEN), "What was taken for granted.");

    /** The whole definition. */
    static final RunbookShape SHAPE = RunbookShape.of(
            SYSTEM,
            ENVIRONMENT,
            ZONE,
            HOURS,
            DOCUMENT,
            SITE,
            FLOORS,
            RunbookParts.SERVICES,
            RunbookParts.INDICATORS,
            RunbookParts.ALERTS,
            RunbookPlans.BACKUPS,
            RunbookPlans.WINDOWS,
            RunbookResponse.RESPONSE,
            RunbookPlans.ROTA,
            RunbookPlans.ESCALATIONS,
            CONTACTS,
            RunbookSteps.CHECKLISTS,
            RunbookSteps.PROCEDURES,
            ASSUMPTIONS);

    private final Problems problems;

    RunbookDecoder(Problems problems) {
        this.problems = problems;
    }

    private static RunbookKey<String> address(String name, String meaning) {
        return RunbookKey.required(name, RunbookWords.TEXT, "missing", meaning);
    }

    /** @throws ConfigException with everything that was wrong */
    RunbookFile decode(YamlObject root) throws ConfigException {
        RunbookFields fields = new RunbookFields(root, SHAPE, problems);
        ZoneId zone = fields.get(ZONE);
        BusinessCalendar hours = hours(fields, zone);
        String environment = fields.get(ENVIRONMENT);
        RunbookBuilder runbook = Runbook.builder(fields.get(SYSTEM), hours).environment(environment);
        Map<String, String> addresses = new LinkedHashMap<>();
        Duration interval = site(fields, addresses);
        Map<String, Double> floors = fields.named(FLOORS);

        RunbookParts.services(fields, runbook);
        List<String> indicators = RunbookParts.indicators(fields, runbook);
        RunbookParts.alerts(fields, runbook, indicators);
        RunbookPlans plans = new RunbookPlans(zone, environment);
        plans.backups(fields, runbook);
        plans.windows(fields, runbook);
        RunbookResponse.policy(fields, hours).ifPresent(runbook::response);
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
        return root.part(HOURS)
                .flatMap(hours -> {
                    List<DayOfWeek> days = hours.all(DAYS);
                    LocalTime open = hours.get(OPEN);
                    LocalTime close = hours.get(CLOSE);
                    List<LocalDate> holidays = hours.all(HOLIDAYS);
                    return hours.build(() -> {
                        BusinessCalendar.Builder builder = BusinessCalendar.builder(zone);
                        days.forEach(day -> builder.open(day, open, close));
                        return builder.build().withHolidays(holidays);
                    });
                })
                .orElseGet(() -> BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), zone));
    }

    private static Duration site(RunbookFields root, Map<String, String> addresses) {
        Optional<RunbookFields> site = root.part(SITE);
        site.ifPresent(fields -> {
            ADDRESSES.forEach(key -> addresses.put(key.name(), fields.get(key)));
            addresses.put(UID_PREFIX.name(), fields.get(UID_PREFIX));
        });
        return site.flatMap(fields -> {
                    Duration interval = fields.get(SCRAPE_INTERVAL);
                    return fields.build(() -> interval);
                })
                .orElse(Duration.ofSeconds(15));
    }

    private static void contacts(RunbookFields root, RunbookBuilder runbook) {
        root.named(CONTACTS).forEach((name, contact) -> {
            Contact.Kind kind = contact.get(KIND);
            String address = contact.get(ADDRESS);
            contact.build(() -> Contact.of(name, kind, address)).ifPresent(runbook::contact);
        });
    }

    private static void document(RunbookFields root, RunbookBuilder runbook) {
        root.part(DOCUMENT).ifPresent(document -> {
            String version = document.get(VERSION);
            LocalDate updated = document.get(UPDATED);
            LocalDate nextReview = document.get(NEXT_REVIEW);
            int months = document.get(REVIEW_EVERY);
            String keeper = document.get(KEEPER);
            String approver = document.get(APPROVER);
            document.build(() -> new DocumentControl(
                            version, updated, nextReview, Period.ofMonths(months), keeper, approver))
                    .ifPresent(runbook::document);
        });
    }

    private static void assumptions(RunbookFields root, RunbookBuilder runbook) {
        for (RunbookFields assumption : root.parts(ASSUMPTIONS)) {
            String where = assumption.get(WHERE);
            String missing = assumption.get(MISSING);
            String taken = assumption.get(TAKEN);
            assumption.build(() -> new Assumption(where, missing, taken)).ifPresent(runbook::assumption);
        }
    }
}
