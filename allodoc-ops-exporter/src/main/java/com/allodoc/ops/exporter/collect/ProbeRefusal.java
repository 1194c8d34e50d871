package com.allodoc.ops.exporter.collect;

/** Why a server that a request names is not scraped. Its message is for whoever asked, and repeats nothing of the request. */
public final class ProbeRefusal extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What kind of answer it is. */
    public enum Kind {
        /** The request makes no sense; asking again will not help. */
        MALFORMED,
        /** The configuration does not name the server for these credentials. */
        NOT_ALLOWED,
        /** Too many servers are being scraped; later it may work. */
        BUSY
    }

    public ProbeRefusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What to tell whoever asked. */
    public String explain() {
        return String.valueOf(getMessage());
    }
}
