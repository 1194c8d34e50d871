package com.allodoc.ops.exporter.config;

/** The rules for a target's name, which becomes the label {@code target}. */
final class TargetName {
    static final int MAX_LENGTH = 100;

    private TargetName() {}

    /** @throws IllegalArgumentException when it can't be a name */
    static String check(String name) {
        if (name.isBlank() || name.length() > MAX_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + MAX_LENGTH + " characters, none of them a control character");
        }
        return name;
    }
}
