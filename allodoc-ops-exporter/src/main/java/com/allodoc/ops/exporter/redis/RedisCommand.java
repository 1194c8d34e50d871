package com.allodoc.ops.exporter.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private final boolean once;
    private final @Nullable Predicate<InfoReply> condition;

    private RedisCommand(
            String text,
            CommandArguments arguments,
            String grant,
            boolean once,
            @Nullable Predicate<InfoReply> condition) {
        this.text = text;
        this.arguments = arguments;
        this.grant = grant;
        this.once = once;
        this.condition = condition;
    }

    /**
     * A command that is sent in every scrape.
     *
     * @param grant what an ACL user needs for it: {@code +config|get}
     * @param words the command and its arguments
     */
    static RedisCommand of(String grant, String... words) {
        return new RedisCommand(String.join(" ", words), arguments(List.of(words)), grant, false, null);
    }

    /** A command whose arguments are secret: only its name is ever shown. */
    static RedisCommand secret(String name, List<String> arguments) {
        CommandArguments all = arguments(List.of(name));
        arguments.forEach(all::add);
        return new RedisCommand(name, all, "", true, null);
    }

    private static CommandArguments arguments(List<String> words) {
        byte[] name = words.get(0).getBytes(StandardCharsets.UTF_8);
        CommandArguments arguments = new CommandArguments(() -> name);
        words.subList(1, words.size()).forEach(arguments::add);
        return arguments;
    }

    /** The same, asked once per connection: for what a server can't change while it runs. */
    RedisCommand once() {
        return new RedisCommand(text, arguments, grant, true, condition);
    }

    /** The same, sent only to servers of which INFO says that it makes sense. */
    RedisCommand when(Predicate<InfoReply> newCondition) {
        return new RedisCommand(text, arguments, grant, once, newCondition);
    }

    CommandArguments arguments() {
        return arguments;
    }

    String grant() {
        return grant;
    }

    boolean isOnce() {
        return once;
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
