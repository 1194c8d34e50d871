package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgPassFileTest {
    private static final PgSettings LOGIN = PgSettings.named("main")
            .host("::1")
            .port(5433)
            .database("a:b")
            .user("o\\brien")
            .build();

    @TempDir
    private Path folder;

    private Optional<String> find(String text) throws Exception {
        return PgPassFile.find(Files.writeString(folder.resolve("pass"), text), LOGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "*:*:*:*:s3cret, s3cret",
        "\\:\\:1:5433:a\\:b:o\\\\brien:s3cret, s3cret",
        "*:5433:*:*:with:colons, with:colons",
        "*:5433:*:*:with\\:colons\\\\, with:colons\\",
        "*:5433:*:*:*, *",
        "'*:*:*:*:', ''",
    })
    void a_line_that_fits_gives_its_password(String line, String password) throws Exception {
        assertThat(find(line)).hasValue(password);
    }

    @ParameterizedTest
    @CsvSource({
        "*:5432:*:*:p",
        "other:*:*:*:p",
        "*:*:a:*:p",
        "*:*:*:somebody:p",
        "\\*:*:*:*:p",
        "*:*:*:p",
        "'#*:*:*:*:p'",
        "''"
    })
    void any_other_line_gives_none(String line) throws Exception {
        assertThat(find(line)).isEmpty();
    }

    @Test
    void the_first_line_that_fits_counts() throws Exception {
        assertThat(find("# mine\n*:1:*:*:no\n*:*:*:*:first\n*:*:*:*:second\n")).hasValue("first");
    }

    @Test
    void a_file_that_is_not_there_says_so_without_the_secret() {
        assertThatThrownBy(() -> PgPassFile.find(folder.resolve("none"), LOGIN))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(new PgDiagnosis(LOGIN).diagnose(e).message())
                                .contains("password file")
                                .contains("none can't be read"));
    }
}
