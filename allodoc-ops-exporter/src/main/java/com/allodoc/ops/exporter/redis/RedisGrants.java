package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rights of an ACL user: all that what is watched needs, and the one that a refused command lacks. */
public final class RedisGrants {
    static final String CONFIG = "+config|get";

    private static final List<String> ALWAYS = List.of("+client|setname", "+ping", "+info");

    private RedisGrants() {}

    /** What kind of server the rights are for: an unknown command in them is an error. */
    public enum Server {
        /** Redis 6, whose read rights are not told apart from write rights. */
        REDIS_6("redis_version:6.2.0\r\n"),
        /** Redis from 7 on. */
        REDIS_7("redis_version:7.0.0\r\n"),
        /** Valkey from 8.1 on. */
        VALKEY("redis_version:7.2.4\r\nvalkey_version:8.1.0\r\n"),
        /** A sentinel, which has users of its own. */
        SENTINEL("redis_version:7.0.0\r\nsentinel_masters:1\r\n");

        private final String info;

        Server(String info) {
            this.info = info;
        }

        /** What its INFO says, with everything that a command may depend on. */
        private InfoReply info(RedisWatch watch) {
            String search = watch.searchIndexes().isPresent() ? "search_number_of_indexes:1\r\n" : "";
            return InfoReply.parse((info + search).getBytes(StandardCharsets.US_ASCII));
        }

        private boolean hasReadRights() {
            return this != REDIS_6;
        }
    }

    /**
     * The words that follow {@code ACL SETUSER monitor} to give a user exactly what is needed.
     *
     * @param watch what is to be read
     * @param cluster whether the server is a node of a cluster all of which is watched
     */
    public static List<String> of(RedisWatch watch, Server server, boolean cluster) {
        Set<String> grants = new LinkedHashSet<>(ALWAYS);
        InfoReply info = server.info(watch);
        RedisCollectors.of(watch, InstantSource.system()).stream()
                .flatMap(collector -> collector.commands().stream())
                .filter(command -> command.suits(info))
                .map(RedisCommand::grant)
                .forEach(grants::add);
        if (server == Server.SENTINEL) {
            SentinelMasters.QUESTIONS.forEach(question -> grants.add(sentinel(question)));
            return List.copyOf(grants);
        }
        if (watch.searchIndexes().isPresent()) {
            grants.add("+ft.info");
        }
        if (cluster) {
            grants.addAll(List.of("+cluster|info", "+cluster|nodes"));
        }
        if (!watch.keys().isEmpty()) {
            grants.addAll(KeyPass.grants(watch.keys(), server.hasReadRights()));
            if (cluster && watch.keys().replica()) {
                grants.add("+readonly");
            }
        }
        List<String> words = new ArrayList<>(grants);
        words.addAll(patterns(watch, server));
        return words;
    }

    /** The keys that are read; SCAN needs none. */
    private static Collection<String> patterns(RedisWatch watch, Server server) {
        String prefix = server.hasReadRights() ? "%R~" : "~";
        if (!watch.keys().groups().isEmpty()) {
            return List.of(prefix + '*');
        }
        Set<String> patterns = new TreeSet<>();
        Stream.of(watch.keys().check(), watch.keys().streams())
                .flatMap(List::stream)
                .forEach(spec -> patterns.add(prefix + spec.text()));
        return patterns;
    }

    static String sentinel(String question) {
        return "+sentinel|" + question.toLowerCase(Locale.ROOT);
    }

    /** Why a command gave nothing, and what mends it. */
    static String mend(RedisSettings settings, RedisCommand command, String error) {
        if (error.startsWith("NOPERM")) {
            return "the user may not run " + command + " at " + settings.server() + ". Grant it with: ACL SETUSER "
                    + settings.user().orElse("default") + ' ' + command.grant();
        }
        return settings.server() + " refuses " + command + ": it is too old for it, or the command is renamed or"
                + " switched off there. Say so in the configuration, or leave it: the rest is complete";
    }

    /** The same for the work on keys. */
    static String mendKeys(RedisSettings settings, String message) {
        List<String> grants = new ArrayList<>(KeyPass.grants(settings.watch().keys(), true));
        grants.addAll(patterns(settings.watch(), Server.REDIS_7));
        return message + " at " + settings.server() + ". Grant it with: ACL SETUSER "
                + settings.user().orElse("default") + ' ' + String.join(" ", grants);
    }
}
