package com.allodoc.ops.exporter.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Guesses which known word was meant: same letters, a common synonym, or few enough typing mistakes. */
final class Nearest {
    private static final Map<String, String> SYNONYMS = Map.of(
            "dbname", "database",
            "username", "user",
            "hostname", "host",
            "dsn", "url",
            "uri", "url",
            "address", "url",
            "addr", "url");

    private Nearest() {}

    static Optional<String> of(String word, Collection<String> known) {
        String letters = letters(word);
        Optional<String> same =
                known.stream().filter(k -> letters(k).equals(letters)).findFirst();
        if (same.isPresent()) {
            return same;
        }
        String synonym = SYNONYMS.get(letters);
        if (synonym != null && known.contains(synonym)) {
            return Optional.of(synonym);
        }
        int tolerated = Math.max(1, letters.length() / 3);
        return known.stream()
                .filter(k -> distance(letters, letters(k)) <= tolerated)
                .min(Comparator.comparingInt(k -> distance(letters, letters(k))));
    }

    /** {@code ; did you mean "x"?} when one is near, else the whole list if it is short. */
    static String hint(String word, Collection<String> known) {
        return of(word, known)
                .map(k -> "; did you mean \"" + k + "\"?")
                .orElseGet(() -> "; known are " + String.join(", ", known));
    }

    private static String letters(String word) {
        String cut = word.length() > 40 ? word.substring(0, 40) : word;
        return cut.replaceAll("[-_. ]", "").toLowerCase(Locale.ROOT);
    }

    /** Insertions, deletions, replacements and swapped neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                d[i][j] = swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
            }
        }
        return d[a.length()][b.length()];
    }
}
