package com.allodoc.ops.exporter.collect;

import java.util.List;

/** Knows which servers may be probed and how to log in to them. Safe for use by any thread. */
public interface ProbeFinder {

    /**
     * Checks a request against the configuration, without reaching for the server or a name server.
     *
     * @return the request in the one form that all requests for the same thing have
     * @throws ProbeRefusal when it makes no sense or is not allowed
     */
    ProbeRequest check(ProbeRequest request) throws ProbeRefusal;

    /** The server of a request that {@link #check} has returned. */
    Target<?> target(ProbeRequest checked);

    /** The servers that the configuration names one by one, in its order. */
    List<ProbeRequest> named();
}
