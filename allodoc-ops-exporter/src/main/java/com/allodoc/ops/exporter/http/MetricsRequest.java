package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.ScrapeFilter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape asks for: collectors by {@code collect[]}, metric names by {@code name[]}, and the time it has.
 *
 * @param collectors which collectors run
 * @param names which families are written; empty means all
 */
record MetricsRequest(ScrapeFilter collectors, Set<String> names) {
    private static final int MAX_PARAMETERS = 1000;

    /** @throws IllegalArgumentException when there are too many parameters, or one is not percent-encoded */
    static MetricsRequest parse(@Nullable String rawQuery) {
        Set<String> collect = new HashSet<>();
        Set<String> names = new HashSet<>();
        if (rawQuery != null) {
            String[] parameters = rawQuery.split("&", MAX_PARAMETERS + 1);
            if (parameters.length > MAX_PARAMETERS) {
                throw new IllegalArgumentException("more than " + MAX_PARAMETERS + " parameters");
            }
            for (String parameter : parameters) {
                int equals = parameter.indexOf('=');
                String key = decode(equals < 0 ? parameter : parameter.substring(0, equals));
                String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
                if (key.equals("collect[]")) {
                    collect.add(value);
                } else if (key.equals("name[]")) {
                    names.add(value);
                }
            }
        }
        return new MetricsRequest(ScrapeFilter.of(collect), Set.copyOf(names));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether it leaves nothing out. */
    boolean isForEverything() {
        return names.isEmpty() && collectors.equals(ScrapeFilter.ALL);
    }

    Predicate<String> wanted() {
        return names.isEmpty() ? name -> true : names::contains;
    }

    /**
     * The time a client gives, from Prometheus's header {@code X-Prometheus-Scrape-Timeout-Seconds}, less the margin;
     * {@code otherwise} when the header is missing or makes no sense.
     */
    static Duration timeout(@Nullable String header, Duration margin, Duration otherwise) {
        if (header == null || !header.strip().matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            return otherwise;
        }
        Duration theirs = Duration.ofNanos((long) (Double.parseDouble(header.strip()) * 1e9));
        Duration left = theirs.minus(margin);
        // A client with less time than the margin gets half of what it has rather than nothing.
        return left.compareTo(theirs.dividedBy(2)) > 0 ? left : theirs.dividedBy(2);
    }
}
