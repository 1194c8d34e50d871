package com.allodoc.ops.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.threshold.Level;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunbookTest {

    private final Runbook runbook = WikiRunbook.mended().build();

    @Test
    void finds_its_parts_by_name() {
        assertThat(runbook.service("backend"))
                .hasValueSatisfying(service -> assertThat(service.dependsOn()).containsExactly("database"));
        assertThat(runbook.indicator("cpu_ratio")).isPresent();
        assertThat(runbook.procedure("update"))
                .hasValueSatisfying(procedure -> assertThat(procedure.steps()).hasSize(2));
        assertThat(runbook.escalation(Severity.SEV1)).contains(WikiRunbook.policy());
        assertThat(runbook.service("cache")).isEmpty();
        assertThat(runbook.zone()).isEqualTo(WikiRunbook.PARIS);
    }

    @Test
    void two_things_of_one_kind_need_two_names() {
        Contact contact = Contact.of("ops", Contact.Kind.CHANNEL, "#ops");
        assertThatThrownBy(() ->
                        WikiRunbook.mended().contact(contact).contact(contact).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("contacts: two are named ops; rename one");
    }

    @Test
    void a_check_takes_its_limits_from_the_alerts_on_an_indicator() {
        Runbook memory = WikiRunbook.mended()
                .indicator(Indicator.of("memory_ratio", "", Threshold.atLeast(0.85)))
                .alert(AlertRule.chat("MemoryHigh", "memory_ratio", Threshold.above(0.9), Severity.SEV3)
                        .pendingFor(Duration.ofMinutes(10)))
                .alert(AlertRule.page("MemoryCritical", "memory_ratio", Threshold.above(0.95), Severity.SEV2))
                .build();

        ThresholdPolicy policy = memory.policyOf("memory_ratio").orElseThrow();

        assertThat(policy.describe()).isEqualTo("warning > 0.9 for PT10M, critical > 0.95");
        assertThat(policy.judge(0.95)).isEqualTo(Level.WARNING);
    }

    @Test
    void the_target_is_the_warning_where_no_alert_is() {
        Runbook memory = WikiRunbook.mended()
                .indicator(Indicator.of("memory_ratio", "", Threshold.atLeast(0.85)))
                .alert(AlertRule.page("MemoryCritical", "memory_ratio", Threshold.above(0.95), Severity.SEV2))
                .indicator(Indicator.watched("users", ""))
                .build();

        assertThat(memory.policyOf("memory_ratio"))
                .hasValueSatisfying(
                        policy -> assertThat(policy.describe()).isEqualTo("warning >= 0.85, critical > 0.95"));
        assertThat(memory.policyOf("users")).isEmpty();
        assertThat(memory.policyOf("nothing")).isEmpty();
    }

    @Test
    void a_command_is_read_as_a_person_would_write_it() {
        assertThat(Command.of("docker", "ps")).hasToString("docker ps");
        assertThat(Command.shell("a | b")).hasToString("a | b");
        assertThat(Command.of("./scripts/deploy.sh", "now").script()).contains("./scripts/deploy.sh");
        assertThat(Command.shell("./scripts/a.sh > log").script()).contains("./scripts/a.sh");
        assertThat(Command.of("docker", "ps").script()).isEmpty();
        assertThatThrownBy(() -> Command.of()).hasMessageContaining("must name a program");
    }

    @Test
    void only_changing_steps_need_a_confirmation() {
        assertThat(runbook.procedure("update").orElseThrow().steps()).allMatch(Step::mutates);
        assertThat(runbook.checklists().get(0).items()).noneMatch(Step::mutates);
        assertThat(Step.manual("look").boundTo()).isEmpty();
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> ResourceBudget.of(0, 1, 1, 1)).hasMessageContaining("cores must be positive");
        assertThatThrownBy(() -> ResourceBudget.of(1, 0, 1, 1)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> Endpoint.of("http", 65_536)).hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> Service.builder("a").dependsOn("a").build())
                .hasMessageContaining("the service itself");
        assertThatThrownBy(() -> Procedure.builder("p", Procedure.Purpose.DRILL).build())
                .hasMessageContaining("phases of procedure p are empty");
        assertThatThrownBy(() -> new Procedure.Phase("now", Duration.ZERO, List.of(Step.manual("x"))))
                .hasMessageContaining("timeBox");
        assertThatThrownBy(() -> Checklist.of("c", runbook.checklists().get(0).schedule()))
                .hasMessageContaining("items of checklist c are empty");
    }

    @Test
    void a_budget_is_in_base_units() {
        assertThat(ResourceBudget.of(0.5, 512, 2, 100))
                .isEqualTo(new ResourceBudget(0.5, 536_870_912, 2_147_483_648L, 100_000_000));
    }
}
