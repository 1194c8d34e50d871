package com.allodoc.ops.exporter.config;

/** What may stand in a mapping of the definition: a single value or another mapping, once, in a list, or under names. */
sealed interface RunbookMember permits RunbookKey, RunbookPart {
    String name();

    Form form();

    boolean isRequired();

    /** What holds where it is left out, for readers. */
    String byDefault();

    /** One sentence. */
    String meaning();

    /** How often a value stands under one key. */
    enum Form {
        ONE,
        LIST,
        /** A mapping whose keys are names of the team's own. */
        NAMED
    }
}
