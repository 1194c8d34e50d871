package com.allodoc.ops.runbook;

import com.allodoc.ops.backup.BackupNamePattern;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that don't do what the runbook thinks. */
final class CommandRules {

    private static final Pattern COMPOSE = Pattern.compile("\\bdocker[- ]compose\\b");
    private static final Pattern COMPOSE_FILE = Pattern.compile("\\bdocker[- ]compose\\b.*\\s(-f|--file)\\b");
    private static final Pattern BACKUP_GLOB =
            Pattern.compile("/\\S*backup\\S*?/((?:\\$\\([^)]*\\)|[^\\s/$])*[*](?:\\$\\([^)]*\\)|[^\\s/$])*)");
    private static final String TODAY = "$(date +%Y%m%d)";

    private CommandRules() {}

    static void apply(RunbookLint lint) {
        Runbook runbook = lint.runbook();
        for (PlannedBackup backup : runbook.backups()) {
            if (backup.command() != null) {
                check(lint, "backup " + backup.name(), backup.command(), "");
            }
        }
        runbook.checklists().forEach(checklist -> check(lint, "checklist " + checklist.name(), checklist.items()));
        runbook.procedures().forEach(procedure -> check(lint, "procedure " + procedure.name(), procedure.steps()));
    }

    private static void check(RunbookLint lint, String where, List<Step> steps) {
        for (Step step : steps) {
            step.boundTo().ifPresent(command -> check(lint, where + ", " + step.title(), command, step.expected()));
        }
    }

    private static void check(RunbookLint lint, String where, Command command, String expected) {
        for (CommandTrap trap : CommandTraps.ALL) {
            if (trap.catches(command, expected)) {
                lint.warning(trap.rule(), where, trap.what(), trap.next());
            }
        }
        String text = command.text();
        if (COMPOSE.matcher(text).find()
                && !COMPOSE_FILE.matcher(text).find()
                && lint.runbook().commands().stream()
                        .anyMatch(other -> COMPOSE_FILE.matcher(other.text()).find())) {
            lint.warning(
                    "compose-file-missing",
                    where,
                    "other commands name a compose file and this one takes the default, which is another system",
                    "name the same file with -f");
        }
        glob(lint, where, text);
    }

    /** A listing by a pattern that no backup's name can match finds nothing on good days and bad ones alike. */
    private static void glob(RunbookLint lint, String where, String text) {
        List<PlannedBackup> named = lint.runbook().backups().stream()
                .filter(backup -> backup.names() != null)
                .toList();
        Matcher matcher = BACKUP_GLOB.matcher(text);
        while (matcher.find() && !named.isEmpty()) {
            String glob = matcher.group(1);
            List<String> names =
                    named.stream().map(backup -> example(lint, backup)).toList();
            Pattern pattern = pattern(lint, glob);
            if (names.stream().noneMatch(name -> pattern.matcher(name).matches())) {
                lint.error(
                        "glob-misses-backups",
                        where,
                        "the pattern " + glob + " never matches a name such as " + names.get(0),
                        "ask the catalogue, which reads the names");
            }
        }
    }

    private static String example(RunbookLint lint, PlannedBackup backup) {
        BackupNamePattern names = backup.names();
        return names == null ? "" : names.format(backup.plan().environment(), lint.now());
    }

    private static Pattern pattern(RunbookLint lint, String glob) {
        String today = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT)
                .format(lint.now().atZone(lint.runbook().zone()));
        String[] parts = glob.replace(TODAY, today).split("\\*", -1);
        StringBuilder expression = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            expression.append(".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(expression.toString());
    }
}
