package com.allodoc.ops.exporter.collect;

import java.util.Locale;

/** Why a target is up or down. A closed set, so that it may be a label. */
public enum UpReason {
    /** It answered. */
    OK,
    /** Nothing listens on the port. */
    REFUSED,
    /** No route, or the socket file is not there. */
    UNREACHABLE,
    /** The host name has no address. */
    UNRESOLVED,
    /** No answer before the deadline. */
    TIMEOUT,
    /** Wrong user or password, or none given where one is needed. */
    AUTH,
    /** Known, but not allowed in: a grant, a pg_hba rule or the rights of a socket file are missing. */
    PERMISSION,
    /** The TLS handshake failed. */
    TLS,
    /** There, but not serving now: too many clients, starting up, loading its data. */
    BUSY,
    /** It answered something that is not its protocol, or a version that can't be read. */
    PROTOCOL,
    /** The connection broke in the middle. */
    LOST,
    /** None of the above: see the log. */
    ERROR;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value of the label {@code reason}. */
    public String label() {
        return label;
    }
}
