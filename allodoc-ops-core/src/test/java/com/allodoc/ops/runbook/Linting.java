package com.allodoc.ops.runbook;

import static com.allodoc.ops.runbook.WikiRunbook.NOW;
import static com.allodoc.ops.runbook.WikiRunbook.mended;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.backup.BackupPlan;
import java.util.List;

/** The findings of a runbook, and the one that is new in it. */
final class Linting {
    private Linting() {}

    static List<LintFinding> lint(RunbookBuilder runbook) {
        return runbook.build().lint(NOW, script -> true);
    }

    /** The one finding of {@code rule} that the mended runbook does not have. */
    static LintFinding only(String rule, RunbookBuilder runbook) {
        List<LintFinding> before = lint(mended());
        List<LintFinding> found = lint(runbook).stream()
                .filter(finding -> !before.contains(finding) && finding.rule().equals(rule))
                .toList();
        assertThat(found).as("findings of %s in %s", rule, lint(runbook)).hasSize(1);
        return found.get(0);
    }

    static PlannedBackup with(BackupPlan.Builder plan) {
        return PlannedBackup.of(plan.build());
    }
}
