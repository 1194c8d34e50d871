package com.allodoc.ops.check;

import static com.allodoc.ops.check.CheckStatus.CRITICAL;
import static com.allodoc.ops.check.CheckStatus.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FlapDetectorTest {

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Row_by_row {
        private final Map<String, FlapDetector> detectors = new HashMap<>();

        @ParameterizedTest
        @CsvFileSource(files = "src/test/resources/vectors/check_flapping.csv", numLinesToSkip = 1)
        void agrees_with_the_table(
                String name,
                CheckStatus initial,
                int step,
                CheckStatus result,
                String change,
                double percent,
                String flapping) {
            FlapDetector before = detectors.computeIfAbsent(
                    name, key -> FlapDetector.standard().startingFrom(initial));
            FlapDetector after = before.next(result);
            detectors.put(name, after);
            assertThat((after.changes() & 1) == 1).as("step %d", step).isEqualTo(change.equals("yes"));
            assertThat(after.percent()).isCloseTo(percent, within(0.050001));
            assertThat(after.flapping()).isEqualTo(flapping.equals("yes"));
        }
    }

    private static FlapDetector alternating(int results) {
        FlapDetector detector = FlapDetector.standard();
        for (int i = 0; i < results; i++) {
            detector = detector.next(i % 2 == 0 ? OK : CRITICAL);
        }
        return detector;
    }

    @Test
    void the_very_first_result_is_no_change_so_alternating_flaps_from_the_seventh() {
        assertThat(FlapDetector.standard().next(CRITICAL).percent()).isZero();
        assertThat(alternating(6).flapping()).isFalse();
        assertThat(alternating(7).flapping()).isTrue();
        assertThat(alternating(7).percent()).isEqualTo(33.9);
    }

    @Test
    void a_steady_check_keeps_the_same_detector() {
        FlapDetector steady = FlapDetector.standard().next(OK);
        assertThat(steady.next(OK)).isSameAs(steady);
    }

    @Test
    void switched_off_it_never_flaps() {
        FlapDetector detector = FlapDetector.off();
        for (int i = 0; i < 100; i++) {
            detector = detector.next(i % 2 == 0 ? OK : CRITICAL);
        }
        assertThat(detector.percent()).isEqualTo(99);
        assertThat(detector.flapping()).isFalse();
    }

    @Test
    void limits_the_wrong_way_round_are_refused() {
        assertThatThrownBy(() -> FlapDetector.of(25, 30)).hasMessageContaining("stopPercent <= startPercent");
        assertThatThrownBy(() -> new FlapDetector(1 << 20, null, false, 30, 25)).hasMessageContaining("bits");
    }
}
