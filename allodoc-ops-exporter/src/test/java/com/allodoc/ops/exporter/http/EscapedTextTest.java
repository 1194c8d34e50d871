package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedTextTest {
    private static String escape(String text, boolean quotes) {
        EscapedText escaped = new EscapedText().text(text, quotes);
        return new String(escaped.bytes(), 0, escaped.length(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"plain|plain", "say \"hi\"|say \\\"hi\\\"", "C:\\temp|C:\\\\temp", "Zürich|Zürich", "🩺|🩺", "表|表"
            })
    void values_of_labels(String text, String escaped) {
        assertThat(escape(text, true)).isEqualTo(escaped);
    }

    @Test
    void a_newline_becomes_two_characters() {
        assertThat(escape("a\nb", true)).isEqualTo("a\\nb");
    }

    @Test
    void help_keeps_its_quotes() {
        assertThat(escape("the \"name\"", false)).isEqualTo("the \"name\"");
    }

    @Test
    void what_no_parser_could_read_becomes_a_replacement_character() {
        assertThat(escape("a\ud83dz", true)).isEqualTo("a\ufffdz");
        assertThat(escape("\udc00", true)).isEqualTo("\ufffd");
        assertThat(escape("a\u0000b", true)).isEqualTo("a\ufffdb");
    }

    @Test
    void ten_kilobytes_survive() {
        String text = "ä\"".repeat(5_000);

        assertThat(escape(text, true)).isEqualTo("ä\\\"".repeat(5_000));
    }

    @Test
    void every_text_is_encoded_as_the_jdk_encodes_it() {
        long seed = Seed.value();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(40), 1, 0x110000)
                    .filter(c -> c != '"' && c != '\\' && c != '\n' && (c < 0xD800 || c > 0xDFFF))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(escape(text, true)).as("seed %d", seed).isEqualTo(text);
        }
    }
}
