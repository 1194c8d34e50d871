package com.allodoc.ops.exporter.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of each name that a PostgreSQL connection string may hold. */
final class LibpqNames {
    /** Settings of the session: sent to the server as {@code -c name=value}. */
    static final Set<String> SESSION = Set.of(
            "datestyle",
            "default_transaction_read_only",
            "extra_float_digits",
            "idle_in_transaction_session_timeout",
            "lock_timeout",
            "role",
            "search_path",
            "statement_timeout",
            "timezone");

    /** Of no effect on what we do, or of the Go driver only. */
    static final Set<String> IGNORED =
            Set.of("binary_parameters", "disable_prepared_binary_result", "gssdelegation", "sslcompression", "sslsni");

    private static final String NO_SUCH_THING = "the Java driver has no such setting; remove it";
    private static final String ONE_SERVER = "one target is one server, whatever its role; remove it";

    /** Known, and refused with this reason. */
    static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("gsslib", NO_SUCH_THING),
            Map.entry("keepalives_count", NO_SUCH_THING),
            Map.entry("keepalives_idle", NO_SUCH_THING),
            Map.entry("keepalives_interval", NO_SUCH_THING),
            Map.entry("load_balance_hosts", ONE_SERVER),
            Map.entry("replication", "metrics need an ordinary connection; remove it"),
            Map.entry("requirepeer", "Unix sockets are not supported yet; remove it"),
            Map.entry("requiressl", "write sslmode=require instead"),
            Map.entry("service", "service files are not read; write host, user and so on instead"),
            Map.entry("ssl_max_protocol_version", NO_SUCH_THING),
            Map.entry("ssl_min_protocol_version", NO_SUCH_THING),
            Map.entry("sslcrl", NO_SUCH_THING),
            Map.entry("sslcrldir", NO_SUCH_THING),
            Map.entry("sslinline", "name certificate files instead of their content"),
            Map.entry("target_session_attrs", ONE_SERVER),
            Map.entry("tcp_user_timeout", NO_SUCH_THING));

    private static final List<String> BASIC = List.of(
            "host", "hostaddr", "port", "dbname", "user", "password", "client_encoding", "fallback_application_name");

    private static final Set<String> ALL = all();

    private static final Pattern LEADING_NAME = Pattern.compile("([a-z_]+)\\s*=");

    private LibpqNames() {}

    private static Set<String> all() {
        Set<String> names = new TreeSet<>(BASIC);
        Arrays.stream(PostgresParameter.values()).map(PostgresParameter::libpq).forEach(names::add);
        names.addAll(SESSION);
        names.addAll(IGNORED);
        names.addAll(REFUSED.keySet());
        return names;
    }

    /** Whether {@code text} goes on with a known name and an equals sign. */
    static boolean startsWithName(String text) {
        Matcher name = LEADING_NAME.matcher(text);
        return name.lookingAt() && ALL.contains(name.group(1));
    }

    /**
     * What to say about a name that is none. It is repeated only when it is nearly a known one, for it may also be a
     * piece of a password that was not quoted.
     *
     * @param position from 1, among the settings of the connection string
     */
    static String unknown(String name, int position) {
        return Nearest.of(name, ALL)
                .map(near -> "unknown connection setting \"" + name + "\"; did you mean \"" + near + "\"?")
                .orElse("setting " + position + " of the connection string has an unknown name; if it is a piece of a"
                        + " value, quote that value, or percent-encode it in a URI");
    }
}
