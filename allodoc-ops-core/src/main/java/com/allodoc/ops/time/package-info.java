/**
 * When something is due. Entry points: {@code Schedule} and
 * {@code MaintenanceWindow}. May use the JDK and nothing else; every room may use it.
 */
@NullMarked
package com.allodoc.ops.time;

import org.jspecify.annotations.NullMarked;
