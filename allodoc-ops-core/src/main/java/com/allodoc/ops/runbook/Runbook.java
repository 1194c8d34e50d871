package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.threshold.ThresholdPolicy;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.MaintenanceCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a team has agreed on about running a system, as one value: checks, alert rules, dashboards' lines, routing and
 * the printed page all follow from it. Names within one list are distinct; names that refer to something which isn't there
 * are found by {@link #lint}, all at once. Immutable.
 *
 * @param system what is run, such as {@code AlloDoc}
 * @param environment such as {@code production}
 * @param hours opening hours, holidays and the zone of the team
 * @param services what can be up or down
 * @param indicators the numbers that are watched
 * @param alerts when somebody is told
 * @param backups what is copied, and what was promised about it
 * @param windows planned work
 * @param response what is promised for every severity
 * @param rota who answers when
 * @param escalations whom to tell next while nobody answers
 * @param escalationOf the name of the escalation policy that each severity follows
 * @param contacts whom to turn to
 * @param checklists what is gone through regularly
 * @param procedures how things are done
 * @param document who keeps it; null for a definition that is no document
 * @param assumptions what was filled in
 * @see #builder(String, BusinessCalendar)
 */
public record Runbook(
        String system,
        String environment,
        BusinessCalendar hours,
        List<Service> services,
        List<Indicator> indicators,
        List<AlertRule> alerts,
        List<PlannedBackup> backups,
        MaintenanceCalendar windows,
        ResponsePolicy response,
        List<OnCallSchedule> rota,
        List<EscalationPolicy> escalations,
        Map<Severity, String> escalationOf,
        List<Contact> contacts,
        List<Checklist> checklists,
        List<Procedure> procedures,
        @Nullable DocumentControl document,
        List<Assumption> assumptions) {

    public Runbook {
        Words.requireText(system, "system");
        Words.requireText(environment, "environment");
        requireNonNull(hours, "hours");
        requireNonNull(windows, "windows");
        requireNonNull(response, "response");
        services = Distinct.copyOf(services, "services", Service::name);
        indicators = Distinct.copyOf(indicators, "indicators", Indicator::name);
        alerts = Distinct.copyOf(alerts, "alerts", AlertRule::name);
        backups = Distinct.copyOf(backups, "backups", PlannedBackup::name);
        rota = Distinct.copyOf(rota, "rota", OnCallSchedule::name);
        escalations = Distinct.copyOf(escalations, "escalations", EscalationPolicy::name);
        contacts = Distinct.copyOf(contacts, "contacts", Contact::name);
        checklists = Distinct.copyOf(checklists, "checklists", Checklist::name);
        procedures = Distinct.copyOf(procedures, "procedures", Procedure::name);
        assumptions = List.copyOf(assumptions);
        Map<Severity, String> copy = new EnumMap<>(Severity.class);
        copy.putAll(escalationOf);
        escalationOf = Collections.unmodifiableMap(copy);
    }

    /** Starts an empty runbook of {@code production}, with the standard response policy. */
    public static RunbookBuilder builder(String system, BusinessCalendar hours) {
        return new RunbookBuilder(system, hours);
    }

    /** The zone in which every time without another one is meant. */
    public ZoneId zone() {
        return hours.zone();
    }

    public Optional<Service> service(String name) {
        return services.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    public Optional<Indicator> indicator(String name) {
        return indicators.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    public Optional<Procedure> procedure(String name) {
        return procedures.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    public Optional<EscalationPolicy> escalation(Severity severity) {
        String name = escalationOf.get(severity);
        return escalations.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The alerts on one indicator, in their order. */
    public List<AlertRule> alertsOn(String indicator) {
        return alerts.stream()
                .filter(alert -> alert.indicator().equals(indicator))
                .toList();
    }

    /**
     * What a check asks of an indicator: its first paging alert is the critical limit, its first other alert, or the target
     * when there is none, the warning. Empty for a number of which nothing is asked.
     */
    public Optional<ThresholdPolicy> policyOf(String indicator) {
        ThresholdPolicy.Builder policy = ThresholdPolicy.builder();
        Optional<AlertRule> critical = first(indicator, true);
        Optional<AlertRule> warning = first(indicator, false);
        critical.ifPresent(alert -> policy.critical(alert.limit(), alert.timing()));
        warning.ifPresent(alert -> policy.warning(alert.limit(), alert.timing()));
        boolean judged = critical.isPresent() || warning.isPresent();
        if (warning.isEmpty()) {
            Indicator own = indicator(indicator).orElse(null);
            if (own != null && own.missed() != null) {
                policy.warning(own.missed());
                judged = true;
            }
        }
        return judged ? Optional.of(policy.build()) : Optional.empty();
    }

    private Optional<AlertRule> first(String indicator, boolean paging) {
        return alertsOn(indicator).stream()
                .filter(alert -> (alert.channel() == AlertRule.Channel.PAGE) == paging)
                .findFirst();
    }

    /** Every command of the runbook: of backups, checklists and procedures. */
    public List<Command> commands() {
        Stream<Command> ofBackups = backups.stream().map(PlannedBackup::command).flatMap(Stream::ofNullable);
        Stream<Step> steps = Stream.concat(
                checklists.stream().flatMap(checklist -> checklist.items().stream()),
                procedures.stream().flatMap(procedure -> procedure.steps().stream()));
        return Stream.concat(ofBackups, steps.map(Step::boundTo).flatMap(Optional::stream))
                .toList();
    }

    /**
     * Every contradiction, gap and trap, the worst first; empty for a runbook that can be kept. Looks a year ahead from
     * {@code now}, so that both clock changes are in it.
     *
     * @param scriptExists whether a script that a command starts, such as {@code ./scripts/deploy.sh}, is there
     */
    public List<LintFinding> lint(Instant now, Predicate<String> scriptExists) {
        return RunbookLint.of(this, now, scriptExists);
    }
}
