package com.allodoc.ops.runbook;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do, and how to see that it was done. Nothing is done by itself: a step is proposed, confirmed by a person
 * and recorded. Immutable.
 */
public sealed interface Step {

    /** What to do, in a few words. */
    String title();

    /** What is to be seen afterwards; empty when the title says it. */
    String expected();

    /** The command that does it; empty for what only a person can do. */
    Optional<Command> boundTo();

    /** Whether it changes the system, and so needs a confirmation. */
    boolean mutates();

    /** Something only a person can do or judge. */
    static Step manual(String title) {
        return new Manual(title, "");
    }

    /** A command that only looks. */
    static Step look(String title, Command command) {
        return new ReadOnly(title, command, "");
    }

    /** A command that only looks, and what it must show. */
    static Step look(String title, Command command, String expected) {
        return new ReadOnly(title, command, expected);
    }

    /** A command that changes something. */
    static Mutating change(String title, Command command) {
        return new Mutating(title, command, "", "", null);
    }

    /** Done by a person. */
    record Manual(String title, String expected) implements Step {
        public Manual {
            Words.requireText(title, "title");
        }

        @Override
        public Optional<Command> boundTo() {
            return Optional.empty();
        }

        @Override
        public boolean mutates() {
            return false;
        }
    }

    /** Looks, and changes nothing: may be run without asking. */
    record ReadOnly(String title, Command command, String expected) implements Step {
        public ReadOnly {
            Words.requireText(title, "title");
        }

        @Override
        public Optional<Command> boundTo() {
            return Optional.of(command);
        }

        @Override
        public boolean mutates() {
            return false;
        }
    }

    /**
     * Changes the system: needs a confirmation each time.
     *
     * @param guard what must hold before; empty for nothing
     * @param rollback how to take it back; null when it can't be
     */
    record Mutating(
            String title,
            Command command,
            String guard,
            String expected,
            @Nullable Command rollback) implements Step {
        public Mutating {
            Words.requireText(title, "title");
        }

        /** The same step, to be done only when {@code condition} holds. */
        public Mutating onlyIf(String condition) {
            return new Mutating(title, command, condition, expected, rollback);
        }

        /** The same step, with the way back. */
        public Mutating undoneBy(Command command) {
            return new Mutating(title, this.command, guard, expected, command);
        }

        @Override
        public Optional<Command> boundTo() {
            return Optional.of(command);
        }

        @Override
        public boolean mutates() {
            return true;
        }
    }
}
