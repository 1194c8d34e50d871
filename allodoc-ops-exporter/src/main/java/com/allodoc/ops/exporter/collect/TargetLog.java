package com.allodoc.ops.exporter.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line when a target or one of its collectors changes its state, and none while it stays as it is. */
final class TargetLog {
    private static final Logger log = LoggerFactory.getLogger("allodoc.target");

    private final String source;
    private final String target;
    private final Map<String, CollectorReport.Status> collectors = new HashMap<>();
    private @Nullable UpReason state;
    private @Nullable Instant lastUp;
    private @Nullable Instant downSince;
    private @Nullable Set<String> parts;
    private boolean dropping;

    TargetLog(String source, String target) {
        this.source = source;
        this.target = target;
    }

    synchronized void note(ScrapeReport report) {
        UpReason reason = report.diagnosis().reason();
        if (reason != state) {
            if (report.isUp()) {
                noteUp(report.at());
            } else {
                noteDown(report);
            }
            state = reason;
        }
        if (report.isUp()) {
            lastUp = report.at();
            report.collectors().forEach(this::note);
            report.parts().ifPresent(this::note);
            noteDropped(report);
        }
    }

    private void noteUp(Instant at) {
        if (downSince == null) {
            log.info("{} target={} state=up", source, target);
        } else {
            log.info(
                    "{} target={} state=up down_for={}s",
                    source,
                    target,
                    Duration.between(downSince, at).toSeconds());
        }
        downSince = null;
    }

    private void noteDown(ScrapeReport report) {
        if (downSince == null) {
            downSince = report.at();
        }
        log.warn(
                "{} target={} state=down reason={} last_up={} {}",
                source,
                target,
                report.diagnosis().reason().label(),
                lastUp == null ? "never" : lastUp,
                report.diagnosis().message());
    }

    private void note(CollectorReport report) {
        if (report.status() == CollectorReport.Status.NOT_RUN) {
            return;
        }
        CollectorReport.Status status = report.isSuccess() ? CollectorReport.Status.SUCCEEDED : report.status();
        CollectorReport.Status before = collectors.put(report.collector(), status);
        if (before == status) {
            return;
        }
        String name = report.collector();
        switch (status) {
            case FAILED ->
                log.warn("{} target={} collector={} state=failed {}", source, target, name, report.message());
            case SKIPPED ->
                log.info("{} target={} collector={} state=skipped {}", source, target, name, report.message());
            default -> {
                if (before != null) {
                    log.info("{} target={} collector={} state=ok", source, target, name);
                }
            }
        }
    }

    private void note(Parts now) {
        if (now.kinds().equals(parts)) {
            return;
        }
        if (now.leftOut().isEmpty()) {
            log.info("{} target={} parts {}", source, target, now.text());
        } else {
            log.warn("{} target={} parts {} {}", source, target, now.text(), now.leftOut());
        }
        parts = now.kinds();
    }

    private void noteDropped(ScrapeReport report) {
        int dropped = 0;
        for (CollectorReport collector : report.collectors()) {
            dropped += collector.dropped();
        }
        if (dropped > 0 && !dropping) {
            log.warn(
                    "{} target={} state=capped dropped={} more series than maxSeries allows; raise it, or choose fewer"
                            + " tables, databases or collectors",
                    source,
                    target,
                    dropped);
        } else if (dropped == 0 && dropping) {
            log.info("{} target={} state=uncapped", source, target);
        }
        dropping = dropped > 0;
    }
}
