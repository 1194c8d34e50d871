package com.allodoc.ops.exporter.render.rule;

import java.util.Locale;

/** Whose metrics the rules read. The recorded names, the alerts and the dashboards are the same for both. */
public enum Pack {
    /** This exporter's. */
    NATIVE,
    /** Those of postgres_exporter, redis_exporter, cAdvisor and node_exporter. */
    COMMUNITY;

    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
