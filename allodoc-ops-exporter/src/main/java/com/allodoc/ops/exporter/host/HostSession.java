package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Session;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's files of one machine. Holds nothing open; kept for what it remembers. Used by one thread, {@link #abort()}
 * by any.
 */
public final class HostSession implements Session {
    private final HostSettings settings;
    private final KernelText files = new KernelText();
    private final NodeExporter nodeExporter;
    private final Mounts mounts;
    private final Inodes inodes = new Inodes();
    private @Nullable String stat;
    private boolean hasNodeExporter;

    HostSession(HostSettings settings, NodeExporter nodeExporter) {
        this.settings = settings;
        this.nodeExporter = nodeExporter;
        this.mounts = new Mounts(settings.rootfs());
    }

    @Override
    public void begin(Deadline deadline) throws IOException {
        stat = files.read(settings.procRoot().resolve("stat"));
        hasNodeExporter = !settings.besideNodeExporter() && nodeExporter.listens();
    }

    /** Whether a node_exporter gives the same series of this machine. */
    boolean hasNodeExporter() {
        return hasNodeExporter;
    }

    /** {@code /proc/stat}, read once per scrape: on a large machine it is the dearest file. */
    String stat() throws IOException {
        String text = stat;
        if (text == null) {
            throw new NoSuchFileException(settings.procRoot().resolve("stat").toString());
        }
        return text;
    }

    /** @throws NoSuchFileException when there is no such file */
    String proc(String file) throws IOException {
        return files.read(settings.procRoot().resolve(file));
    }

    /**
     * A file of the machine's own network. Where proc is a mount, {@code net} leads to the network of whoever reads,
     * which is the exporter's container; that of the first process is the machine's.
     */
    String net(String file) throws IOException {
        try {
            return proc("1/net/" + file);
        } catch (IOException e) {
            return proc("net/" + file);
        }
    }

    Path sys(String directory) {
        return settings.sysRoot().resolve(directory);
    }

    /** A small file below sys; null when there is none or it has no value now. */
    @Nullable
    String sysValue(Path file) {
        try {
            return files.read(file).strip();
        } catch (IOException e) {
            return null;
        }
    }

    Mounts mounts() {
        return mounts;
    }

    Inodes inodes() {
        return inodes;
    }

    @Override
    public void end() {
        stat = null;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    /** Reading memory of the kernel does not block; what can, a mount of another machine, has a thread of its own. */
    @Override
    public void abort() {
        inodes.abort();
    }

    @Override
    public void close() {
        abort();
    }
}
