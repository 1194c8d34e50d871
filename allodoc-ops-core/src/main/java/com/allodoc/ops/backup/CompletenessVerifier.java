package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * L2: the dump is complete. Plain SQL (also in gzip) must end with PostgreSQL's completion marker, tar with its
 * end-of-archive block. A custom format archive is read to its end by {@code pg_restore} with the output thrown away,
 * because listing its table of contents succeeds on a truncated file. Thread-safe.
 */
public final class CompletenessVerifier implements Verifier {
    /** {@code pg_restore} reading the archive from its standard input. */
    public static final List<String> PG_RESTORE = List.of("pg_restore", "--file=/dev/null");

    private final Commands commands;
    private final List<String> pgRestore;
    private final Duration limit;

    private CompletenessVerifier(Commands commands, List<String> pgRestore, Duration limit) {
        this.commands = requireNonNull(commands, "commands");
        this.pgRestore = List.copyOf(pgRestore);
        this.limit = Texts.requirePositive(limit, "limit");
    }

    /** Runs {@code pg_restore} from the path through {@code commands}, for at most {@code limit}. */
    public static CompletenessVerifier of(Commands commands, Duration limit) {
        return new CompletenessVerifier(commands, PG_RESTORE, limit);
    }

    /** Runs another command that reads a custom format archive from its standard input, such as one in a container. */
    public static CompletenessVerifier of(Commands commands, Duration limit, List<String> pgRestore) {
        return new CompletenessVerifier(commands, pgRestore, limit);
    }

    @Override
    public VerificationLevel level() {
        return VerificationLevel.COMPLETE;
    }

    @Override
    public Verification verify(BackupRecord backup, BackupContent content, Instant now) {
        try (PeeledContent peeled = PeeledContent.open(content)) {
            return switch (peeled.inner()) {
                case PLAIN_SQL ->
                    judge(
                            backup,
                            now,
                            PlainDumpEnd.read(peeled.stream()).shortfall(),
                            peeled.words() + " with its completion marker");
                case TAR ->
                    judge(backup, now, TarEnd.shortfall(peeled.stream()), peeled.words() + " with its end block");
                case PG_CUSTOM -> {
                    if (peeled.outer() != BackupFormat.PG_CUSTOM) {
                        // pg_restore can't see a wrong checksum of the layer around its archive.
                        peeled.stream().transferTo(OutputStream.nullOutputStream());
                    }
                    yield readByPgRestore(backup, content, now);
                }
                case EMPTY, UNKNOWN ->
                    found(backup, now, VerificationOutcome.FAILED, "no dump by its content: " + peeled.words());
                case GZIP, ZSTD, XZ, LZ4, BZIP2 ->
                    found(
                            backup,
                            now,
                            VerificationOutcome.UNKNOWN,
                            peeled.words() + " can't be opened here; dump with gzip or in custom format");
            };
        } catch (DamagedException e) {
            return found(backup, now, VerificationOutcome.FAILED, "gzip: " + e.getMessage());
        } catch (IOException e) {
            return found(backup, now, VerificationOutcome.UNKNOWN, "could not be read: " + e);
        }
    }

    private Verification judge(BackupRecord backup, Instant now, Optional<String> shortfall, String good) {
        return shortfall
                .map(reason -> found(backup, now, VerificationOutcome.FAILED, reason))
                .orElseGet(() -> found(backup, now, VerificationOutcome.PASSED, good));
    }

    private Verification readByPgRestore(BackupRecord backup, BackupContent content, Instant now) {
        CommandResult result = commands.run(pgRestore, () -> PeeledContent.open(content).stream(), limit);
        Optional<String> problem = result.problem();
        if (problem.isPresent()) {
            return found(backup, now, VerificationOutcome.UNKNOWN, "pg_restore: " + problem.get());
        }
        if (result.exitCode() == 0) {
            return found(backup, now, VerificationOutcome.PASSED, "pg_restore read it to its end");
        }
        // An archive of a newer pg_dump isn't a bad archive.
        boolean tooOld = result.errors().toLowerCase(Locale.ROOT).contains("unsupported version");
        return found(
                backup,
                now,
                tooOld ? VerificationOutcome.UNKNOWN : VerificationOutcome.FAILED,
                "pg_restore exit " + result.exitCode() + ": " + result.errors().strip());
    }

    private Verification found(BackupRecord backup, Instant now, VerificationOutcome outcome, String detail) {
        return Verification.of(backup, level(), now, outcome, detail);
    }
}
