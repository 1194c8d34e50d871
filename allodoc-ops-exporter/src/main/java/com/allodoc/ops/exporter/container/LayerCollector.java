package com.allodoc.ops.exporter.container;

import static com.allodoc.ops.exporter.sample.MetricType.GAUGE;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;

/**
 * What the containers wrote into their own layers. Source: the engine's list with sizes, see {@link LayerSizes}. cAdvisor's
 * label {@code device} has the engine's storage driver: an engine does not tell on which device it keeps layers.
 */
final class LayerCollector implements Collector<DockerSession> {
    private static final Family READ_AT = Family.gauge(
            "allodoc_container_layers_read_timestamp_seconds",
            "When the sizes of the writable layers were last read, in seconds since 1970; absent before the first time.");

    private final ContainerLabels labels;
    private final Family usage;

    LayerCollector(ContainerLabels labels) {
        this.labels = labels;
        this.usage = labels.family(
                GAUGE, "container_fs_usage_bytes", "Size of the files in the container's writable layer.", "device");
    }

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public List<Family> families() {
        return List.of(usage, READ_AT);
    }

    @Override
    public Collected collect(DockerSession session, Deadline deadline) {
        Optional<LayerSizes.Answer> answer = session.layerSizes().newest();
        if (answer.isEmpty()) {
            return Collected.of();
        }
        String driver = session.info().map(EngineInfo::storageDriver).orElse("");
        SampleTable.Builder table = labels.table("device");
        int column = table.column(usage);
        for (Container container : session.containers()) {
            Long bytes = answer.get().bytes().get(container.listed().id());
            if (bytes != null) {
                table.row(labels.values(container, driver)).set(column, (double) bytes);
            }
        }
        double at = (double) answer.get().at().getEpochSecond();
        return Collected.of(table.build(), SampleTable.single(READ_AT, at));
    }
}
