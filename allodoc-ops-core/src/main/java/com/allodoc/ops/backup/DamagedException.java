package com.allodoc.ops.backup;

import java.io.IOException;

/**
 * The bytes could be read, but are not what they should be. Every other {@link IOException} means they couldn't be
 * read.
 */
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
