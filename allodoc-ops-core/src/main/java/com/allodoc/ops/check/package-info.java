/**
 * Ask a question, get a verdict. Entry points: {@link com.allodoc.ops.check.Checks} for ready checks,
 * {@link com.allodoc.ops.check.CheckScheduler} to run them, {@link com.allodoc.ops.check.CheckMonitor} for the pure state
 * machine behind it. Nothing is global: two schedulers in one process know nothing of each other. May use
 * {@code threshold}, {@code time}, slf4j and the JDK.
 */
@NullMarked
package com.allodoc.ops.check;

import org.jspecify.annotations.NullMarked;
