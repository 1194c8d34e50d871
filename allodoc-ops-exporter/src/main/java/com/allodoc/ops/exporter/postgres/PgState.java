package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.UpReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQLSTATEs that mean something to an exporter, what to call them and what to do about them. */
enum PgState {
    NO_RULE(
            UpReason.PERMISSION,
            "pg_hba.conf does not let user %user in from here",
            "add a line for user and address to pg_hba.conf and reload the server",
            "28000"),
    NO_ROLE(
            UpReason.AUTH,
            "user %user does not exist or may not log in",
            "create it with: CREATE ROLE %user LOGIN PASSWORD '...'; GRANT pg_monitor TO %user",
            "28000"),
    WRONG_PASSWORD(
            UpReason.AUTH, "wrong password for user %user", "check user and password of target %target", "28P01"),
    NO_DATABASE(
            UpReason.ERROR,
            "database %database does not exist",
            "create it, or correct the database of target %target",
            "3D000"),
    DATABASE_CLOSED(
            UpReason.PERMISSION,
            "not in the state this needs",
            "see the server's log, and whether the database accepts connections or an extension waits for a restart",
            "55000"),
    TOO_MANY_CLIENTS(
            UpReason.BUSY,
            "too many clients",
            "raise max_connections, or the limit of the role or the database, or find who holds the connections",
            "53300"),
    STARTING(
            UpReason.BUSY,
            "the server is starting up, shutting down or recovering",
            "wait; if it stays so, see its log",
            "57P03"),
    OUT_OF_RESOURCES(
            UpReason.BUSY,
            "the server is out of memory, disk or another resource",
            "see its log",
            "53000",
            "53100",
            "53200",
            "53400"),
    ENDED(
            UpReason.LOST,
            "the server ended the connection",
            "the next scrape connects anew; if it happens again, see the server's log",
            "57P01",
            "57P02",
            "57P04",
            "57P05",
            "25P03"),
    TOO_SLOW(
            UpReason.TIMEOUT,
            "a query was cut off because the deadline was near",
            "give the scrape more time, or leave the collector out",
            "57014",
            "25P04"),
    LOCKED(
            UpReason.BUSY,
            "a lock is held by another session",
            "nothing if it passes; else find who holds it in pg_locks",
            "55P03"),
    NO_RIGHT(UpReason.PERMISSION, "%said", "grant it with: GRANT pg_monitor TO %user", "42501"),
    NO_CONNECT(
            UpReason.PERMISSION,
            "user %user may not connect to database %database",
            "grant it with: GRANT CONNECT ON DATABASE %database TO %user",
            "42501"),
    NOT_THERE(
            UpReason.ERROR, "%said", "install what is missing, or leave the collector out", "42P01", "42883", "3F000"),
    NOT_POSTGRES(
            UpReason.PROTOCOL,
            "what answers does not speak PostgreSQL's protocol",
            "check host and port of target %target",
            "08P01");

    private final UpReason reason;
    private final String what;
    private final String next;
    private final String states;

    PgState(UpReason reason, String what, String next, String... states) {
        this.reason = reason;
        this.what = what;
        this.next = next;
        this.states = String.join(" ", states);
    }

    /**
     * What a SQLSTATE means.
     *
     * @param routine of the server's source that raised it: it tells apart what shares a SQLSTATE, in every language
     */
    static Optional<PgState> find(String state, @Nullable String routine) {
        if (NO_ROLE.isFor(state)) {
            return Optional.of("ClientAuthentication".equals(routine) ? NO_RULE : NO_ROLE);
        }
        if (NO_RIGHT.isFor(state)) {
            return Optional.of("CheckMyDatabase".equals(routine) ? NO_CONNECT : NO_RIGHT);
        }
        for (PgState known : values()) {
            if (known.isFor(state)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private boolean isFor(String state) {
        return state.length() == 5 && states.contains(state);
    }

    UpReason reason() {
        return reason;
    }

    String what(PgSettings settings, String said) {
        return fill(what, settings).replace("%said", said);
    }

    String next(PgSettings settings) {
        return fill(next, settings);
    }

    private static String fill(String text, PgSettings settings) {
        return text.replace("%user", quoted(settings.user()))
                .replace("%database", quoted(settings.database()))
                .replace("%target", settings.name());
    }

    /** As SQL writes a name, so that the advice can be pasted. */
    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
