package com.allodoc.ops.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What must hold whatever happens to a check, in whatever order. */
class MonitorPropertiesTest {
    private static final CheckStatus[] STATUSES = CheckStatus.values();
    private static final int RUNS = 1_500;

    private final long seed = Long.getLong("seed", 7L);

    private static MonitorStory random(SplittableRandom random) {
        CheckMonitor monitor = CheckMonitor.of(random.nextInt(1, 4), random.nextInt(1, 4));
        FlapDetector flaps = random.nextBoolean() ? FlapDetector.standard() : FlapDetector.off();
        MonitorStory story = new MonitorStory(monitor, flaps);
        int steps = random.nextInt(1, 80);
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(8)) {
                case 0 -> story.maintenance(random.nextBoolean());
                case 1 -> story.hiddenBy(random.nextBoolean() ? new String[] {"parent"} : new String[0]);
                case 2 -> story.acknowledge(random.nextBoolean());
                case 3 -> story.pass(random.nextInt(100));
                default -> story.results(STATUSES[random.nextInt(STATUSES.length)]);
            }
        }
        return story;
    }

    @Test
    void problems_and_recoveries_alternate_and_nothing_recovers_that_was_not_told() {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < RUNS; run++) {
            boolean open = false;
            for (String told : random(random).told()) {
                if (told.startsWith("RECOVERY")) {
                    assertThat(open).as("seed %d run %d", seed, run).isTrue();
                    open = false;
                } else if (told.startsWith("FLAPPING_ENDED")) {
                    open = !told.endsWith("OK");
                } else {
                    open |= told.startsWith("PROBLEM");
                }
            }
        }
    }

    @Test
    void once_everything_is_calm_people_know_exactly_what_is() {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < RUNS; run++) {
            MonitorStory story = random(random);
            CheckStatus settled = STATUSES[random.nextInt(STATUSES.length)];
            story.maintenance(false).hiddenBy().unacknowledge().pass(1);
            for (int i = 0; i < 30; i++) {
                story.results(settled);
            }
            CheckState state = story.state();
            assertThat(state.acknowledgement()).as("seed %d run %d", seed, run).isNull();
            assertThat(state.confirmed()).as("seed %d run %d", seed, run).isEqualTo(settled);
            assertThat(state.told())
                    .as("seed %d run %d", seed, run)
                    .isEqualTo(new CheckState.Told(settled, false, false));
        }
    }

    @Test
    void nothing_is_told_while_it_is_hidden() {
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < RUNS; run++) {
            MonitorStory story = random(random).hiddenBy("parent").pass(1);
            List<String> before = story.told();
            for (int i = 0; i < 10; i++) {
                story.results(STATUSES[random.nextInt(STATUSES.length)]);
            }
            assertThat(story.told()).as("seed %d run %d", seed, run).isEqualTo(before);
        }
    }
}
