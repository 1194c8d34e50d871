package com.allodoc.ops.examples.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Cleans up after a demo that was killed too hard to do so itself. A shell waits for the end of its standard input,
 * which the kernel closes with the demo's last breath, and then ends the servers and deletes their folder. When the
 * demo has cleaned up already, it finds nothing to do. Needs a POSIX shell; elsewhere there is no such net.
 */
final class Reaper implements AutoCloseable {
    // A signal to the terminal's whole process group must not take the one away who cleans up after it.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            cat >/dev/null
            folder=$1; shift
            for pid in "$@"; do kill -INT "$pid" 2>/dev/null; done
            tries=0
            while [ $tries -lt 50 ]; do
              alive=
              for pid in "$@"; do kill -0 "$pid" 2>/dev/null && alive=1; done
              [ -z "$alive" ] && break
              tries=$((tries + 1)); sleep 0.1
            done
            for pid in "$@"; do kill -KILL "$pid" 2>/dev/null; done
            rm -rf "$folder"
            """;

    private final Process shell;

    private Reaper(Process shell) {
        this.shell = shell;
    }

    /** Watches over processes and the folder they live in. */
    static Reaper of(Path folder, List<Long> processes) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "allodoc-demo-reaper"));
        command.add(folder.toString());
        processes.forEach(pid -> command.add(Long.toString(pid)));
        return new Reaper(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Lets it do its work now; returns when the folder is gone. */
    @Override
    public void close() throws IOException {
        shell.getOutputStream().close();
        shell.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
