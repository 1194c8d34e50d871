package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks mounted file systems for their space. One that another machine serves may never answer, and no signal wakes who
 * asked: such a question has a thread of its own, and while it is open it is not asked again. For one thread.
 */
final class Mounts {
    private static final Pattern REMOTE =
            Pattern.compile("nfs\\d?|cifs|smb\\d?|9p|afs|ceph|glusterfs|lustre|gfs2?|ocfs2|virtiofs|fuse(\\..*)?");

    private final String root;
    private final Map<String, FutureTask<Space>> open = new HashMap<>();

    Mounts(Path rootfs) {
        String text = rootfs.toString();
        this.root = text.equals("/") ? "" : text;
    }

    /** In bytes. */
    record Space(long size, long free, long available) {
        private static Space of(File directory) {
            return new Space(directory.getTotalSpace(), directory.getFreeSpace(), directory.getUsableSpace());
        }
    }

    /** Where a mount point of the machine is seen. */
    String path(String mountPoint) {
        return mountPoint.equals("/") && !root.isEmpty() ? root : root + mountPoint;
    }

    /** Empty when it does not answer, or is not there to be asked. */
    Optional<Space> space(String mountPoint, String type, Deadline deadline) {
        File directory = new File(path(mountPoint));
        return REMOTE.matcher(type).matches() ? patiently(directory, deadline) : known(directory, Space.of(directory));
    }

    private Optional<Space> patiently(File directory, Deadline deadline) {
        FutureTask<Space> question = open.computeIfAbsent(directory.getPath(), path -> {
            FutureTask<Space> task = new FutureTask<>(() -> Space.of(directory));
            Thread thread = new Thread(task, "allodoc-mount");
            thread.setDaemon(true);
            thread.start();
            return task;
        });
        try {
            Space space = question.get(deadline.remaining().toNanos() / 4, TimeUnit.NANOSECONDS);
            open.remove(directory.getPath());
            return known(directory, space);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException | CancellationException e) {
            open.remove(directory.getPath());
            return Optional.empty();
        }
    }

    /** A file system may have no space at all; a directory that can't be asked looks the same. */
    private static Optional<Space> known(File directory, Space space) {
        return space.size() > 0 || directory.exists() ? Optional.of(space) : Optional.empty();
    }
}
