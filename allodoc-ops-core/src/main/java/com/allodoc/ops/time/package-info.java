/**
 * When something is due. Entry points: {@link Schedule}, {@link MaintenanceWindow} and {@link BusinessCalendar}; all of them
 * resolve local times through {@link WallClock}. May use the JDK and nothing else; every room may use it.
 */
@NullMarked
package com.allodoc.ops.time;

import org.jspecify.annotations.NullMarked;
