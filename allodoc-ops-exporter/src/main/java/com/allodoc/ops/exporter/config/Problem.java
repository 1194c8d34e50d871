package com.allodoc.ops.exporter.config;

/**
 * One thing that is wrong with a configuration. Immutable; holds no secret.
 *
 * @param source the file as it was named, or {@code environment}
 * @param line from 1; 0 when the problem has no line
 * @param column from 1; 0 when the line is enough
 * @param path of the setting, such as {@code targets.postgres[0].port}, or the variable; may be empty
 * @param message what is wrong and what to do about it
 */
public record Problem(String source, int line, int column, String path, String message) {

    /** {@code ops.yml:14: targets.postgres[0].ssl-mode: unknown key "ssl-mode"; did you mean "sslMode"?} */
    public String render() {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (column > 0) {
            text.append(':').append(column);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        return text.append(message).toString();
    }

    @Override
    public String toString() {
        return render();
    }
}
