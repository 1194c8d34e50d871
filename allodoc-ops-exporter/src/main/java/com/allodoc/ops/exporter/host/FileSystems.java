package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Space and inodes of the mounted file systems. Source: {@code /proc/1/mounts}, statvfs and {@code stat -f}. Mount points
 * and types are left out by node_exporter's patterns.
 */
final class FileSystems {
    private static final Pattern IGNORED_POINTS = Pattern.compile(
            "^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)");
    private static final Pattern IGNORED_TYPES = Pattern.compile("autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts"
            + "|devtmpfs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs"
            + "|selinuxfs|squashfs|sysfs|tracefs");

    private static final String[] LABELS = {"device", "mountpoint", "fstype"};
    private static final Family SIZE =
            Family.gauge("node_filesystem_size_bytes", "Size of the file system, in bytes.", LABELS);
    private static final Family FREE = Family.gauge("node_filesystem_free_bytes", "Free space, in bytes.", LABELS);
    private static final Family AVAILABLE = Family.gauge(
            "node_filesystem_avail_bytes", "Free space that is not reserved for root, in bytes.", LABELS);
    private static final Family FILES =
            Family.gauge("node_filesystem_files", "Inodes of the file system, at most a minute ago.", LABELS);
    private static final Family FILES_FREE =
            Family.gauge("node_filesystem_files_free", "Free inodes, at most a minute ago.", LABELS);
    private static final Family READONLY =
            Family.gauge("node_filesystem_readonly", "Whether it is mounted read-only.", LABELS);
    private static final Family ERROR = Family.gauge(
            "node_filesystem_device_error", "Whether the file system does not answer for its space.", LABELS);

    static final HostCollector COLLECTOR = new HostCollector(
            "filesystem", List.of(SIZE, FREE, AVAILABLE, FILES, FILES_FREE, READONLY, ERROR), FileSystems::read);

    private FileSystems() {}

    /** A line of the file. */
    record Mount(String device, String point, String type, boolean readonly) {}

    /** The mounts that are measured, the last one on each mount point and device. */
    static List<Mount> parse(String text) {
        Map<List<String>, Mount> mounts = new LinkedHashMap<>();
        for (String line : KernelText.lines(text)) {
            String[] words = line.split(" ", -1);
            if (words.length < 4) {
                continue;
            }
            String point = unescaped(words[1]);
            if (!IGNORED_POINTS.matcher(point).find()
                    && !IGNORED_TYPES.matcher(words[2]).matches()) {
                boolean readonly = Arrays.asList(words[3].split(",", -1)).contains("ro");
                Mount mount = new Mount(unescaped(words[0]), point, words[2], readonly);
                mounts.put(List.of(mount.device(), point, mount.type()), mount);
            }
        }
        return List.copyOf(mounts.values());
    }

    /** The kernel writes a space as {@code \040} and a tab as {@code \011}. */
    private static String unescaped(String word) {
        return word.indexOf('\\') < 0
                ? word
                : word.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        List<Mount> mounts = parse(mounts(session));
        List<Optional<Mounts.Space>> spaces = new ArrayList<>();
        List<String> answering = new ArrayList<>();
        for (Mount mount : mounts) {
            Optional<Mounts.Space> space = session.mounts().space(mount.point(), mount.type(), deadline);
            spaces.add(space);
            space.ifPresent(s -> answering.add(session.mounts().path(mount.point())));
        }
        Map<String, Inodes.Count> inodes = session.inodes().of(answering, deadline);
        SampleTable.Builder table = SampleTable.labelled(LABELS);
        COLLECTOR.families().forEach(table::column);
        for (int i = 0; i < mounts.size(); i++) {
            Mount mount = mounts.get(i);
            Inodes.Count count = inodes.get(session.mounts().path(mount.point()));
            row(table, mount, spaces.get(i), Optional.ofNullable(count));
        }
        return List.of(table.build());
    }

    private static void row(
            SampleTable.Builder table, Mount mount, Optional<Mounts.Space> space, Optional<Inodes.Count> inodes) {
        table.row(mount.device(), mount.point(), mount.type());
        space.ifPresent(s -> table.set(0, (double) s.size())
                .set(1, (double) s.free())
                .set(2, (double) s.available())
                .set(5, mount.readonly() ? 1 : 0));
        inodes.ifPresent(count -> table.set(3, count.total()).set(4, count.free()));
        table.set(6, space.isPresent() ? 0 : 1);
    }

    /** As the first process sees them: the exporter may live in a container. */
    private static String mounts(HostSession session) throws IOException {
        try {
            return session.proc("1/mounts");
        } catch (IOException e) {
            return session.proc("mounts");
        }
    }
}
