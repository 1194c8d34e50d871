package com.allodoc.ops.exporter.config;

/** Where a setting was written, so that what is wrong with it can be said there. */
interface Origin {
    /** Notes a problem of this setting. The message must not repeat a value that may be a secret. */
    void problem(String message);

    /** The path or variable, for the message of another setting. */
    String path();
}
