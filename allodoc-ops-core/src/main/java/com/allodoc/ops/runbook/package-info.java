/**
 * The definition that composes the rest, as values. Entry points: {@link com.allodoc.ops.runbook.Runbook} holds everything
 * a team has agreed on, and {@link com.allodoc.ops.runbook.Runbook#lint} finds where that contradicts itself. To add a
 * contradiction: one rule in one of the {@code *Rules} classes, or one line in {@code CommandTraps}, and one test. May use
 * every room but {@code metrics}; reads no file, runs no command.
 */
@NullMarked
package com.allodoc.ops.runbook;

import org.jspecify.annotations.NullMarked;
