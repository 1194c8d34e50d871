package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.UpReason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first words on a new connection: AUTH when there is something to say, and the connection's name. */
final class RedisLogin {

    /** What {@code CLIENT LIST} calls us. */
    static final String CLIENT_NAME = "allodoc-ops-exporter";

    private static final RedisCommand SET_NAME = RedisCommand.of("+client|setname", "CLIENT", "SETNAME", CLIENT_NAME);

    private RedisLogin() {}

    /** The AUTH command with the password as it is now. */
    static Optional<RedisCommand> auth(RedisSettings settings) throws RedisException {
        Optional<String> password;
        try {
            password = settings.password().get();
        } catch (RuntimeException e) {
            throw new RedisException(UpReason.AUTH, "the password can't be read: " + e.getMessage(), e);
        }
        if (settings.user().isPresent()) {
            return Optional.of(
                    RedisCommand.secret("AUTH", List.of(settings.user().get(), password.orElse(""))));
        }
        return password.map(secret -> RedisCommand.secret("AUTH", List.of(secret)));
    }

    static void logIn(RedisWire wire, Optional<RedisCommand> auth) throws RedisException {
        auth.ifPresent(wire::send);
        wire.send(SET_NAME);
        if (auth.isPresent()) {
            String error = wire.receive().error();
            if (error != null && !needsNoPassword(error)) {
                throw refused(error);
            }
        }
        String error = wire.receive().error();
        if (error != null && !error.startsWith("NOPERM") && !isUnknown(error)) {
            throw RedisException.refused(SET_NAME, error);
        }
    }

    private static boolean isUnknown(String error) {
        return error.toLowerCase(Locale.ROOT).startsWith("err unknown");
    }

    /** A password too many is no reason to stay out. */
    private static boolean needsNoPassword(String error) {
        return error.contains("without any password configured") || error.contains("no password is set");
    }

    /** Some servers repeat in their error what they were sent: the password. So little of it is passed on. */
    private static RedisException refused(String error) {
        UpReason reason = RedisDiagnosis.reasonOf(error);
        if (reason == UpReason.BUSY || error.startsWith("DENIED")) {
            return new RedisException(reason, error, null);
        }
        String code = error.startsWith("WRONGPASS") ? "WRONGPASS" : error.startsWith("NOAUTH") ? "NOAUTH" : "an error";
        return new RedisException(UpReason.AUTH, "AUTH was answered with " + code, null);
    }
}
