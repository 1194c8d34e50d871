package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What every container was made of and when it began and ended, the stopped ones too. Source: inspection. */
final class LifeCollector implements Collector<DockerSession> {
    private static final Family LEFT_OUT = Family.gauge(
            "allodoc_container_stopped_left_out",
            "Containers that are not shown because they stopped longer ago than the configuration asks for.");

    private final ContainerLabels labels;
    private final Family info;
    private final Family created;
    private final Family finished;

    LifeCollector(ContainerLabels labels) {
        this.labels = labels;
        this.info = labels.family(
                GAUGE, "allodoc_container_info", "The image that the container runs; always 1.", "image_id");
        this.created = labels.family(
                GAUGE,
                "allodoc_container_created_timestamp_seconds",
                "When the container was made, in seconds since 1970.");
        this.finished = labels.family(
                GAUGE,
                "allodoc_container_finished_timestamp_seconds",
                "When the last run ended, in seconds since 1970; absent while it runs or when it never did.");
    }

    @Override
    public String name() {
        return "life";
    }

    @Override
    public List<Family> families() {
        return List.of(info, created, finished, LEFT_OUT);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) {
        SampleTable.Builder images = labels.table("image_id");
        int infoColumn = images.column(info);
        SampleTable.Builder times = labels.table();
        int createdColumn = times.column(created);
        int finishedColumn = times.column(finished);
        for (Container container : session.containers()) {
            container.inspection().ifPresent(inspection -> {
                images.row(labels.values(container, inspection.imageId())).set(infoColumn, 1);
                times.row(labels.values(container));
                set(times, createdColumn, inspection.created());
                set(times, finishedColumn, inspection.finished());
            });
        }
        return Collected.of(images.build(), times.build(), SampleTable.single(LEFT_OUT, session.stoppedLeftOut()));
    }

    private static void set(SampleTable.Builder table, int column, Optional<Instant> time) {
        time.ifPresent(t -> table.set(column, (double) t.getEpochSecond() + t.getNano() / 1e9));
    }
}
