package com.allodoc.ops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.TopFrame;
import com.allodoc.ops.exporter.config.ServiceBudget;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A frame as people and scripts see it. */
class TopTableTest {
    private static final TopFrame FRAME = new TopFrame(
            Instant.parse("2026-11-25T09:00:00Z"),
            List.of(
                    new TopFrame.Row(
                            "allodoc_backend_prod",
                            "backend",
                            "running",
                            2.5,
                            512 << 20,
                            1 << 30,
                            1536,
                            10,
                            0,
                            5 << 20,
                            12),
                    new TopFrame.Row(
                            "batch",
                            "",
                            "exited",
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN)),
            List.of(new TopFrame.Use(ServiceBudget.RUNBOOK.get(1), 2.5, 512 << 20)),
            List.of());

    @Test
    void text_has_columns_and_a_dash_for_what_is_not_known() {
        assertThat(new TopTable(false).render(FRAME)).isEqualTo("""
                SERVICE  CPU   BUDGET  CPU %  MEMORY    BUDGET  MEM %
                backend  2.50  2.00    125%   512.0MiB  2.0GiB  25%    over its budget

                CONTAINER             SERVICE  STATE    CPU   MEMORY    LIMIT   NET I/O       BLOCK I/O    PIDS
                allodoc_backend_prod  backend  running  2.50  512.0MiB  1.0GiB  1.5KiB / 10B  0B / 5.0MiB  12
                batch                 -        exited   -     -         -       - / -         - / -        -
                """);
    }

    @Test
    void colours_change_no_column() {
        String coloured = new TopTable(true).render(FRAME);
        assertThat(coloured).contains("\u001b[31m125%\u001b[0m").contains("\u001b[32m25%\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(new TopTable(false).render(FRAME));
    }

    @Test
    void json_is_one_line_without_what_is_not_known() {
        assertThat(TopJson.render(FRAME))
                .isEqualTo("{\"at\":\"2026-11-25T09:00:00Z\",\"level\":\"over\",\"down\":[],\"services\":["
                        + "{\"service\":\"backend\",\"level\":\"over\",\"cores\":2.5,\"cores_budget\":2,"
                        + "\"memory_bytes\":536870912,\"memory_budget_bytes\":2147483648}],\"containers\":["
                        + "{\"name\":\"allodoc_backend_prod\",\"service\":\"backend\",\"state\":\"running\",\"cores\":2.5,"
                        + "\"memory_bytes\":536870912,\"memory_limit_bytes\":1073741824,"
                        + "\"network_received_bytes\":1536,\"network_sent_bytes\":10,\"block_read_bytes\":0,"
                        + "\"block_written_bytes\":5242880,\"threads\":12},"
                        + "{\"name\":\"batch\",\"service\":\"\",\"state\":\"exited\"}]}");
    }

    @Test
    void an_engine_that_is_down_comes_first() {
        TopFrame down = new TopFrame(FRAME.at(), List.of(), List.of(), List.of("nobody listens"));
        assertThat(new TopTable(false).render(down)).startsWith("engine down: nobody listens\n");
    }
}
