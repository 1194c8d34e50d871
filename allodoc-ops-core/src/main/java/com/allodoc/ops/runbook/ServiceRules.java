package com.allodoc.ops.runbook;

/** Ports that mean two things, and services without a budget. */
final class ServiceRules {

    private static final int DEVELOPMENT_PORT = 4200;

    private ServiceRules() {}

    static void apply(RunbookLint lint) {
        for (Service service : lint.runbook().services()) {
            String where = "service " + service.name();
            for (Endpoint endpoint : service.endpoints()) {
                if (service.container() != null && endpoint.innerPort() == null) {
                    lint.warning(
                            "endpoint-one-sided",
                            where,
                            "port " + endpoint.port() + " of " + endpoint.name() + " is the published one, and nobody"
                                    + " said which port it has inside " + service.container(),
                            "name both: checks beside the container need the inner one");
                }
                if (endpoint.port() == DEVELOPMENT_PORT) {
                    lint.warning(
                            "development-port",
                            where,
                            "port " + DEVELOPMENT_PORT
                                    + " is Angular's development server, which production does not run",
                            "name the port that users reach");
                }
            }
            if (service.budget() == null) {
                lint.note(
                        "no-budget",
                        where,
                        "nobody said what it may use, so no alert can compare use with it",
                        "agree on cores, memory, disk and network");
            }
        }
    }
}
