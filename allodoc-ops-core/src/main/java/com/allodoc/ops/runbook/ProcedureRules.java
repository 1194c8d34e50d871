package com.allodoc.ops.runbook;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Steps in the wrong order, and steps that are not there. */
final class ProcedureRules {

    private static final Pattern DUMP = Pattern.compile("\\bpg_dump\\b");
    private static final Pattern RESTORE = Pattern.compile("\\bpg_restore\\b|\\brestore[-_]|\\bpsql\\b.*(<|\\s-f\\b)");
    private static final Pattern READS_BACKUP = Pattern.compile("/backups?/|\\bpg_restore\\b|\\brestore[-_]");
    private static final Pattern COPY = Pattern.compile("backup|\\bpg_dump\\b|\\bpg_basebackup\\b");
    private static final Pattern DELETE = Pattern.compile("\\bfind\\b.*(-delete\\b|\\brm\\b)|^rm\\b");
    private static final Pattern ARCHIVE = Pattern.compile("\\btar\\s+-?\\w*c");

    private ProcedureRules() {}

    static void apply(RunbookLint lint) {
        for (Procedure procedure : lint.runbook().procedures()) {
            String where = "procedure " + procedure.name();
            List<String> commands = procedure.steps().stream()
                    .flatMap(step -> step.boundTo().stream())
                    .map(Command::text)
                    .toList();
            if (procedure.purpose() == Procedure.Purpose.RECOVERY) {
                recovery(lint, where, commands);
            }
            int delete = first(commands, DELETE.asPredicate());
            int archive = first(commands, ARCHIVE.asPredicate());
            if (delete >= 0 && archive > delete) {
                lint.error(
                        "deletes-before-archiving",
                        where,
                        "it deletes logs before it archives them",
                        "archive first, check the archive, then delete");
            }
            boolean mutates = procedure.steps().stream().anyMatch(Step::mutates);
            if (procedure.window() != null && mutates && first(commands, COPY.asPredicate()) < 0) {
                lint.warning(
                        "maintenance-without-copy",
                        where,
                        "it changes the system and makes no copy before",
                        "begin with a backup, and go on only when it is verified");
            }
        }
    }

    private static void recovery(RunbookLint lint, String where, List<String> commands) {
        int dump = first(commands, DUMP.asPredicate());
        if (dump >= 0 && first(commands, READS_BACKUP.asPredicate()) < 0) {
            lint.error(
                    "recovery-from-live-data",
                    where,
                    "it dumps the damaged database and loads that again; no step reads a backup",
                    "restore the wanted tables from a verified backup into a schema of their own");
        }
        int restore = first(commands, RESTORE.asPredicate());
        int copy = first(
                commands,
                command -> COPY.matcher(command).find()
                        && !RESTORE.matcher(command).find());
        if (restore >= 0 && (copy < 0 || copy > restore)) {
            lint.warning(
                    "restore-without-safety-copy",
                    where,
                    "it overwrites what is there, and nothing keeps a copy of that before",
                    "begin with a backup, and stop when it fails");
        }
    }

    private static int first(List<String> commands, Predicate<String> wanted) {
        for (int i = 0; i < commands.size(); i++) {
            if (wanted.test(commands.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
