package com.allodoc.ops.exporter.postgres;

/**
 * What a server says against a user's query.
 *
 * @param query its name
 * @param position in its text, in characters from 1; 0 when it is about all of it
 * @param message what and where, without anything of the data
 */
public record PgFinding(String query, int position, String message) {}
