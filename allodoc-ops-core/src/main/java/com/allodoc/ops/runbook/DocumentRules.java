package com.allodoc.ops.runbook;

import java.time.LocalDate;
import java.time.Period;

/** Contacts that nobody filled in, decisions that nobody took, and a document that nobody looks through. */
final class DocumentRules {

    private DocumentRules() {}

    static void apply(RunbookLint lint) {
        Runbook runbook = lint.runbook();
        for (Contact contact : runbook.contacts()) {
            if (contact.isPlaceholder()) {
                lint.error(
                        "placeholder-contact",
                        "contact " + contact.name(),
                        contact.address().isBlank()
                                ? "the address is empty"
                                : "the address is still " + contact.address(),
                        "fill it in, or take the contact out");
            }
        }
        for (Assumption assumption : runbook.assumptions()) {
            lint.warning(
                    "assumed",
                    assumption.where(),
                    "nobody said " + assumption.missing() + "; " + assumption.taken() + " is assumed",
                    "decide and write it down");
        }
        DocumentControl document = runbook.document();
        if (document != null) {
            review(lint, document);
        }
        holidays(lint);
    }

    private static void review(RunbookLint lint, DocumentControl document) {
        LocalDate today = lint.now().atZone(lint.runbook().zone()).toLocalDate();
        if (document.latestReview().isBefore(document.nextReview())) {
            lint.warning(
                    "review-contradicts-rhythm",
                    "document",
                    "it is to be reviewed every " + words(document.reviewEvery()) + " and was last changed on "
                            + document.updated() + ", but the next review is on " + document.nextReview(),
                    "review it by " + document.latestReview() + ", or change the rhythm");
        }
        LocalDate due = document.nextReview().isBefore(document.latestReview())
                ? document.nextReview()
                : document.latestReview();
        if (today.isAfter(due)) {
            lint.warning(
                    "review-overdue",
                    "document",
                    "the review was due on " + due + " and it is " + today,
                    document.maintainedBy() + " reviews it, " + document.approvedBy() + " approves it");
        }
    }

    private static void holidays(RunbookLint lint) {
        LocalDate today = lint.now().atZone(lint.runbook().zone()).toLocalDate();
        LocalDate inAYear = today.plusYears(1);
        boolean any = lint.runbook().hours().holidays().stream()
                .anyMatch(holiday -> !holiday.isBefore(today) && holiday.isBefore(inAYear));
        if (!any) {
            lint.note(
                    "no-holidays",
                    "hours",
                    "there is no holiday between " + today + " and " + inAYear
                            + ", so every weekday counts as a business day",
                    "enter the holidays of the coming year");
        }
    }

    private static String words(Period period) {
        return period.equals(Period.ofMonths(1)) ? "month" : period.toString();
    }
}
