package com.allodoc.ops.exporter.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.ShippedDefinition;
import com.allodoc.ops.exporter.render.lint.RenderLint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in {@code dashboards/} is what the shipped definition says. */
class CommittedFilesTest {
    private static final Path FOLDER = Path.of("..", "dashboards");
    private static final Definition DEFINITION = ShippedDefinition.get();

    @Test
    void every_file_is_what_would_be_rendered_now() {
        assertThat(Rendering.all(DEFINITION))
                .allSatisfy(document -> assertThat(FOLDER.resolve(document.path()))
                        .as("render again: allodoc-ops-exporter render")
                        .content()
                        .isEqualTo(document.text()));
    }

    @Test
    void nothing_is_left_over_from_before() throws IOException {
        List<String> rendered =
                Rendering.all(DEFINITION).stream().map(Document::path).toList();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> committed = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("README.md"))
                    .toList();
            assertThat(committed).containsExactlyInAnyOrderElementsOf(rendered);
        }
    }

    @Test
    void the_linter_has_nothing_to_say() {
        assertThat(RenderLint.of(DEFINITION, ShippedDefinition.catalog())).isEmpty();
    }

    @Test
    void rendering_twice_gives_the_same_bytes() {
        assertThat(Rendering.all(ShippedDefinition.get())).isEqualTo(Rendering.all(DEFINITION));
    }
}
