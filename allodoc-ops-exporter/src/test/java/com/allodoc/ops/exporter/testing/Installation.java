package com.allodoc.ops.exporter.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code mvn package} made for download, unpacked. */
public final class Installation {
    /** What docs/install.md says for whom time is worth more than memory. */
    public static final String FOR_TIME = "-Xms36m -Xmn16m -XX:TieredStopAtLevel=4 -XX:CICompilerCount=2"
            + " -XX:CompileThresholdScaling=1 -XX:ReservedCodeCacheSize=48m";

    private final Path home;

    private Installation(Path home) {
        this.home = home;
    }

    /** Unpacks it into a folder that is still empty. */
    public static Installation unpack(Path folder) throws IOException, InterruptedException {
        Path archive;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archive = files.filter(file -> file.getFileName().toString().matches("allodoc-ops-[0-9].*\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        String tar = Programs.require("tar").toString();
        Programs.run(new byte[0], tar, "xzf", archive.toString(), "-C", folder.toString());
        try (Stream<Path> files = Files.list(folder)) {
            return new Installation(files.findFirst().orElseThrow());
        }
    }

    public Path home() {
        return home;
    }

    public Path launcher() {
        return home.resolve("bin/allodoc-ops");
    }

    /** Makes the archive of classes, as the Dockerfile does; {@code --config FILE} for what that one needs. */
    public void makeClassArchive(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher().toString(), "archive"));
        command.addAll(List.of(options));
        Programs.Output made = Programs.run(new byte[0], command.toArray(String[]::new));
        if (made.exitCode() != 0) {
            throw new IOException(made.text());
        }
    }
}
