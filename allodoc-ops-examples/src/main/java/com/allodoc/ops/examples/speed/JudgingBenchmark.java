package com.allodoc.ops.examples.speed;

import com.allodoc.ops.check.CheckMonitor;
import com.allodoc.ops.check.CheckMonitor.Step;
import com.allodoc.ops.check.CheckResult;
import com.allodoc.ops.check.CheckState;
import com.allodoc.ops.check.CheckStatus;
import com.allodoc.ops.check.FlapDetector;
import com.allodoc.ops.check.Situation;
import com.allodoc.ops.threshold.Level;
import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import com.allodoc.ops.threshold.ThresholdState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done for every value and every result, while nothing changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JudgingBenchmark {

    private final Instant now = Instant.parse("2025-01-15T09:00:00Z");
    private final ThresholdPolicy policy = ThresholdPolicy.builder()
            .warning(Threshold.above(80).holdUntil(70))
            .critical(Threshold.above(95))
            .pendingFor(Duration.ofDays(10_000))
            .build();
    private final CheckMonitor monitor = new CheckMonitor(3, 1, true);
    private final Situation situation = Situation.at(now);
    private final CheckResult fine = CheckResult.of(CheckStatus.OK, "fine", now);

    private double value = 85;
    private ThresholdState state = policy.next(ThresholdState.initial(), value, now);
    private Step step = monitor.accept(CheckState.pending(FlapDetector.standard()), fine, situation);

    @Benchmark
    public Level thresholdJudgement() {
        return policy.judge(value, Level.WARNING);
    }

    @Benchmark
    public ThresholdState thresholdStep() {
        state = policy.next(state, value, now);
        return state;
    }

    /** Looks again without a new result, as for every check whenever a parent changes. */
    @Benchmark
    public Step checkStepWithoutResult() {
        step = monitor.reconsider(step, situation);
        return step;
    }

    @Benchmark
    public Step checkStepWithResult() {
        step = monitor.accept(step, fine, situation);
        return step;
    }
}
