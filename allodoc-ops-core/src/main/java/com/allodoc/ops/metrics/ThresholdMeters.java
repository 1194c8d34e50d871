package com.allodoc.ops.metrics;

import com.allodoc.ops.threshold.Objective;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits in force, so that a rule that was written with another one can be found. Thread-safe.
 *
 * <p>{@code allodoc_threshold{name,level,bound}} is the limit, {@code level} being {@code warning} or {@code critical} and
 * {@code bound} the side on which values are bad, {@code upper} or {@code lower}; a side without an end is absent.
 * {@code allodoc_objective_ratio{name}} is a service level objective.
 */
public final class ThresholdMeters implements MeterBinder {

    private final Map<String, ThresholdPolicy> policies;
    private final Map<String, Objective> objectives;

    /** Limits and objectives by the name they are known by. */
    public ThresholdMeters(Map<String, ThresholdPolicy> policies, Map<String, Objective> objectives) {
        this.policies = new TreeMap<>(policies);
        this.objectives = new TreeMap<>(objectives);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        GaugeFamily limits =
                GaugeFamily.of(registry, "allodoc_threshold", "The limit in force, in the measurement's unit.");
        policies.forEach((name, policy) -> {
            bind(limits, name, "warning", policy.warning());
            bind(limits, name, "critical", policy.critical());
        });
        GaugeFamily ratios =
                GaugeFamily.of(registry, "allodoc_objective_ratio", "The ratio of requests that must succeed.");
        objectives.forEach((name, objective) -> ratios.set(Tags.of("name", name), objective.target()));
    }

    private static void bind(GaugeFamily limits, String name, String level, ThresholdPolicy.@Nullable Tier tier) {
        if (tier == null) {
            return;
        }
        Tags tags = Tags.of("name", name, "level", level);
        if (tier.threshold() instanceof Threshold.Above above) {
            bind(limits, tags, "upper", above.limit());
        } else if (tier.threshold() instanceof Threshold.Below below) {
            bind(limits, tags, "lower", below.limit());
        } else if (tier.threshold() instanceof Threshold.Outside outside) {
            bind(limits, tags, "lower", outside.range().start());
            bind(limits, tags, "upper", outside.range().end());
        }
    }

    private static void bind(GaugeFamily limits, Tags tags, String bound, double limit) {
        if (Double.isFinite(limit)) {
            limits.set(tags.and("bound", bound), limit);
        }
    }
}
