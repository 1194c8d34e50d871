package com.allodoc.ops.exporter.collect;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One scrape's way through the collectors of a target: what is still good is given again, the others are asked once, or
 * once for every part of the target. What each of them gives is reported at once, so that a deadline finds all there is.
 */
final class Round<S extends Session> {
    private final Target<S> target;
    private final KeptResults kept;
    private final InstantSource clock;
    private final ScrapeRun<S> run;
    private final Deadline deadline;
    private final SeriesLimit limit;
    private @Nullable Parts parts;
    private @Nullable Diagnosis lastLoss;

    Round(Target<S> target, KeptResults kept, InstantSource clock, ScrapeRun<S> run, Deadline deadline) {
        this.target = target;
        this.kept = kept;
        this.clock = clock;
        this.run = run;
        this.deadline = deadline;
        this.limit = new SeriesLimit(target.seriesLimit());
    }

    /** How the parts fared; nothing when no collector had to go through them. */
    Optional<Parts> parts() {
        return Optional.ofNullable(parts);
    }

    /** Asks what there is to ask. A failure is returned when it was the end of the session. */
    Optional<Diagnosis> collect(S session) {
        List<Tally> perPart = new ArrayList<>();
        List<Collector<S>> collectors = run.collectors();
        for (int place = 0; place < collectors.size(); place++) {
            if (isOver(deadline)) {
                return Optional.empty();
            }
            Collector<S> collector = collectors.get(place);
            Tally tally = new Tally(collector, place);
            Optional<Collected> recent = kept.find(collector, clock);
            if (recent.isPresent()) {
                tally.give(recent.get());
            } else if (collector.isPerPart()) {
                perPart.add(tally);
            } else {
                Optional<Diagnosis> failure = tally.ask(session, deadline);
                tally.keep();
                if (failure.isPresent() && !session.isAlive()) {
                    return failure;
                }
            }
        }
        return perPart.isEmpty() || isOver(deadline) ? Optional.empty() : throughParts(session, perPart);
    }

    private Optional<Diagnosis> throughParts(S session, List<Tally> tallies) {
        try {
            parts = target.parts(session, deadline, (part, until) -> ask(part, until, tallies))
                    .orElse(null);
        } catch (Exception e) {
            Diagnosis failure = target.diagnose(e);
            tallies.forEach(tally -> tally.fail(failure));
            lastLoss = failure;
        }
        if (!isOver(deadline)) {
            tallies.forEach(Tally::keep);
        }
        return session.isAlive() ? Optional.empty() : Optional.ofNullable(lastLoss);
    }

    private void ask(S part, Deadline until, List<Tally> tallies) {
        for (Tally tally : tallies) {
            if (isOver(until)) {
                tally.isCutShort = true;
                continue;
            }
            Optional<Diagnosis> failure = tally.ask(part, until);
            if (failure.isPresent() && !part.isAlive()) {
                lastLoss = failure.get();
                return;
            }
        }
    }

    private boolean isOver(Deadline until) {
        return run.isOver() || until.isExpired();
    }

    /** What one collector has come to so far, over all parts that it was asked in. */
    private final class Tally {
        private final Collector<S> collector;
        private final int place;
        private final List<SampleTable> all = new ArrayList<>();
        private CollectorReport.Status status = CollectorReport.Status.NOT_RUN;
        private Duration duration = Duration.ZERO;
        private int series;
        private int dropped;
        private int droppedByItself;
        private @Nullable String message;
        private boolean isCutShort;

        Tally(Collector<S> collector, int place) {
            this.collector = collector;
            this.place = place;
        }

        Optional<Diagnosis> ask(S session, Deadline until) {
            long start = System.nanoTime();
            List<SampleTable> tables = List.of();
            Diagnosis failure = null;
            try {
                Collected collected = collector.collect(session, until);
                if (collected instanceof Collected.Tables given) {
                    tables = given.tables();
                    droppedByItself += given.dropped();
                    weigh(CollectorReport.Status.SUCCEEDED, null);
                } else {
                    weigh(CollectorReport.Status.SKIPPED, ((Collected.Skipped) collected).why());
                }
            } catch (Exception e) {
                failure = target.diagnose(session, e);
                weigh(CollectorReport.Status.FAILED, failure.message());
            }
            duration = duration.plusNanos(System.nanoTime() - start);
            report(tables);
            return Optional.ofNullable(failure);
        }

        void give(Collected collected) {
            if (collected instanceof Collected.Tables given) {
                status = CollectorReport.Status.KEPT;
                droppedByItself = given.dropped();
                report(given.tables());
            } else {
                weigh(CollectorReport.Status.SKIPPED, ((Collected.Skipped) collected).why());
                report(List.of());
            }
        }

        void fail(Diagnosis failure) {
            weigh(CollectorReport.Status.FAILED, failure.message());
            report(List.of());
        }

        /** A failure in one part is a failure; what only some of them can't give is none. */
        private void weigh(CollectorReport.Status next, @Nullable String why) {
            if (weight(next) > weight(status)) {
                status = next;
                message = why;
            }
        }

        private static int weight(CollectorReport.Status status) {
            return switch (status) {
                case NOT_RUN -> 0;
                case SKIPPED -> 1;
                case SUCCEEDED, KEPT -> 2;
                case FAILED -> 3;
            };
        }

        private void report(List<SampleTable> tables) {
            SeriesLimit.Cut cut = limit.cut(tables);
            series += cut.series();
            dropped += cut.dropped();
            if (!collector.minimumInterval().isZero()) {
                all.addAll(tables);
            }
            run.report(
                    place,
                    new CollectorReport(collector.name(), status, duration, series, dropped + droppedByItself, message),
                    cut.tables());
        }

        /** Keeps what came, if it is all; what failed or had no time is tried again with the next scrape. */
        void keep() {
            if (isCutShort || collector.minimumInterval().isZero()) {
                return;
            }
            switch (status) {
                case SUCCEEDED -> kept.put(collector, new Collected.Tables(all, droppedByItself), clock.instant());
                case SKIPPED -> kept.put(collector, Collected.skipped(String.valueOf(message)), clock.instant());
                default -> {}
            }
        }
    }
}
