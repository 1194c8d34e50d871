package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.config.NamingConvention;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters of one number look as Micrometer's own registry for simpleclient would have them. */
@SuppressWarnings("deprecation")
class PageMeterRegistryTest {
    private final Meters meters = new Meters();
    private final MeterRegistry ours = meters.registry();
    private final CollectorRegistry collectors = new CollectorRegistry();
    private final MeterRegistry theirs = new io.micrometer.prometheus.PrometheusMeterRegistry(
            io.micrometer.prometheus.PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);

    @AfterEach
    void close() {
        meters.close();
        theirs.close();
    }

    /** Each sample with its type and help. */
    private Map<String, Double> fromOurs() {
        Map<String, Double> samples = new TreeMap<>();
        for (SampleTable table : meters.numbers().read()) {
            ScalarColumn column = (ScalarColumn) table.columns().get(0);
            for (int row = 0; row < table.rows(); row++) {
                Map<String, String> labels = new TreeMap<>();
                for (int i = 0; i < table.labelNames().size(); i++) {
                    labels.put(table.labelNames().get(i), table.labelValue(row, i));
                }
                samples.put(
                        column.family().name()
                                + labels
                                + ' '
                                + column.family().type().text()
                                + ' '
                                + column.family().help(),
                        column.value(row));
            }
        }
        return samples;
    }

    private Map<String, Double> fromTheirs() {
        Map<String, Double> samples = new TreeMap<>();
        for (MetricFamilySamples family : Collections.list(collectors.metricFamilySamples())) {
            for (MetricFamilySamples.Sample sample : family.samples) {
                Map<String, String> labels = new TreeMap<>();
                for (int i = 0; i < sample.labelNames.size(); i++) {
                    labels.put(sample.labelNames.get(i), sample.labelValues.get(i));
                }
                String type = family.type.name().toLowerCase(Locale.ROOT);
                samples.put(sample.name + labels + ' ' + type + ' ' + family.help, sample.value);
            }
        }
        return samples;
    }

    private static void register(MeterRegistry registry) {
        Gauge.builder("queue.length", () -> 7).description("How long.").register(registry);
        Gauge.builder("queue.size", () -> 7)
                .baseUnit("bytes")
                .tag("queue-name", "a\"b")
                .register(registry);
        Gauge.builder("queue.size", () -> 8)
                .baseUnit("bytes")
                .tag("queue-name", "")
                .register(registry);
        Gauge.builder("no.number", () -> null).register(registry);
        Gauge.builder("9starts.with.a.digit", () -> 1).register(registry);
        TimeGauge.builder("age", () -> 1_500, TimeUnit.MILLISECONDS).register(registry);
        Counter.builder("visits").tags("a", "1", "b", "2").register(registry).increment(3);
        Counter.builder("visits").tags("a", "1", "b", "3").register(registry).increment(4);
        Counter.builder("named_total").register(registry).increment();
        FunctionCounter.builder("calls", "abc", String::length)
                .baseUnit("calls")
                .register(registry);
        // The same name to Prometheus: the later one counts.
        Gauge.builder("one.name", () -> 1).register(registry);
        Gauge.builder("one_name", () -> 2).register(registry);
    }

    @Test
    void names_labels_types_helps_and_numbers_are_the_same() {
        register(ours);
        register(theirs);

        assertThat(fromOurs()).isEqualTo(fromTheirs()).hasSize(11);
        assertThat(Collections.list(meters.collectors().metricFamilySamples())).isEmpty();
    }

    @Test
    void the_meters_of_the_virtual_machine_have_the_same_names() {
        new JvmMemoryMetrics().bindTo(ours);
        new JvmMemoryMetrics().bindTo(theirs);

        assertThat(fromOurs().keySet()).isEqualTo(fromTheirs().keySet()).hasSizeGreaterThan(10);
    }

    @Test
    void what_is_no_single_number_goes_by_simpleclient() {
        ours.timer("work").record(2, TimeUnit.SECONDS);

        assertThat(fromOurs()).isEmpty();
        assertThat(Collections.list(meters.collectors().metricFamilySamples()))
                .extracting(family -> family.name)
                .contains("work_seconds", "work_seconds_max");
    }

    @Test
    void a_meter_that_is_removed_is_gone_and_may_come_again() {
        register(ours);
        register(theirs);
        Map<String, Double> all = fromOurs();

        ours.getMeters().forEach(ours::remove);
        assertThat(fromOurs()).isEmpty();
        register(ours);
        assertThat(fromOurs()).isEqualTo(all);

        ours.remove(ours.get("visits").tags("b", "2").counter());
        theirs.remove(theirs.get("visits").tags("b", "2").counter());
        assertThat(fromOurs()).isEqualTo(fromTheirs()).hasSize(10);
    }

    @Test
    void one_that_fails_costs_those_of_its_name_only() {
        FunctionCounter.builder("fine", "", name -> 1).register(ours);
        FunctionCounter.builder("broken", "", name -> {
                    throw new IllegalStateException("provoked");
                })
                .register(ours);

        assertThat(fromOurs()).containsOnlyKeys("fine_total{} counter  ");
    }

    @Test
    void a_name_that_prometheus_would_not_take_is_refused_where_it_is_made() {
        ours.config().namingConvention(NamingConvention.identity);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ours.counter("a-b", Tags.empty()))
                .withMessageContaining("a-b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ours.gauge("a", Tags.of("b-c", ""), 1))
                .withMessageContaining("b-c");
    }
}
