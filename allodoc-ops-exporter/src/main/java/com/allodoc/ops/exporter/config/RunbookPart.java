package com.allodoc.ops.exporter.config;

/** A key with a mapping, a list of them, or a mapping of names to them. Immutable. */
record RunbookPart(String name, Form form, RunbookShape shape, boolean isRequired, String meaning)
        implements RunbookMember {

    static RunbookPart required(String name, RunbookShape shape, String meaning) {
        return new RunbookPart(name, Form.ONE, shape, true, meaning);
    }

    static RunbookPart optional(String name, RunbookShape shape, String meaning) {
        return new RunbookPart(name, Form.ONE, shape, false, meaning);
    }

    static RunbookPart list(String name, RunbookShape shape, String meaning) {
        return new RunbookPart(name, Form.LIST, shape, false, meaning);
    }

    static RunbookPart named(String name, RunbookShape shape, String meaning) {
        return new RunbookPart(name, Form.NAMED, shape, false, meaning);
    }

    @Override
    public String byDefault() {
        return isRequired ? "" : "none";
    }
}
