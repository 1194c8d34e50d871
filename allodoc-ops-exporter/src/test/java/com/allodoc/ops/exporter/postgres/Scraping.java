package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Collector;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.ScrapeFilter;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.collect.UpReason;
import com.allodoc.ops.exporter.postgres.query.PgQueries;
import com.allodoc.ops.exporter.testing.PostgresServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A real scraper of one target, for tests: to be closed. */
public final class Scraping implements AutoCloseable {
    static final Duration PLENTY = Duration.ofSeconds(20);

    private final ScrapeThreads threads = new ScrapeThreads();
    private final TargetScraper<PgSession> scraper;

    private Scraping(PgTarget target) {
        this.scraper = new TargetScraper<>(target, Optional.empty(), threads, InstantSource.system());
    }

    public static Scraping of(PgTarget target) {
        return new Scraping(target);
    }

    /** What runs without being named, as the superuser. */
    public static Scraping of(PostgresServer server) {
        return of(PgTarget.of(settings(server).build(), defaults()));
    }

    /** These collectors only, as the superuser. */
    @SafeVarargs
    @SuppressWarnings("varargs") // handed on to List.of, which only reads them
    public static Scraping of(PostgresServer server, Collector<PgSession>... collectors) {
        return of(PgTarget.of(settings(server).build(), List.of(collectors)));
    }

    /** The collectors that run without being named in the configuration. */
    public static List<Collector<PgSession>> defaults() {
        return PgQueries.standard().stream()
                .filter(collector -> !collector.isOptional())
                .toList();
    }

    /** One scrape of these collectors only. */
    @SafeVarargs
    public static Page page(PostgresServer server, Collector<PgSession>... collectors) {
        try (Scraping scraping = of(server, collectors)) {
            return scraping.scrape();
        }
    }

    /** The superuser of a server, without a password. */
    public static PgSettings.Builder settings(PostgresServer server) {
        return PgSettings.named("main").host("127.0.0.1").port(server.port());
    }

    /** A target of these collectors only. */
    static PgTarget target(PgSettings settings, PgQuery... collectors) {
        return PgTarget.of(settings, List.of(collectors));
    }

    /** A password that is always the same. */
    static PgSettings.Builder login(PostgresServer server, String user, String password) {
        return settings(server).user(user).password(() -> Optional.of(password));
    }

    public Page scrape() {
        return scrape(PLENTY);
    }

    public Page scrape(Duration within) {
        return start(within).join();
    }

    public CompletableFuture<Page> start(Duration within) {
        return scraper.scrape(Deadline.after(within), ScrapeFilter.ALL)
                .orElseThrow()
                .thenApply(Page::of);
    }

    /** The one reason that a page gives. */
    static String reason(Page page) {
        return page.all("allodoc_target_up_reason").stream()
                .filter(sample -> sample.value() == 1)
                .map(sample -> sample.labels().get("reason"))
                .reduce((a, b) -> a + ',' + b)
                .orElse(UpReason.ERROR.label() + "?");
    }

    @Override
    public void close() {
        scraper.close();
        threads.close();
    }
}
