package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** What editors and readers are told about the definition is what decodes it. */
class RunbookFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema WHOLE = schema(RunbookFormat.schema());
    private static final Schema OVERLAY = schema(RunbookFormat.overlaySchema());

    @TempDir
    private Path folder;

    private static Schema schema(Map<String, Object> tree) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(JSON.<JsonNode>valueToTree(tree));
    }

    private static List<String> findings(Schema schema, String yaml) {
        Object tree =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        return schema.validate(JSON.<JsonNode>valueToTree(tree)).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private void decode(String yaml) throws Exception {
        RunbookLoader.of(Environment.of(Map.of("LIMIT", "> 0.9")))
                .over(Files.writeString(folder.resolve("team.yml"), yaml));
    }

    private static String shipped() throws Exception {
        try (InputStream in = RunbookLoader.class.getResourceAsStream("allodoc.yml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void both_are_valid_schemas() throws Exception {
        String dialect = SpecificationVersion.DRAFT_7.getDialectId();
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(com.networknt.schema.SchemaLocation.of(dialect));
        assertThat(meta.validate(JSON.<JsonNode>valueToTree(RunbookFormat.schema())))
                .isEmpty();
        assertThat(meta.validate(JSON.<JsonNode>valueToTree(RunbookFormat.overlaySchema())))
                .isEmpty();
    }

    @Test
    void the_shipped_definition_fits_both() throws Exception {
        assertThat(findings(WHOLE, shipped())).isEmpty();
        assertThat(findings(OVERLAY, shipped())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        one number        | alerts: {HighCpu: {limit: '> 0.9'}}
        an entry away     | alerts: {RedisFragmented: ~}
        a setting away    | services: {frontend: {budget: ~}}
        from outside      | alerts: {HighCpu: {limit: '${env:LIMIT}'}}
        a quoted number   | floors: {disk_ratio: '0.8'}
        in capitals       | windows: {weekly: {opens: SUNDAY at 02:00}}
        a list anew       | hours: {days: [monday, Tuesday]}
        another promise   | response: {SEV4: {respond: no clock, review: 24h}}
        """)
    void a_teams_file_may_say(String what, String yaml) throws Exception {
        decode(yaml);
        assertThat(findings(OVERLAY, yaml)).as(what).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        an unknown key                 | sistem: x
        an unknown key inside          | windows: {weekly: {til: x}}
        a mapping for a value          | system: {name: x}
        a list for a value             | system: [x]
        a value for a mapping          | site: x
        a value for a list             | hours: {days: Monday}
        a list for names               | alerts: [HighCpu]
        nothing                        | zone: ~
        an empty text                  | system: '  '
        no number                      | floors: {disk_ratio: much}
        no whole number                | services: {redis: {endpoints: [{name: x, port: 80.5}]}}
        neither true nor false         | services: {redis: {core: maybe}}
        no duration                    | alerts: {HighCpu: {for: 10 minutes}}
        a number without a unit        | alerts: {HighCpu: {for: 10}}
        no limit                       | alerts: {HighCpu: {limit: above 3}}
        no time                        | windows: {weekly: {until: '25:00'}}
        no date                        | document: {updated: 15.01.2025}
        no weekday                     | hours: {days: [Someday]}
        no schedule                    | windows: {weekly: {opens: Sundays}}
        no such way of telling         | alerts: {HighCpu: {channel: shout}}
        no such severity               | alerts: {HighCpu: {severity: SEV9}}
        promises for no severity       | response: {SEV5: {respond: 1h}}
        no such promise                | response: {SEV1: {respond: soon}}
        a step that is nothing         | checklists: {morning: {items: [{expect: x}]}}
        a step that is two things      | checklists: {morning: {items: [{do: x, run: y}]}}
        something missing in a list    | assumptions: [{where: x, taken: y}]
        a zone that can be none        | zone: Mars and Venus
        """)
    void nobody_may_say(String what, String yaml) {
        assertThat(findings(OVERLAY, yaml)).as(what).isNotEmpty();
        assertThatExceptionOfType(ConfigException.class).as(what).isThrownBy(() -> decode(yaml));
    }

    @Test
    void a_whole_definition_lacks_nothing() throws Exception {
        assertThat(findings(WHOLE, shipped().replace("zone: Europe/Paris", "")))
                .singleElement()
                .asString()
                .contains("zone");
        assertThat(findings(WHOLE, shipped().replace("{indicator: host_cpu_ratio, ", "{")))
                .singleElement()
                .asString()
                .contains("HighCpu", "indicator");
    }

    @Test
    void every_key_that_is_told_is_read_and_no_other() {
        String everything = new Dump(DumpSettings.builder().build()).dumpToString(example(RunbookDecoder.SHAPE));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> decode(everything))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()))
                        .doesNotContain("unknown key")
                        .doesNotContain("is missing")
                        .doesNotContain("expected "));
        assertThat(findings(WHOLE, everything)).isEmpty();
    }

    /** Every key once; of alternatives the first. */
    private static Map<String, Object> example(RunbookShape shape) {
        if (!shape.alternatives().isEmpty()) {
            return example(shape.alternatives().get(1));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RunbookMember member : shape.members()) {
            Object value = member instanceof RunbookPart part ? example(part.shape()) : text((RunbookKey<?>) member);
            tree.put(
                    member.name(),
                    switch (member.form()) {
                        case ONE -> value;
                        case LIST -> List.of(value);
                        case NAMED -> Map.of("one", value);
                    });
        }
        return tree;
    }

    private static String text(RunbookKey<?> key) {
        return key.word().example();
    }

    @Test
    void the_reference_says_everything_about_every_key() {
        Map<String, List<List<String>>> reference = RunbookFormat.reference();
        assertThat(reference.keySet())
                .contains("", "alerts.NAME", "response.SEV1", "checklists.NAME.items[] with do", "hours");
        assertThat(reference)
                .allSatisfy((path, rows) -> assertThat(rows)
                        .hasSizeGreaterThan(1)
                        .allSatisfy(row -> assertThat(row).hasSize(4).noneMatch(String::isBlank)));
        assertThat(reference.get("alerts.NAME"))
                .contains(List.of("for", "duration (1m30s)", "0s", "How long it must be bad before somebody is told."));
    }
}
