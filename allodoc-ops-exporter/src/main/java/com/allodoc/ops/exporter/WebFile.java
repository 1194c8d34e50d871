package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.Problem;
import com.allodoc.ops.exporter.config.WebConfig;
import com.allodoc.ops.exporter.config.WebConfigLoader;
import com.allodoc.ops.exporter.config.WebTls;
import com.allodoc.ops.exporter.http.Protection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web configuration file and the certificates it names, read again when one of them has changed. A change that
 * can't be used leaves what was there before. Safe for use by any thread.
 */
public final class WebFile implements Supplier<Protection> {
    private static final Logger log = LoggerFactory.getLogger(WebFile.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Path file;
    private final WebConfigLoader loader;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Protection protection = Protection.none();
    private volatile long lookedNanos;
    private List<String> state = List.of();
    private List<Path> files;
    private boolean hasTls;

    private WebFile(Path file, WebConfigLoader loader) {
        this.file = file;
        this.loader = loader;
        this.files = List.of(file);
    }

    /**
     * Reads it.
     *
     * @throws ConfigException with every problem of the file, or the first of a certificate
     */
    public static WebFile of(Path file, Environment environment) throws ConfigException {
        WebFile web = new WebFile(file, WebConfigLoader.of(environment));
        web.read(true);
        return web;
    }

    /** What counts now. Looks at the files at most once a second. */
    @Override
    public Protection get() {
        if (System.nanoTime() - lookedNanos > LOOK.toNanos() && lock.tryLock()) {
            try {
                if (!state.equals(stateOfFiles())) {
                    reloadQuietly();
                }
                lookedNanos = System.nanoTime();
            } finally {
                lock.unlock();
            }
        }
        return protection;
    }

    private void reloadQuietly() {
        try {
            read(false);
            log.info("web configuration reloaded file={}", file);
        } catch (ConfigException e) {
            log.warn("web configuration not reloaded, the old one stays: {}", e.getMessage());
        }
    }

    /**
     * Reads the files whether they have changed or not.
     *
     * @throws ConfigException when they can't be used; what was there before stays
     */
    void reload() throws ConfigException {
        read(false);
    }

    private void read(boolean first) throws ConfigException {
        lock.lock();
        try {
            lookedNanos = System.nanoTime();
            state = stateOfFiles();
            WebConfig config = loader.fromFile(file);
            files = files(config);
            state = stateOfFiles();
            if (!first && config.tls().isPresent() != hasTls) {
                throw problem("tls_server_config", "TLS can't be switched on or off while it is served; restart");
            }
            protection = WebProtection.of(config);
            hasTls = config.tls().isPresent();
            if (config.http2()) {
                log.warn("web configuration asks for http2, which is not there; HTTP/1.1 is served file={}", file);
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw problem("tls_server_config", WebProtection.explain(e));
        } finally {
            lock.unlock();
        }
    }

    private ConfigException problem(String path, String message) {
        return ConfigException.of(new Problem(file.toString(), 0, 0, path, message));
    }

    private List<Path> files(WebConfig config) {
        List<Path> all = new ArrayList<>(List.of(file));
        config.tls().ifPresent(tls -> addFiles(tls, all));
        return List.copyOf(all);
    }

    private static void addFiles(WebTls tls, List<Path> all) {
        all.add(tls.certificate());
        all.add(tls.key());
        tls.clientCa().ifPresent(all::add);
    }

    /** Time, size and place on the disk: a link that points elsewhere now has changed as well. */
    private List<String> stateOfFiles() {
        List<String> states = new ArrayList<>();
        for (Path path : files) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                states.add(path + " " + attributes.lastModifiedTime() + ' ' + attributes.size() + ' '
                        + attributes.fileKey());
            } catch (IOException e) {
                states.add(path + " can't be read");
            }
        }
        return states;
    }
}
