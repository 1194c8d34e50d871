package com.allodoc.ops.backup;

import java.time.Duration;
import java.util.List;

/** Port: runs a program. Implementations are thread-safe and never throw for a program that fails. */
@FunctionalInterface
public interface Commands {

    /**
     * Runs {@code command}, without a shell, feeds it {@code input}, throws its output away and waits at most
     * {@code limit}.
     */
    CommandResult run(List<String> command, BackupContent input, Duration limit);
}
