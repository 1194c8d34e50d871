package com.allodoc.ops.check;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates a server sent and those a client trusts, asked for dates. A path counts when each signature fits the
 * next certificate; whether a client would follow it is the trust manager's question, not this one's.
 *
 * @param presented what the server sent, the leaf first, at least one
 * @param anchors what the client trusts
 */
record CertificateChain(List<X509Certificate> presented, Collection<X509Certificate> anchors) {

    CertificateChain {
        presented = List.copyOf(presented);
        anchors = List.copyOf(anchors);
    }

    Instant leafEnd() {
        return end(presented.get(0));
    }

    /** The end of the longest-lived chain to an anchor; without one, the earliest end of what was presented. */
    Instant end() {
        return lastEnd(presented.get(0), new LinkedHashSet<>())
                .orElseGet(() -> presented.stream()
                        .map(CertificateChain::end)
                        .min(Instant::compareTo)
                        .orElseThrow());
    }

    /** A chain ends with its earliest certificate; of several chains the last to end counts. */
    private Optional<Instant> lastEnd(X509Certificate certificate, Set<X509Certificate> path) {
        if (anchors.contains(certificate)) {
            return Optional.of(end(certificate));
        }
        path.add(certificate);
        Optional<Instant> last = Optional.empty();
        for (X509Certificate issuer : anchors) {
            if (isSigned(certificate, issuer)) {
                last = later(last, Optional.of(end(issuer)));
            }
        }
        for (X509Certificate issuer : presented) {
            if (!path.contains(issuer) && isSigned(certificate, issuer)) {
                last = later(last, lastEnd(issuer, path));
            }
        }
        path.remove(certificate);
        return last.map(end -> end.isBefore(end(certificate)) ? end : end(certificate));
    }

    private static Optional<Instant> later(Optional<Instant> a, Optional<Instant> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isAfter(a.get())) ? b : a;
    }

    private static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }
}
