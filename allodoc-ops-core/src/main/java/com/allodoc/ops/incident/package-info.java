/**
 * Verdicts over time become one story. Entry points: {@link com.allodoc.ops.incident.Incident} folds events into a state,
 * {@link com.allodoc.ops.incident.IncidentIntake} turns signals into events, {@link com.allodoc.ops.incident.ResponsePolicy}
 * says what is due, and an {@link com.allodoc.ops.incident.IncidentLog} keeps the events. May use {@code time},
 * {@code oncall}, java.sql and slf4j; nothing else.
 */
@NullMarked
package com.allodoc.ops.incident;

import org.jspecify.annotations.NullMarked;
