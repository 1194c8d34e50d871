package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static com.allodoc.ops.check.CheckStatus.UNKNOWN;
import static com.allodoc.ops.check.CheckStatus.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DependencyGraphTest {
    private static final CheckState PENDING = CheckState.pending(FlapDetector.off());

    private final Map<String, CheckState> states = new HashMap<>();

    private static CheckDefinition.Builder check(String name) {
        return CheckDefinition.builder(name, context -> context.ok("fine"));
    }

    private static CheckState after(int trip, CheckStatus... results) {
        return MonitorStory.of(trip, 1).results(results).state();
    }

    private List<String> hiding(DependencyGraph graph, String child) {
        return graph.hiding(child, name -> states.getOrDefault(name, PENDING));
    }

    @Nested
    class With_one_parent {
        private final DependencyGraph graph = DependencyGraph.of(List.of(
                check("database").build(),
                check("backend").dependsOn("database").build()));

        @Test
        void the_child_is_hidden_when_the_parent_is_hard_down_or_unknown() {
            states.put("database", after(1, CRITICAL));
            assertThat(hiding(graph, "backend")).containsExactly("database");
            states.put("database", after(1, UNKNOWN));
            assertThat(hiding(graph, "backend")).containsExactly("database");
        }

        @Test
        void it_is_not_hidden_by_a_parent_that_is_soft_pending_fine_or_only_warns() {
            for (CheckState state : List.of(after(2, CRITICAL), PENDING, after(1, OK), after(1, WARNING))) {
                states.put("database", state);
                assertThat(hiding(graph, "backend")).isEmpty();
            }
        }

        @Test
        void the_parent_itself_is_never_hidden() {
            states.put("database", after(1, CRITICAL));
            assertThat(hiding(graph, "database")).isEmpty();
        }
    }

    @Test
    void a_grandparent_hides_through_a_parent_that_looks_fine_and_is_named_as_the_cause() {
        DependencyGraph graph = DependencyGraph.of(List.of(
                check("host").build(),
                check("database").dependsOn("host").build(),
                check("backend").dependsOn("database").build()));
        states.put("host", after(1, CRITICAL));
        states.put("database", after(1, OK));
        assertThat(hiding(graph, "backend")).containsExactly("host");
    }

    @Test
    void of_a_redundancy_group_one_parent_suffices() {
        DependencyGraph graph = DependencyGraph.of(List.of(
                check("a").build(),
                check("b").build(),
                check("child").dependsOnAnyOf("a", "b").build()));
        states.put("a", after(1, CRITICAL));
        assertThat(hiding(graph, "child")).isEmpty();
        states.put("b", after(1, CRITICAL));
        assertThat(hiding(graph, "child")).containsExactly("a", "b");
        assertThat(graph.parentsOf("child")).hasToString("[a or b]");
    }

    @Test
    void of_two_groups_both_must_have_one_that_is_up() {
        DependencyGraph graph = DependencyGraph.of(List.of(
                check("a").build(),
                check("b").build(),
                check("c").build(),
                check("child").dependsOnAnyOf("a", "b").dependsOn("c").build()));
        states.put("c", after(1, CRITICAL));
        assertThat(hiding(graph, "child")).containsExactly("c");
    }

    @Test
    void every_mistake_is_named_at_once() {
        assertThatThrownBy(() -> DependencyGraph.of(List.of(
                        check("a").dependsOn("b").build(),
                        check("b").dependsOn("a").build(),
                        check("c").dependsOn("nowhere").build(),
                        check("c").dependsOn("c").build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two checks are named c")
                .hasMessageContaining("a cycle: a -> b -> a")
                .hasMessageContaining("a cycle: c -> c");
        assertThatThrownBy(() -> DependencyGraph.of(
                        List.of(check("c").dependsOn("nowhere").build())))
                .hasMessageContaining("c depends on nowhere, which is no check");
        assertThatThrownBy(() -> check("c").dependsOnAnyOf()).hasMessageContaining("at least one parent");
    }

    @Test
    void asking_for_a_check_that_is_not_there_names_those_that_are() {
        DependencyGraph graph = DependencyGraph.of(List.of(check("a").build()));
        assertThatThrownBy(() -> graph.parentsOf("b")).hasMessage("no check is named b; there are [a]");
    }
}
