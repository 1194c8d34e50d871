package com.allodoc.ops.exporter.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * A password file that a connection string names: libpq's {@code passfile}, for which the driver has no setting. Lines of
 * {@code host:port:database:user:password}, where {@code *} is anything and a backslash takes the next character as it
 * is; the first line that fits counts. Source: "The Password File" in PostgreSQL's documentation of libpq.
 */
final class PgPassFile {
    /** The name of the setting, which is not the driver's. */
    static final String SETTING = "passfile";

    private static final int FIELDS = 5;
    private static final String ANY = "*";

    private PgPassFile() {}

    /**
     * The password for a login. Read anew at every connect, so that a changed file needs no restart.
     *
     * @throws SQLException when the file can't be read
     */
    static Optional<String> find(Path file, PgSettings login) throws SQLException {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PSQLException("the password file can't be read", PSQLState.UNKNOWN_STATE, e);
        }
        List<String> wanted = List.of(login.host(), Integer.toString(login.port()), login.database(), login.user());
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(PgPassFile::fields)
                .filter(fields -> fields.size() == FIELDS && fits(fields, wanted))
                .map(fields -> plain(fields.get(FIELDS - 1)))
                .findFirst();
    }

    /** As they stand, with their backslashes. The password is the rest of the line, whatever it holds. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < line.length() && fields.size() < FIELDS - 1; i++) {
            if (line.charAt(i) == '\\') {
                i++;
            } else if (line.charAt(i) == ':') {
                fields.add(line.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(line.substring(start));
        return fields;
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals(ANY) && !plain(fields.get(i)).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String field) {
        StringBuilder plain = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 1 < field.length()) {
                i++;
            }
            plain.append(field.charAt(i));
        }
        return plain.toString();
    }
}
