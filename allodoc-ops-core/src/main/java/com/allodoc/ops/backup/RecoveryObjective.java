package com.allodoc.ops.backup;

import java.time.Duration;

/** A promise about recovery: how much data may be lost ({@link Rpo}), how long it may take ({@link Rto}). Immutable. */
public sealed interface RecoveryObjective permits Rpo, Rto {

    /** What it is about, such as {@code maximum data loss} or {@code database restore}. */
    String name();

    /** What may be lost or may be taken at most; exactly this much is still met. */
    Duration limit();
}
