package com.allodoc.ops.incident;

import java.util.Locale;

/** How bad an incident is, worst first. The definitions are the runbook's; when unsure, take the higher one. */
public enum Severity {
    SEV1("Complete service outage or data breach"),
    SEV2("Significant degradation affecting multiple users"),
    SEV3("Limited impact, workaround available"),
    SEV4("Minor issues, cosmetic problems");

    private final String definition;

    Severity(String definition) {
        this.definition = definition;
    }

    /** The sentence by which people choose this severity. */
    public String definition() {
        return definition;
    }

    /** Whether this is strictly worse than {@code other}: SEV1 is worse than SEV2. */
    public boolean isWorseThan(Severity other) {
        return compareTo(other) < 0;
    }

    /** The worse of the two: what to take when unsure. */
    public Severity worst(Severity other) {
        return isWorseThan(other) ? this : other;
    }

    /**
     * Reads {@code SEV1} to {@code SEV4}, in any case and with spaces around it.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Severity parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        for (Severity severity : values()) {
            if (severity.name().equals(name)) {
                return severity;
            }
        }
        throw new IllegalArgumentException("text is no severity: \"" + text + "\"; use SEV1, SEV2, SEV3 or SEV4");
    }
}
