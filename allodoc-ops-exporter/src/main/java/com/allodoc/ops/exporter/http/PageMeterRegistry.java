package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Micrometer's registry for simpleclient, but for the meters that are one number: gauges and counters are read without
 * the way through simpleclient, which costs more than reading them. Safe for use by any thread.
 *
 * <p>The class it extends is deprecated together with simpleclient and leaves with it: docs/adr/0001 and 0002.
 */
@SuppressWarnings("deprecation")
final class PageMeterRegistry extends io.micrometer.prometheus.PrometheusMeterRegistry {
    private static final String NO_DESCRIPTION = " ";
    private static final String TOTAL = "_total";

    private final NumberMeters numbers;

    PageMeterRegistry(CollectorRegistry collectors, NumberMeters numbers) {
        super(io.micrometer.prometheus.PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
        this.numbers = numbers;
        config().onMeterRemoved(meter -> {
            if (meter instanceof Gauge) {
                remove(meter.getId(), MetricType.GAUGE);
            } else if (meter instanceof Counter || meter instanceof FunctionCounter) {
                remove(meter.getId(), MetricType.COUNTER);
            }
        });
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T of, ToDoubleFunction<T> value) {
        Gauge gauge = new DefaultGauge<>(id, of, value);
        add(id, MetricType.GAUGE, gauge::value);
        return gauge;
    }

    @Override
    public Counter newCounter(Meter.Id id) {
        Counter counter = new CumulativeCounter(id);
        add(id, MetricType.COUNTER, counter::count);
        return counter;
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T of, ToDoubleFunction<T> count) {
        FunctionCounter counter = new CumulativeFunctionCounter<>(id, of, count);
        add(id, MetricType.COUNTER, counter::count);
        return counter;
    }

    private void add(Meter.Id id, MetricType type, DoubleSupplier number) {
        numbers.add(family(id, type), labelValues(id), number);
    }

    private void remove(Meter.Id id, MetricType type) {
        numbers.remove(family(id, type), labelValues(id));
    }

    private Family family(Meter.Id id, MetricType type) {
        String help = Objects.requireNonNullElse(id.getDescription(), NO_DESCRIPTION);
        List<String> labelNames =
                getConventionTags(id).stream().map(Tag::getKey).toList();
        return new Family(name(id, type), type, help, labelNames);
    }

    private String name(Meter.Id id, MetricType type) {
        String name = getConventionName(id);
        return type == MetricType.COUNTER && !name.endsWith(TOTAL) ? name + TOTAL : name;
    }

    /** As they are: what can't be written as it is, the page escapes. */
    private static List<String> labelValues(Meter.Id id) {
        return id.getTags().stream().map(Tag::getValue).toList();
    }
}
