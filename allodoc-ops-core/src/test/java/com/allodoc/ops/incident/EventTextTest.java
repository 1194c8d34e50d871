package com.allodoc.ops.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.testing.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventTextTest {
    private static final String NOTE = """
            {"kind":"noted","id":"e1","incident":"inc-1","at":"2025-06-11T08:00:00Z","author":"person:anna","text":"hi"}""";

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void every_kind_comes_back_as_it_was(EventKind kind) {
        Seed seed = Seed.next();
        RandomEvents events = new RandomEvents(seed.random());
        for (int i = 0; i < 500; i++) {
            IncidentEvent event = events.event(kind);
            String text = EventText.encode(event);

            assertThat(EventText.decode(text)).as("%s, %s", seed, text).isEqualTo(event);
            assertThat(text.chars()).as("%s", seed).allMatch(c -> c >= ' ' && c < 0x7f);
        }
    }

    @Test
    void the_text_is_the_same_in_every_release() {
        IncidentEvent event = new IncidentEvent.Triggered(
                new EventHead("e1", "inc-2", TestEvents.START, Author.system("alertmanager")),
                "Disk \"full\" \uD83D\uDEA8",
                Severity.SEV2,
                DedupKey.ofAlert("b7d2"),
                TestEvents.START.minusMillis(1),
                "inc-1");

        assertThat(EventText.encode(event))
                .isEqualTo("{\"kind\":\"triggered\",\"id\":\"e1\",\"incident\":\"inc-2\","
                        + "\"at\":\"2025-06-11T08:00:00Z\",\"author\":\"system:alertmanager\","
                        + "\"title\":\"Disk \\\"full\\\" \\ud83d\\udea8\",\"severity\":\"SEV2\",\"key\":\"alert:b7d2\","
                        + "\"startsAt\":\"2025-06-11T07:59:59.999Z\",\"follows\":\"inc-1\"}");
    }

    @Test
    void a_text_that_was_cut_anywhere_is_refused() {
        for (int length = 0; length < NOTE.length(); length++) {
            String cut = NOTE.substring(0, length);
            assertThatThrownBy(() -> EventText.decode(cut)).as(cut).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_text_with_one_character_changed_is_refused_or_another_event_but_never_a_crash() {
        Seed seed = Seed.next();
        SplittableRandom random = seed.random();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(NOTE);
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x80));
            try {
                assertThat(EventText.decode(text.toString())).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).as("%s, %s", seed, text).hasMessageMatching("(?s).{10,}");
            }
        }
    }

    @Test
    void space_between_the_parts_is_allowed() {
        assertThat(EventText.decode(NOTE.replace(":\"", " : \"").replace(",", " ,\n\t")))
                .isEqualTo(EventText.decode(NOTE));
    }

    @Nested
    class It_refuses_and_says_why {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"text\":\"hi\" | \"text\":\"hi\",\"text\":\"ho\" | the field \"text\" comes twice at column 109",
                    "\"text\":\"hi\" | \"text\":\"hi\",\"more\":\"ho\" | unknown fields [more]",
                    "\"text\":\"hi\" | \"test\":\"hi\" | the field \"text\" is missing",
                    "\"text\":\"hi\" | \"text\":[\"hi\"] | the field \"text\" must not be an array",
                    "\"text\":\"hi\" | \"text\":7 | '7' where '\"' belongs",
                    "\"text\":\"hi\" | \"text\":\"\\x\" | the unknown escape \\x",
                    "\"text\":\"hi\" | \"text\":\"\\u12g4\" | 'g' where a hexadecimal digit belongs",
                    "\"text\":\"hi\" | \"text\":\"  \" | text must not be blank",
                    "hi\"} | hi\"}} | text after the end of the object",
                    "noted | notes | no kind of event: \"notes\"",
                    "2025-06-11T08 | 2025-06-31T08 | the field \"at\" is no ISO 8601 time",
                    "person:anna | anna | write person:<name> or system:<name>",
                    "\"e1\" | \"e 1\" | id must be 1 to 128 visible ASCII characters",
                })
        void what_it_does_not_understand(String part, String instead, String reason) {
            assertThatThrownBy(() -> EventText.decode(NOTE.replace(part, instead)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(reason);
        }

        @Test
        void a_raw_newline_in_a_string() {
            assertThatThrownBy(() -> EventText.decode(NOTE.replace("hi", "h\ni")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an unescaped control character");
        }
    }
}
