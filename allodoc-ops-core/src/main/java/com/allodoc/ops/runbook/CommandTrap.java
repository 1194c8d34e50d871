package com.allodoc.ops.runbook;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command that looks right and isn't. Immutable.
 *
 * @param rule the name of the finding
 * @param pattern what such a command contains
 * @param unless what makes it harmless, in the command or in what the step expects; null for nothing
 * @param what what really happens
 * @param next what to do instead
 */
record CommandTrap(String rule, Pattern pattern, @Nullable Pattern unless, String what, String next) {

    static CommandTrap of(String rule, String pattern, String what, String next) {
        return new CommandTrap(rule, Pattern.compile(pattern, Pattern.DOTALL), null, what, next);
    }

    CommandTrap unless(String harmless) {
        return new CommandTrap(rule, pattern, Pattern.compile(harmless, Pattern.DOTALL), what, next);
    }

    boolean catches(Command command, String expected) {
        return pattern.matcher(command.text()).find()
                && (unless == null
                        || !unless.matcher(command.text() + "\n" + expected).find());
    }
}
