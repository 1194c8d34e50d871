package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.oncall.EscalationPolicy;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.MaintenanceCalendar;
import com.allodoc.ops.time.MaintenanceWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects a {@link Runbook} in the order of its pages. Not thread-safe. */
public final class RunbookBuilder {

    private final String system;
    private final BusinessCalendar hours;
    private String environment = "production";
    private final List<Service> services = new ArrayList<>();
    private final List<Indicator> indicators = new ArrayList<>();
    private final List<AlertRule> alerts = new ArrayList<>();
    private final List<PlannedBackup> backups = new ArrayList<>();
    private final List<MaintenanceWindow> windows = new ArrayList<>();
    private ResponsePolicy response;
    private final List<OnCallSchedule> rota = new ArrayList<>();
    private final List<EscalationPolicy> escalations = new ArrayList<>();
    private final Map<Severity, String> escalationOf = new EnumMap<>(Severity.class);
    private final List<Contact> contacts = new ArrayList<>();
    private final List<Checklist> checklists = new ArrayList<>();
    private final List<Procedure> procedures = new ArrayList<>();
    private @Nullable DocumentControl document;
    private final List<Assumption> assumptions = new ArrayList<>();

    RunbookBuilder(String system, BusinessCalendar hours) {
        this.system = system;
        this.hours = requireNonNull(hours, "hours");
        this.response = ResponsePolicy.standard(hours);
    }

    /** Default {@code production}. */
    public RunbookBuilder environment(String value) {
        environment = value;
        return this;
    }

    public RunbookBuilder service(Service value) {
        services.add(value);
        return this;
    }

    public RunbookBuilder indicator(Indicator value) {
        indicators.add(value);
        return this;
    }

    public RunbookBuilder alert(AlertRule value) {
        alerts.add(value);
        return this;
    }

    public RunbookBuilder backup(PlannedBackup value) {
        backups.add(value);
        return this;
    }

    public RunbookBuilder window(MaintenanceWindow value) {
        windows.add(value);
        return this;
    }

    /** Default {@link ResponsePolicy#standard}, with the hours of this runbook. */
    public RunbookBuilder response(ResponsePolicy value) {
        response = requireNonNull(value, "response");
        return this;
    }

    public RunbookBuilder onCall(OnCallSchedule value) {
        rota.add(value);
        return this;
    }

    /** A policy, and the severities that follow it. */
    public RunbookBuilder escalation(EscalationPolicy value, Severity... severities) {
        escalations.add(value);
        for (Severity severity : severities) {
            escalationOf.put(severity, value.name());
        }
        return this;
    }

    public RunbookBuilder contact(Contact value) {
        contacts.add(value);
        return this;
    }

    public RunbookBuilder checklist(Checklist value) {
        checklists.add(value);
        return this;
    }

    public RunbookBuilder procedure(Procedure value) {
        procedures.add(value);
        return this;
    }

    public RunbookBuilder document(DocumentControl value) {
        document = value;
        return this;
    }

    /** Something that was filled in because nobody had said it. */
    public RunbookBuilder assumption(Assumption value) {
        assumptions.add(value);
        return this;
    }

    /**
     * The runbook.
     *
     * @throws IllegalArgumentException when two things of one kind share a name
     */
    public Runbook build() {
        return new Runbook(
                system,
                environment,
                hours,
                services,
                indicators,
                alerts,
                backups,
                new MaintenanceCalendar(windows),
                response,
                rota,
                escalations,
                escalationOf,
                contacts,
                checklists,
                procedures,
                document,
                assumptions);
    }
}
