package com.allodoc.ops.incident;

/**
 * An event that stays in the timeline but changed nothing, and why. Immutable.
 *
 * @param event the event
 * @param reason one sentence for people
 */
public record IgnoredEvent(IncidentEvent event, String reason) {}
