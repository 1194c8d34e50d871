package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;

/**
 * A command of the fixed set that one pipelined round trip sends, and when it belongs to it. Immutable; one instance is
 * one command, compared by identity.
 */
final class RedisCommand {
    private final String text;
    private final CommandArguments arguments;
    private final String grant;
    private final Repeat repeat;
    private final @Nullable Predicate<InfoReply> condition;

    /** When a reply makes asking again on the same connection pointless. */
    private enum Repeat {
        UNTIL_REFUSED,
        /** An error may be one of today's data: only a command that is unknown or forbidden is not asked again. */
        UNTIL_FORBIDDEN,
        NEVER
    }

    private RedisCommand(
            String text,
            CommandArguments arguments,
            String grant,
            Repeat repeat,
            @Nullable Predicate<InfoReply> condition) {
        this.text = text;
        this.arguments = arguments;
        this.grant = grant;
        this.repeat = repeat;
        this.condition = condition;
    }

    /**
     * A command that is sent in every scrape.
     *
     * @param grant what an ACL user needs for it: {@code +config|get}
     * @param words the command and its arguments
     */
    static RedisCommand of(String grant, String... words) {
        String text = String.join(" ", words);
        return new RedisCommand(text, arguments(List.of(words)), grant, Repeat.UNTIL_REFUSED, null);
    }

    /** A command whose arguments are secret: only its name is ever shown. */
    static RedisCommand secret(String name, List<String> arguments) {
        CommandArguments all = arguments(List.of(name));
        arguments.forEach(all::add);
        return new RedisCommand(name, all, "", Repeat.NEVER, null);
    }

    /** A script of the user's: shown by the name of its file, and asked again after it failed. */
    static RedisCommand script(String grant, String command, RedisScript script) {
        CommandArguments all = arguments(List.of(command, script.text(), "0", "0"));
        return new RedisCommand(command + ' ' + script.name(), all, grant, Repeat.UNTIL_FORBIDDEN, null);
    }

    /** A command and its arguments as jedis sends them. */
    static CommandArguments arguments(List<String> words) {
        byte[] name = words.get(0).getBytes(StandardCharsets.UTF_8);
        CommandArguments arguments = new CommandArguments(() -> name);
        words.subList(1, words.size()).forEach(arguments::add);
        return arguments;
    }

    /** The same, asked once per connection: for what a server can't change while it runs. */
    RedisCommand once() {
        return new RedisCommand(text, arguments, grant, Repeat.NEVER, condition);
    }

    /** The same, sent only to servers of which INFO says that it makes sense. */
    RedisCommand when(Predicate<InfoReply> newCondition) {
        return new RedisCommand(text, arguments, grant, repeat, newCondition);
    }

    CommandArguments arguments() {
        return arguments;
    }

    String grant() {
        return grant;
    }

    /** Whether asking again on this connection would end the same way. */
    boolean isSettledBy(RedisReply reply) {
        return switch (repeat) {
            case NEVER -> !reply.isPassing();
            case UNTIL_REFUSED -> reply.isFinalRefusal();
            case UNTIL_FORBIDDEN -> isForbidden(reply);
        };
    }

    private static boolean isForbidden(RedisReply reply) {
        String error = reply.error();
        return error != null
                && (error.startsWith("NOPERM") || error.toLowerCase(Locale.ROOT).startsWith("err unknown command"));
    }

    /** Whether to send it to a server that said this; without having heard of it, only what suits every server. */
    boolean suits(@Nullable InfoReply info) {
        return condition == null || (info != null && condition.test(info));
    }

    /** As people write it: {@code CONFIG GET databases}. */
    @Override
    public String toString() {
        return text;
    }
}
