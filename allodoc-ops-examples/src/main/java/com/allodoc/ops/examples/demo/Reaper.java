package com.allodoc.ops.examples.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Cleans up after a demo that was killed too hard to do so itself. A shell waits for the end of its standard input,
 * which the kernel closes with the demo's last breath, and then ends the servers whose process ids stand in the demo's
 * folder, and deletes the folder. It is there before the first server, so that no moment is the wrong one to be killed.
 * Needs a POSIX shell; elsewhere there is no such net.
 */
final class Reaper implements AutoCloseable {
    // A signal to the terminal's whole process group must not take the one away who cleans up after it. A server whose
    // starter was killed may write its process id, and initdb its files, a moment later: hence the second look.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            folder=$1
            read -r farewell
            pids() {
              for file in "$folder/postgres/postmaster.pid" "$folder/redis.pid"; do head -n 1 "$file"; done
            }
            any() { for pid in $(pids); do kill -0 "$pid" && return 0; done; return 1; }
            all() { for pid in $(pids); do kill "$1" "$pid"; done; }
            end() {
              all -INT
              tries=0
              while any && [ $tries -lt 50 ]; do tries=$((tries + 1)); sleep 0.1; done
              all -KILL
            }
            end
            [ "$farewell" = farewell ] || { sleep 2; end; }
            tries=0
            while [ -e "$folder" ] && [ $tries -lt 50 ]; do
              rm -rf "$folder" || sleep 0.2
              tries=$((tries + 1))
            done
            """;

    private final Process shell;

    private Reaper(Process shell) {
        this.shell = shell;
    }

    /** Watches over a folder and the servers that will live in it. */
    static Reaper of(Path folder) throws IOException {
        return new Reaper(new ProcessBuilder("sh", "-c", SCRIPT, "allodoc-demo-reaper", folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Lets it do its work now; returns when the folder is gone. */
    @Override
    public void close() throws IOException {
        try (var standardInput = shell.getOutputStream()) {
            standardInput.write("farewell\n".getBytes(StandardCharsets.US_ASCII));
        }
        shell.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
