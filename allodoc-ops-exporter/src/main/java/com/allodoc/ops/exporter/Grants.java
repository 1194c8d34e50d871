package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.postgres.PgGrants;
import com.allodoc.ops.exporter.postgres.PgSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be run on the servers so that the exporter may see what it needs to see. */
public final class Grants {
    private static final String SUPERUSER = "postgres";

    /** Instead of the superuser that the configuration has as long as it says nothing. */
    private static final String STANDARD_ROLE = "allodoc_ops";

    private Grants() {}

    /**
     * SQL for every PostgreSQL server of a configuration.
     *
     * @param role to make instead of the configured users
     */
    public static List<String> postgres(ExporterConfig config, Optional<String> role) {
        List<String> lines = new ArrayList<>();
        for (PostgresTarget target : config.postgres()) {
            PgSettings settings = PostgresTargets.settings(target);
            String configured = settings.user().equals(SUPERUSER) ? STANDARD_ROLE : settings.user();
            lines.addAll(PgGrants.sql(
                    settings.toBuilder().user(role.orElse(configured)).build()));
        }
        return lines;
    }
}
