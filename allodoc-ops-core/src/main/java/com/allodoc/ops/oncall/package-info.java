/**
 * Who answers. Entry points: {@link OnCallSchedule} for who is on duty and why, and {@link EscalationPlan} for whom to notify
 * next. Both are pure functions of values and an instant. May use {@code time}; the {@code incident} room uses this one and
 * hands its events over as {@link EscalationEvent}s.
 */
@NullMarked
package com.allodoc.ops.oncall;

import org.jspecify.annotations.NullMarked;
