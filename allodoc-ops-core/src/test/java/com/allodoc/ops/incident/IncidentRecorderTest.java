package com.allodoc.ops.incident;

import static com.allodoc.ops.incident.TestEvents.minute;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentRecorderTest {
    private static final DedupKey KEY = DedupKey.ofAlert("b7d2");

    private final IncidentLog log = new InMemoryIncidentLog();
    private final IncidentRecorder recorder = new IncidentRecorder(log, IncidentIntake.standard());

    @Test
    void stores_what_a_signal_leads_to() {
        recorder.receive(signal(Signal.Kind.FIRING, 0), minute(1));
        recorder.receive(signal(Signal.Kind.CLEARED, 0), minute(9));

        assertThat(log.latest(KEY).orElseThrow().state()).isEqualTo(IncidentState.MITIGATED);
    }

    @Test
    void settles_what_has_been_clear_for_long_enough() {
        recorder.receive(signal(Signal.Kind.FIRING, 0), minute(1));
        recorder.receive(signal(Signal.Kind.CLEARED, 0), minute(9));

        assertThat(recorder.settle(minute(23))).isEmpty();
        assertThat(recorder.settle(minute(24))).hasSize(1);
        assertThat(recorder.settle(minute(25))).isEmpty();
        assertThat(log.open()).isEmpty();
    }

    @Test
    void resolves_the_old_and_opens_the_new_incident_of_a_key() {
        recorder.receive(signal(Signal.Kind.FIRING, 0), minute(0));
        recorder.receive(signal(Signal.Kind.CLEARED, 0), minute(60));
        recorder.receive(signal(Signal.Kind.FIRING, 91), minute(91));

        Incident latest = log.latest(KEY).orElseThrow();
        assertThat(latest.isOpen()).isTrue();
        assertThat(log.find(latest.follows().orElseThrow()).orElseThrow().resolved())
                .contains(minute(75));
    }

    @Test
    void many_that_see_the_same_signals_open_one_incident() throws Exception {
        IncidentLogContract.atOnce(8, worker -> () -> {
            for (int i = 0; i < 50; i++) {
                // Clocks and notification times differ a little between the processes, and so does what they tell as
                // start.
                recorder.receive(signal(Signal.Kind.FIRING, i * 0.001 * worker), minute(i));
            }
            return worker;
        });

        assertThat(log.open()).hasSize(1);
        assertThat(log.open()).extracting(Incident::key).isEqualTo(List.of(KEY));
    }

    private static Signal signal(Signal.Kind kind, double startsAt) {
        return new Signal(kind, KEY, minute(startsAt), Severity.SEV2, "Disk full", TestEvents.MONITOR);
    }
}
