package com.allodoc.ops.exporter.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the weights of {@code Accept} and {@code Accept-Encoding} headers, RFC 9110 section 12.4.2. */
final class Quality {
    private Quality() {}

    /** The highest weight, 0 to 1, that the header gives to {@code token}; 0 when it does not name it. */
    static double of(@Nullable String header, String token) {
        if (header == null) {
            return 0;
        }
        double best = 0;
        for (String element : header.split(",", -1)) {
            String[] parts = element.split(";", -1);
            if (parts[0].strip().toLowerCase(Locale.ROOT).equals(token)) {
                best = Math.max(best, weight(parts));
            }
        }
        return best;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                return number(parameter.substring(2).strip());
            }
        }
        return 1;
    }

    /** A weight that is no number between 0 and 1 counts as a refusal. */
    private static double number(String text) {
        if (!text.matches("[01](\\.[0-9]{0,3})?")) {
            return 0;
        }
        return Math.min(1, Double.parseDouble(text));
    }
}
