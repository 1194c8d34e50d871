package com.allodoc.ops.exporter.container;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the API that an engine is asked in: the engine's own, or the newest that this room knows when that is
 * older. An engine that does not tell is asked without one, and answers in its own. Safe for use by any thread.
 */
final class ApiVersion {
    static final String PING = "/_ping";
    static final String HEADER = "Api-Version";

    /** The newest whose answers are among the recordings of the tests. */
    private static final int NEWEST_MINOR = 52;

    private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,4})");
    private static final Pattern REFUSED = Pattern.compile(
            "client version \\S+ is too (?:new|old)\\. (?:maximum|minimum) supported API version is (1\\.\\d{1,4})",
            Pattern.CASE_INSENSITIVE);

    private volatile String prefix = "";

    /** What the paths of requests begin with: nothing, or {@code /v1.41}. */
    String prefix() {
        return prefix;
    }

    /** Takes what the engine says it speaks. */
    void offered(String version) {
        Matcher parts = VERSION.matcher(version.strip());
        if (parts.matches()) {
            prefix = "/v1." + Math.min(NEWEST_MINOR, Integer.parseInt(parts.group(1)));
        }
    }

    /** Takes what an engine says it would accept, in its refusal of a version; whether another try is worth it. */
    boolean learned(EngineException refusal) {
        Optional<String> accepted = accepted(String.valueOf(refusal.getMessage()));
        String before = prefix;
        accepted.ifPresent(version -> prefix = "/v" + version);
        return !prefix.equals(before);
    }

    private static Optional<String> accepted(String message) {
        Matcher refused = REFUSED.matcher(message);
        return refused.find() ? Optional.of(refused.group(1)) : Optional.empty();
    }
}
