package com.allodoc.ops.exporter.render.page;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.runbook.Checklist;
import com.allodoc.ops.runbook.DocumentControl;
import com.allodoc.ops.runbook.Procedure;
import com.allodoc.ops.runbook.Runbook;
import java.util.List;

/** The runbook for people: every alert with what it means and what to do, every procedure, calendars and contacts. */
public final class RunbookPage {
    private static final String COMMENT = "Rendered by `allodoc-ops-exporter render runbook` from the definition; do not edit.";

    private final Definition definition;
    private final Runbook runbook;
    private final Markup page;

    private RunbookPage(Definition definition, Markup page) {
        this.definition = definition;
        this.runbook = definition.runbook();
        this.page = page;
    }

    /** The page in both forms. */
    public static List<Document> of(Definition definition) {
        String title = definition.runbook().system() + " runbook";
        return List.of(
                new Document("runbook/runbook.md", new RunbookPage(definition, new Markdown(COMMENT)).write(title)),
                new Document("runbook/runbook.html", new RunbookPage(definition, new Html(COMMENT, title)).write(title)));
    }

    private String write(String title) {
        page.heading(1, "top", title);
        page.paragraph("How " + runbook.system() + " is kept running in " + runbook.environment()
                + ". Every number here is the one that checks, alerts and dashboards use. Times are in "
                + runbook.zone() + ".");
        document();
        page.links(List.of(
                "Alerts", "#alerts", "Procedures", "#procedures", "Checklists", "#checklists", "Calendars", "#calendars",
                "Services", "#services", "Contacts", "#contacts"));
        page.heading(2, "alerts", "Alerts");
        AlertChapter alerts = new AlertChapter(definition, page);
        alerts.index();
        runbook.alerts().forEach(alerts::alert);
        page.heading(2, "procedures", "Procedures");
        runbook.procedures().forEach(this::procedure);
        page.heading(2, "checklists", "Checklists");
        runbook.checklists().forEach(this::checklist);
        PlanChapters plans = new PlanChapters(runbook, page);
        plans.calendars();
        plans.services();
        plans.contacts();
        return page.text();
    }

    private void document() {
        DocumentControl document = runbook.document();
        if (document != null) {
            page.table(List.of(
                    List.of("Version", "Updated", "Next review", "Kept by", "Approved by"),
                    List.of(
                            document.version(),
                            document.updated().toString(),
                            document.nextReview().toString(),
                            document.maintainedBy(),
                            document.approvedBy())));
        }
    }

    private void procedure(Procedure procedure) {
        page.heading(3, procedure.name(), procedure.title());
        String window = procedure.window();
        if (window != null) {
            page.labelled("Only while", "the maintenance window " + window + " is open");
        }
        for (Procedure.Phase phase : procedure.phases()) {
            page.heading(4, procedure.name() + "-" + (procedure.phases().indexOf(phase) + 1),
                    phase.title() + Words.within(phase.timeBox()));
            phase.steps().forEach(step -> Words.step(step, page));
        }
    }

    private void checklist(Checklist checklist) {
        page.heading(3, "checklist-" + checklist.name(), checklist.title());
        page.labelled("When", checklist.schedule().describe());
        checklist.items().forEach(step -> Words.step(step, page));
    }
}
