package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.RedisRights;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.RedisTarget;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the ACL line of a user that may do what the configuration asks for, and nothing else. */
@Command(
        name = "redis",
        header = "Print the ACL line of a Redis user with the least rights.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "One line for each Redis target of the configuration, with what that target reads.",
            "Connects to nothing. Run the line with redis-cli, with a password instead of CHANGE-ME."
        },
        optionListHeading = "%nOptions:%n")
final class GrantsRedisCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--for",
            paramLabel = "SERVER",
            defaultValue = "redis-7",
            description = "redis-6, redis-7 (and later), valkey or sentinel; redis-7 unless said otherwise.")
    private String kind = "redis-7";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user's name; the one of the configuration unless said otherwise, or monitor.")
    private @Nullable String user;

    GrantsRedisCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException {
        List<RedisTarget> targets = config.load(surroundings.environment()).redis();
        if (spec == null) {
            return ExitCode.OK;
        }
        if (!RedisRights.kinds().contains(kind)) {
            throw new ParameterException(
                    spec.commandLine(), "--for: expected one of " + String.join(", ", RedisRights.kinds()));
        }
        PrintWriter out = spec.commandLine().getOut();
        for (RedisTarget target : targets) {
            String name = user == null ? target.user().orElse("monitor") : user;
            out.println("# " + target.name() + ", " + kind);
            out.println(RedisRights.line(target, kind, name));
        }
        if (targets.isEmpty()) {
            out.println("# no Redis target in " + config.source());
        }
        return ExitCode.OK;
    }
}
