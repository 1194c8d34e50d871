/**
 * Is there a good, recent, restorable copy? Entry points: {@link BackupCatalog} lists what exists,
 * {@link RetentionPolicy} decides what stays and says why, {@link Verifications} and {@link RestoreDrill} hold what was
 * proven, {@link RecoveryObjective} and {@link FreshnessPolicy} judge it. All judgements are functions of values and an
 * instant; {@link DirectoryBackupCatalog}, {@link RetentionExecutor} and {@link ProcessCommands} are the thin shells.
 * May use {@code time} and the JDK; nothing else.
 */
@NullMarked
package com.allodoc.ops.backup;

import org.jspecify.annotations.NullMarked;
