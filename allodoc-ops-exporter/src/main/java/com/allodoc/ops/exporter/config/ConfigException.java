package com.allodoc.ops.exporter.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that can't be used, with every problem it has. Its message has one line for each; none holds a secret. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    /** More than anybody reads; a generated file can be wrong in every line. */
    private static final int SHOWN = 50;

    private final transient List<Problem> problems;

    /** Of at least one problem. */
    public ConfigException(List<Problem> problems) {
        super(render(problems));
        this.problems = List.copyOf(problems);
    }

    /** Of a problem that only showed when the configuration was put into effect. */
    public static ConfigException of(Problem problem) {
        return new ConfigException(List.of(problem));
    }

    /** At least one, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    private static String render(List<Problem> problems) {
        String text = problems.stream().limit(SHOWN).map(Problem::render).collect(Collectors.joining("\n"));
        int more = problems.size() - SHOWN;
        return more > 0 ? text + "\n... and " + more + " more" : text;
    }
}
