package com.allodoc.ops.exporter.render.page;

import com.allodoc.ops.exporter.render.text.Numbers;
import com.allodoc.ops.incident.Timing;
import com.allodoc.ops.runbook.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Steps and times as a page says them. */
final class Words {
    private Words() {}

    static String within(@Nullable Duration timeBox) {
        return timeBox == null ? "" : " (within " + Numbers.duration(timeBox) + ")";
    }

    static String timing(Timing timing) {
        if (timing instanceof Timing.Within within) {
            return within.limit().isZero() ? "at once" : "within " + Numbers.duration(within.limit());
        }
        if (timing instanceof Timing.NextBusinessDay next) {
            return next.atItsEnd() ? "by the end of the next business day" : "when the next business day opens";
        }
        return "no clock";
    }

    /** A step, and how to see that it was done. */
    static void step(Step step, Markup page) {
        StringBuilder text = new StringBuilder(step.title());
        if (step instanceof Step.Mutating change && !change.guard().isEmpty()) {
            text.append("; only if ").append(change.guard());
        }
        if (!step.expected().isEmpty()) {
            text.append("; expect: ").append(step.expected());
        }
        page.bullet((step.mutates() ? "CHANGES: " : "") + text);
        step.boundTo().ifPresent(command -> page.command(command.text()));
        if (step instanceof Step.Mutating change && change.rollback() != null) {
            page.labelled("To take it back", change.rollback().text());
        }
    }
}
