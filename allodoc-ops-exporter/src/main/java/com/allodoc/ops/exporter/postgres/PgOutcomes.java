package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Parts;
import com.allodoc.ops.exporter.collect.UpReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the databases of a server fared in one scrape, and a sentence about those that were left out. */
final class PgOutcomes {
    /** How many names the sentence holds. */
    private static final int NAMED = 3;

    private static final String COLLECTED = "collected";
    private static final String EXCLUDED = "excluded";
    private static final String OVER_LIMIT = "over_limit";
    private static final String NO_TIME = "no_time";
    private static final String NO_RIGHT = "no_right";
    private static final String FAILED = "failed";

    private final PgSettings settings;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> names = new LinkedHashMap<>();
    private String firstFailure = "";

    PgOutcomes(PgSettings settings) {
        this.settings = settings;
        for (String outcome : List.of(COLLECTED, EXCLUDED, OVER_LIMIT, NO_TIME, NO_RIGHT, FAILED)) {
            counts.put(outcome, 0);
        }
    }

    void collected() {
        count(COLLECTED);
    }

    void excluded() {
        count(EXCLUDED);
    }

    void overLimit(String database) {
        leftOut(OVER_LIMIT, database);
    }

    void noTime(String database) {
        leftOut(NO_TIME, database);
    }

    void failed(String database, UpReason reason, String message) {
        leftOut(reason == UpReason.PERMISSION ? NO_RIGHT : FAILED, database);
        if (reason != UpReason.PERMISSION && firstFailure.isEmpty()) {
            firstFailure = message;
        }
    }

    private void leftOut(String outcome, String database) {
        count(outcome);
        List<String> some = names.computeIfAbsent(outcome, key -> new ArrayList<>());
        if (some.size() < NAMED) {
            some.add(database);
        }
    }

    private void count(String outcome) {
        counts.merge(outcome, 1, Integer::sum);
    }

    Parts parts() {
        List<String> sentences = new ArrayList<>();
        say(
                sentences,
                OVER_LIMIT,
                "raise databases.max (" + settings.discovery().max() + ") or exclude some");
        say(sentences, NO_TIME, "give the scrape more time, or ask fewer databases or collectors");
        say(sentences, NO_RIGHT, "GRANT CONNECT ON DATABASE .. TO \"" + settings.user() + "\", or exclude them");
        say(sentences, FAILED, firstFailure);
        return new Parts(counts, String.join("; ", sentences));
    }

    private void say(List<String> sentences, String outcome, String next) {
        List<String> some = names.get(outcome);
        if (some != null) {
            int others = counts.getOrDefault(outcome, 0) - some.size();
            sentences.add(outcome + ": " + String.join(", ", some) + (others > 0 ? " and " + others + " others" : "")
                    + ": " + next);
        }
    }
}
