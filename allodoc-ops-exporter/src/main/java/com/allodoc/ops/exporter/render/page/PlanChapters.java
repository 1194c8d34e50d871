package com.allodoc.ops.exporter.render.page;

import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.incident.ResponseTarget;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.runbook.Contact;
import com.allodoc.ops.runbook.PlannedBackup;
import com.allodoc.ops.runbook.ResourceBudget;
import com.allodoc.ops.runbook.Runbook;
import com.allodoc.ops.runbook.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calendars, services and contacts. */
final class PlanChapters {
    private final Runbook runbook;
    private final Markup page;

    PlanChapters(Runbook runbook, Markup page) {
        this.runbook = runbook;
        this.page = page;
    }

    void calendars() {
        page.heading(2, "calendars", "Calendars");
        page.heading(3, "windows", "Maintenance windows");
        runbook.windows().windows().forEach(window -> page.bullet(window.describe()));
        page.heading(3, "backups", "Backups");
        List<List<String>> backups = new ArrayList<>();
        backups.add(List.of("Backup", "When", "Where", "Objectives"));
        for (PlannedBackup backup : runbook.backups()) {
            backups.add(List.of(
                    backup.plan().what(),
                    backup.plan().schedule().describe(),
                    String.join(", ", backup.plan().locations().stream().map(l -> l.name()).toList()),
                    String.join(", ", backup.plan().objectives().stream()
                            .map(o -> o.name() + " " + Numbers.duration(o.limit()))
                            .toList())));
        }
        page.table(backups);
        page.heading(3, "response", "Response times");
        List<List<String>> response = new ArrayList<>();
        response.add(List.of("Severity", "When", "Acknowledge", "Respond", "Management", "Review"));
        for (Severity severity : Severity.values()) {
            ResponseTarget target = runbook.response().target(severity);
            response.add(List.of(
                    severity.name(),
                    severity.definition(),
                    Words.timing(target.acknowledge()),
                    Words.timing(target.respond()),
                    Words.timing(target.management()),
                    Words.timing(target.review())));
        }
        page.table(response);
        page.heading(3, "rota", "On call");
        runbook.rota().forEach(rota -> rota.layers().forEach(layer -> page.bullet(rota.name() + ": "
                + String.join(", ", layer.rotations().get(0).people())
                + (layer.hours() == null ? ", around the clock" : ", in business hours"))));
    }

    void services() {
        page.heading(2, "services", "Services");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Service", "Container", "Needs", "Cores", "Memory", "Disk", "Network"));
        for (Service service : runbook.services()) {
            ResourceBudget budget = service.budget();
            String container = service.container();
            rows.add(List.of(
                    service.title(),
                    container == null ? "" : container,
                    String.join(", ", service.dependsOn()),
                    budget == null ? "" : Numbers.text(budget.cores()),
                    budget == null ? "" : (budget.memoryBytes() >> 20) + " MiB",
                    budget == null ? "" : (budget.diskBytes() >> 30) + " GiB",
                    budget == null ? "" : budget.networkBitsPerSecond() / 1_000_000 + " Mbit/s"));
        }
        page.table(rows);
    }

    void contacts() {
        page.heading(2, "contacts", "Contacts");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Name", "Kind", "Address"));
        for (Contact contact : runbook.contacts()) {
            rows.add(List.of(
                    contact.name(), contact.kind().name().toLowerCase(Locale.ROOT),
                    contact.isPlaceholder() ? "not filled in yet" : contact.address()));
        }
        page.table(rows);
    }
}
