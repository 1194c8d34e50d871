package com.allodoc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/api.md} lists every public type of every room, and nothing else. */
class ApiDocTest {

    private static final Pattern ROOM = Pattern.compile("## (\\w+)");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (.+) \\|");

    @Test
    void every_public_type_has_its_sentence() throws IOException {
        assertThat(documented()).isEqualTo(published());
    }

    private static Map<String, List<String>> published() {
        Map<String, TreeSet<String>> types = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().importPath(Path.of("target", "classes"))) {
            if (type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                String room = type.getPackageName().substring("com.allodoc.ops.".length());
                types.computeIfAbsent(room, unused -> new TreeSet<>()).add(type.getSimpleName());
            }
        }
        Map<String, List<String>> sorted = new TreeMap<>();
        types.forEach((room, names) -> sorted.put(room, List.copyOf(names)));
        return sorted;
    }

    private static Map<String, List<String>> documented() throws IOException {
        Map<String, List<String>> types = new TreeMap<>();
        String room = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "api.md"))) {
            Matcher heading = ROOM.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                room = heading.group(1);
            } else if (row.matches() && !room.isEmpty()) {
                assertThat(row.group(2)).as("the sentence of %s", row.group(1)).endsWith(".");
                types.computeIfAbsent(room, unused -> new ArrayList<>()).add(row.group(1));
            }
        }
        return types;
    }
}
