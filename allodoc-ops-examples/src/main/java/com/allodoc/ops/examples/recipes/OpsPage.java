package com.allodoc.ops.examples.recipes;

import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.check.CheckScheduler;
import com.allodoc.ops.incident.IncidentLog;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.metrics.OpsMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Everything an application knows about its own operations: on any Micrometer registry, or on a page for Prometheus. */
@SuppressWarnings("deprecation") // The bridge to simpleclient is: see docs/adr/0002.
public final class OpsPage {

    private OpsPage() {}

    /** Binds checks, backups and incidents to {@code registry}, whatever it publishes to. */
    public static void bind(
            MeterRegistry registry, CheckScheduler checks, BackupPlan plan, IncidentLog log, ResponsePolicy policy) {
        OpsMeters meters = OpsMeters.into(registry, InstantSource.system());
        meters.checks(checks);
        meters.backups(List.of(plan));
        meters.incidents(log, policy).refresh(InstantSource.system().instant());
    }

    /** Serves the meters of the result of {@link #prometheus} on a port of the system's choice, under {@code /metrics}. */
    public static HTTPServer serve(PrometheusMeterRegistry registry) throws IOException {
        return new HTTPServer.Builder()
                .withRegistry(registry.getPrometheusRegistry())
                .build();
    }

    public static PrometheusMeterRegistry prometheus() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
}
