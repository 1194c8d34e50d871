package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.collect.Parts;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.Session;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.UpReason;
import com.allodoc.ops.exporter.config.AllowedServers;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A target that a request has named. Before every connect its name is looked up once, the address is checked and the
 * connection goes to that very address, so that no name service leads the password elsewhere in between. Immutable.
 */
final class ProbedTarget<S extends Session> implements Target<S> {
    private final Target<S> real;
    private final ProbeAddress place;
    private final AllowedServers allowed;
    private final Lookup lookup;
    private final Opener<S> opener;

    /** Asks the name service. */
    interface Lookup {
        InetAddress[] addresses(String host) throws IOException;
    }

    /** Opens a session at an address and no other. */
    interface Opener<S> {
        S open(InetAddress address, Deadline deadline) throws Exception;
    }

    ProbedTarget(Target<S> real, ProbeAddress place, AllowedServers allowed, Lookup lookup, Opener<S> opener) {
        this.real = real;
        this.place = place;
        this.allowed = allowed;
        this.lookup = lookup;
        this.opener = opener;
    }

    @Override
    public S open(Deadline deadline) throws Exception {
        for (InetAddress address : lookup.addresses(place.host())) {
            if (allowed.mayConnect(place.host(), address, place.port())) {
                return opener.open(address, deadline);
            }
        }
        throw new ForbiddenAddress();
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
        if (failure instanceof ForbiddenAddress) {
            return new Diagnosis(
                    UpReason.PERMISSION,
                    "the name of " + server() + " leads to this machine, a link-local or a metadata address, which a"
                            + " probe reaches only when targets of its module lists the address itself, such as"
                            + " 127.0.0.0/8");
        }
        return real.diagnose(failure);
    }

    @Override
    public String source() {
        return real.source();
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public String server() {
        return real.server();
    }

    @Override
    public List<Collector<S>> collectors() {
        return real.collectors();
    }

    @Override
    public int seriesLimit() {
        return real.seriesLimit();
    }

    @Override
    public Optional<Parts> parts(S session, Deadline deadline, PartVisitor<S> visitor) throws Exception {
        return real.parts(session, deadline, visitor);
    }

    @Override
    public Diagnosis diagnose(S session, Throwable failure) {
        return real.diagnose(session, failure);
    }

    @Override
    public List<SampleTable> envelope(ScrapeReport report) {
        return real.envelope(report);
    }

    @Override
    public List<Family> envelopeFamilies() {
        return real.envelopeFamilies();
    }

    @Override
    public void close() {
        real.close();
    }

    /** The name was allowed, none of its addresses is. */
    private static final class ForbiddenAddress extends IOException {
        private static final long serialVersionUID = 1;
    }
}
