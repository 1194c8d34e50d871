package com.allodoc.ops.backup;

import java.io.IOException;
import java.io.InputStream;

/** Port: the bytes of one backup, from the beginning each time it is opened. */
@FunctionalInterface
public interface BackupContent {

    /** A new stream at the first byte; the caller closes it. */
    InputStream open() throws IOException;
}
