package com.allodoc.ops.exporter.render.rule;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How an alert is measured and told. Whether it exists, its limit, its times and its severity are the definition's.
 * Immutable.
 *
 * @param name as in the definition
 * @param service whose trouble it is; empty when the series carry the label
 * @param expression PromQL; {@code {limit}} stands for the comparison, {@code {floor:name}} for a floor
 * @param community the expression over the community's exporters; empty when they can't give it
 * @param summary one line, subject first
 * @param meaning what it means, for the page and the description
 */
public record AlertSpec(
        String name,
        Area area,
        String service,
        String expression,
        Optional<String> community,
        String summary,
        String meaning) {

    public AlertSpec {
        requireNonNull(area, "area");
        expression = expression.strip();
        if (!expression.contains("{limit}")) {
            throw new IllegalArgumentException(
                    "expression of " + name + " has no {limit}; limits come from the definition");
        }
    }

    /** An alert on series that carry {@code service} themselves. */
    static AlertSpec of(String name, Area area, String expression, String summary, String meaning) {
        return new AlertSpec(name, area, "", expression, Optional.of(expression.strip()), summary, meaning);
    }

    /** The same, about this service. */
    AlertSpec about(String value) {
        return new AlertSpec(name, area, value, expression, community, summary, meaning);
    }

    /** The same, only over this exporter. */
    AlertSpec nativeOnly() {
        return new AlertSpec(name, area, service, expression, Optional.empty(), summary, meaning);
    }

    /** The same, measured otherwise over the community's exporters. */
    AlertSpec community(String other) {
        return new AlertSpec(name, area, service, expression, Optional.of(other.strip()), summary, meaning);
    }

    /** How a pack measures it; empty when it can't. */
    public Optional<String> expression(Pack pack) {
        return pack == Pack.NATIVE ? Optional.of(expression) : community;
    }
}
