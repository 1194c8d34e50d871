package com.allodoc.ops.exporter.http;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only some curves be agreed on. The JDK has a setting for one connection from version 20 on; before, these
 * constraints, which it asks about every named group, do the same. Immutable.
 */
final class AllowedCurves implements AlgorithmConstraints {
    private static final List<String> ALL = List.of(
            "secp256r1",
            "secp384r1",
            "secp521r1",
            "x25519",
            "x448",
            "ffdhe2048",
            "ffdhe3072",
            "ffdhe4096",
            "ffdhe6144",
            "ffdhe8192");

    private final List<String> allowed;

    AllowedCurves(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Certificates may be of any curve: only the agreement of keys is restricted. */
    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
        String name = algorithm.toLowerCase(Locale.ROOT);
        return !primitives.contains(CryptoPrimitive.KEY_AGREEMENT) || !ALL.contains(name) || allowed.contains(name);
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return true;
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
        return permits(primitives, algorithm, parameters);
    }
}
