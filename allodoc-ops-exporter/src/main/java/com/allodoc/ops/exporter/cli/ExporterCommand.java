package com.allodoc.ops.exporter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The help of the whole program. Never runs itself: without a command, {@link ServeCommand} does. */
@Command(
        name = "allodoc-ops-exporter",
        header = "One process for Prometheus: metrics of PostgreSQL, Redis and Docker containers.",
        synopsisHeading = "%nUsage: ",
        customSynopsis = "allodoc-ops-exporter [COMMAND] [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Serves the metrics of postgres_exporter, redis_exporter and cAdvisor under their own names,",
            "so dashboards and alerts work unchanged. Without a command it serves; without a file it reads",
            "the variables below, and watches the servers of this machine when they say nothing."
        },
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions (those of a command: COMMAND --help):%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  allodoc-ops-exporter                          watch this machine, serve 127.0.0.1:9610",
            "  allodoc-ops-exporter --listen :9610           the same, for a Prometheus on another host",
            "  allodoc-ops-exporter --config ops.yml         what the file says",
            "  allodoc-ops-exporter once --config ops.yml    print one page and say how it went",
            "  allodoc-ops-exporter top                      containers against the runbook's budgets",
            "  allodoc-ops-exporter config check --config ops.yml",
            "  DATA_SOURCE_NAME='host=db user=monitor dbname=postgres' REDIS_ADDR='' allodoc-ops-exporter",
            "",
            "Environment variables, read when there is no --config. Set but empty means: no such target.",
            "  DATA_SOURCE_NAME        postgresql://user:password@host:5432/db or host=.. user=..; several",
            "                          are separated by commas",
            "  DATA_SOURCE_URI, DATA_SOURCE_USER, DATA_SOURCE_PASS    host:5432/db and credentials, apart",
            "                          each of the four also with _FILE: the path of a file that holds it",
            "  PGHOST, PGPORT, PGUSER, PGPASSWORD, PGDATABASE, PGSSLMODE ..    what the above leave open",
            "  REDIS_ADDR              redis://host:6379, rediss:// for TLS, unix:///path, or host:port",
            "  REDIS_USER, REDIS_PASSWORD, REDIS_PASSWORD_FILE, REDIS_EXPORTER_CHECK_KEYS ..",
            "  DOCKER_HOST             unix:///var/run/docker.sock or tcp://host:2376",
            "  DOCKER_CERT_PATH, DOCKER_TLS_VERIFY    for tcp:// with TLS",
            "  HOST_PROC               /proc turns the metrics of this machine on; HOST_SYS, HOST_ROOT in a container",
            "",
            "Exit codes:",
            "  0  good    1  once: a collector failed    2  once: a target is down; or could not start",
            "  64 bad usage    78 bad configuration    143 ended by SIGTERM    130 ended by Ctrl-C"
        })
final class ExporterCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;
}
