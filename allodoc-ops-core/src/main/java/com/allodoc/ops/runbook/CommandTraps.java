package com.allodoc.ops.runbook;

import java.util.List;

/**
 * What everyday commands really do, as observed on PostgreSQL 15, Redis 7, net-tools and GNU find. One line, one trap, one
 * test.
 */
final class CommandTraps {

    static final List<CommandTrap> ALL = List.of(
            CommandTrap.of(
                    "pg-restore-on-plain-dump",
                    "\\bpg_restore\\b[^|]*\\.sql(\\.gz)?\\b",
                    "pg_restore reads archives, never plain SQL, compressed or not",
                    "check the dump to its end (L2), or restore it into a scratch database (L3)"),
            CommandTrap.of(
                            "listing-proves-nothing",
                            "\\bpg_restore\\b.*(--list\\b|\\s-l\\b)",
                            "the table of contents is read even from a truncated archive",
                            "read the archive to its end (L2), or restore it into a scratch database (L3)")
                    .unless("\\.sql(\\.gz)?\\b"),
            CommandTrap.of(
                            "pipe-hides-failure",
                            "^(?:[^'\"|]|'[^']*'|\"[^\"]*\"|\\|\\|)*+\\|(?!\\|)",
                            "the exit status is that of the last command, so a failure before the pipe reads as success",
                            "set -o pipefail, or judge the output itself")
                    .unless("pipefail"),
            CommandTrap.of(
                    "removed-column",
                    "\\b(mean|total|min|max|stddev)_time\\b",
                    "pg_stat_statements has no such column since PostgreSQL 13",
                    "use mean_exec_time and total_exec_time"),
            CommandTrap.of(
                    "statistics-of-the-planner",
                    "\\bpg_stats\\b.*\\bn_distinct\\b",
                    "n_distinct says how many different values a column has, and nothing about speed",
                    "look at pg_stat_statements and pg_stat_user_tables"),
            CommandTrap.of(
                    "vacuum-in-one-call",
                    "(?i);\\s*VACUUM\\b|\\bVACUUM\\b[^;]*;\\s*[A-Z]",
                    "several statements in one call are one transaction, in which VACUUM fails",
                    "one statement per call"),
            CommandTrap.of(
                    "reindex-locks",
                    "(?i)\\bREINDEX\\b(?!.*\\bCONCURRENTLY\\b)",
                    "REINDEX keeps writers out of each table until its indexes are built",
                    "use REINDEX ... CONCURRENTLY"),
            CommandTrap.of(
                    "never-established",
                    "\\bnetstat\\s+-\\w*l\\w*.*ESTABLISHED",
                    "-l lists listening sockets, none of which is established: the count is always 0",
                    "leave -l out, or read the socket table"),
            CommandTrap.of(
                            "reachable-is-not-usable",
                            "\\bpg_isready\\b",
                            "pg_isready is green for a role and a database that don't exist",
                            "ask an authenticated SELECT 1 as well")
                    .unless("SELECT 1"),
            CommandTrap.of(
                            "ping-without-answer",
                            "(?i)\\bredis-cli\\b.*\\bping\\b",
                            "the exit status is 0 even when the answer is NOAUTH",
                            "expect the answer PONG")
                    .unless("PONG"),
            CommandTrap.of(
                    "word-is-no-attack",
                    "\\bgrep\\b.*\\b(sql|script|union|select)\\|",
                    "it matches /prescriptions and /selected, and misses upper case and encoded requests",
                    "parse the request, decode it, and match on path and query only"),
            CommandTrap.of(
                    "digits-are-no-status",
                    "\\bgrep\\b.*[45](\\[0-9]|\\\\d|xx)",
                    "three digits are also sizes, paths and versions: 3 of 8 matches were false",
                    "parse the status field"),
            CommandTrap.of(
                            "word-is-no-error",
                            "\\bgrep\\s+-\\w*i\\w*\\s+['\"]?error",
                            "it counts \"0 errors\" too, and nothing that says \"failed\"",
                            "count events by their level")
                    .unless("level"),
            CommandTrap.of(
                    "sshd-says-otherwise",
                    "(?i)\\bgrep\\b.*authentication failed",
                    "sshd writes \"Failed password\" and \"authentication failure\"",
                    "match what it writes"),
            CommandTrap.of(
                    "glob-on-the-host",
                    "\\bdocker\\s+exec\\b(?!.*\\bsh\\s+-c\\b)[^'\"]*(['\"][^'\"]*['\"][^'\"]*)*\\s/\\S*\\*",
                    "the shell expands it on the host, and containers log to stdout, not to files",
                    "read the container's log, or let a shell inside expand it"),
            CommandTrap.of(
                    "development-port",
                    ":4200\\b",
                    "4200 is Angular's development server, which production does not run",
                    "ask the port that users reach"),
            CommandTrap.of(
                    "no-npm-there",
                    "\\bdocker\\s+exec\\s+\\S*(frontend|nginx)\\S*\\s+npm\\b",
                    "an nginx image has no npm",
                    "audit in the build, and keep its report"),
            CommandTrap.of(
                    "copy-overwrites-itself",
                    "\\bcp\\s+(\\S+)\\s+\\1\\.[A-Za-z]+\\s*$",
                    "the name is the same each time, so the next run overwrites the copy",
                    "put date and time into the name"),
            CommandTrap.of(
                    "off-by-a-day",
                    "-mtime \\+\\d+",
                    "find counts whole days: +30 means 31 days and older",
                    "write one day less, or use -mmin"),
            CommandTrap.of(
                    "deletes-open-files",
                    "\\bfind\\s+/var/log\\b.*(-delete\\b|\\brm\\b)",
                    "a log that is still written keeps its space after it is deleted, and what follows is lost",
                    "let logrotate do it"),
            CommandTrap.of(
                    "prune-rotates-nothing",
                    "\\bdocker\\s+system\\s+prune\\b",
                    "it removes images, networks and stopped containers, perhaps the ones to roll back to, and no log",
                    "limit logs by the log driver's max-size, and prune by name"),
            CommandTrap.of(
                            "counts-background-processes",
                            "(?i)count\\(\\*\\)\\s+from\\s+pg_stat_activity",
                            "it counts the server's own processes too: 6 where one client was connected",
                            "count WHERE backend_type = 'client backend'")
                    .unless("backend_type"),
            CommandTrap.of(
                            "goes-on-after-errors",
                            "\\bpsql\\b.*(<|\\s-f\\b|--file\\b)",
                            "psql goes on after an error and ends with status 0",
                            "add -v ON_ERROR_STOP=1 --single-transaction, into a schema of its own")
                    .unless("ON_ERROR_STOP"));

    private CommandTraps() {}
}
