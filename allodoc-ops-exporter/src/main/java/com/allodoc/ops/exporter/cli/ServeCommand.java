package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.Reloading;
import com.allodoc.ops.exporter.WebFile;
import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ListenAddress;
import com.allodoc.ops.exporter.config.ListenConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves until the process is asked to end. */
@Command(
        name = "serve",
        header = "Serve the metrics page until SIGTERM or Ctrl-C. The default command.",
        synopsisHeading = "%nUsage: ",
        descriptionHeading = "%n",
        description = {
            "Listens at once; servers that are not there yet show as down and are found when they come.",
            "SIGHUP reads the configuration again; a bad one changes nothing.",
            "Prometheus: - job_name: allodoc-ops, static_configs: [{targets: ['HOST:9610']}]"
        },
        optionListHeading = "%nOptions:%n")
final class ServeCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private LogOptions logs = new LogOptions();

    @Option(
            names = {"-l", "--listen"},
            paramLabel = "HOST:PORT",
            description = {
                "Where to serve, instead of what the configuration says. May be repeated.",
                "Default: 127.0.0.1:9610, this machine only;",
                ":9610 is every interface."
            })
    private List<ListenAddress> listen = new ArrayList<>();

    @Option(
            names = "--web.config.file",
            paramLabel = "FILE",
            description = {
                "TLS, client certificates, users, headers and a rate limit for the page, in the format of",
                "Prometheus's exporter toolkit. Read again when it or a certificate changes."
            })
    private @Nullable Path webConfig;

    @Option(
            names = "--web.enable-lifecycle",
            description = "Answer POST /-/reload by reading the configuration again. SIGHUP always does that.")
    private boolean lifecycle;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigException, InterruptedException {
        logs.apply(surroundings.logs(), LogLevel.INFO);
        ExporterConfig effective = effective();
        Optional<WebFile> web =
                webConfig == null ? Optional.empty() : Optional.of(WebFile.of(webConfig, surroundings.environment()));
        Engine engine = surroundings.engines().serving(effective, new Reloading(this::effective, web, lifecycle));
        try {
            engine.start();
        } catch (IOException e) {
            engine.close();
            throw new CommandFailure(ListenFailure.explain(effective.listen().addresses(), e), e);
        }
        // Before anybody is told where to find us: who reads the address may ask us to end at once.
        Stop.Waiting stopped = surroundings.stop().closing(() -> {
            engine.close();
            log.info("stopped");
        });
        announce(effective, engine.addresses());
        stopped.await();
        return ExitCode.OK;
    }

    private ExporterConfig effective() throws ConfigException {
        ExporterConfig loaded = config.load(surroundings.environment());
        if (listen.isEmpty()) {
            return loaded;
        }
        try {
            return loaded.withListen(new ListenConfig(listen));
        } catch (IllegalArgumentException e) {
            throw spec == null ? e : new ParameterException(spec.commandLine(), "--listen: " + e.getMessage(), e);
        }
    }

    private void announce(ExporterConfig effective, List<URI> addresses) {
        log.info(
                "watching postgres={} redis={} docker={} config={}",
                effective.postgres().size(),
                effective.redis().size(),
                effective.containers().size(),
                config.source());
        if (effective.targets() == 0) {
            log.warn("nothing to watch: no target is configured; see allodoc-ops-exporter --help");
        }
        addresses.forEach(address -> log.info("serving url={}", address));
    }
}
