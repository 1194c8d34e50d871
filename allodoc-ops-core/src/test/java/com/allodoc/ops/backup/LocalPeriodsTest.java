package com.allodoc.ops.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LocalPeriodsTest {

    @Test
    void two_instants_share_a_key_exactly_when_java_time_says_they_share_the_period() {
        long seed = Backups.seed();
        SplittableRandom random = new SplittableRandom(seed);
        for (String name : new String[] {
            "Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"
        }) {
            ZoneId zone = ZoneId.of(name);
            LocalPeriods periods = new LocalPeriods(zone);
            for (int i = 0; i < 5_000; i++) {
                Instant a = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 4_000_000_000L));
                Instant b = a.plusSeconds(random.nextLong(-1, 2) * random.nextLong(1L << (1 + random.nextInt(26))));
                for (RetentionPeriod period : RetentionPeriod.values()) {
                    if (period != RetentionPeriod.LAST) {
                        boolean same = periods.moveTo(a).key(period)
                                == periods.moveTo(b).key(period);
                        assertThat(same)
                                .as("seed %d, %s %s %s %s", seed, name, period, a, b)
                                .isEqualTo(name(period, a, zone).equals(name(period, b, zone)));
                    }
                }
            }
        }
    }

    private static String name(RetentionPeriod period, Instant instant, ZoneId zone) {
        Function<LocalDateTime, Object> names = switch (period) {
            case LAST -> local -> local;
            case HOURLY -> local -> local.truncatedTo(ChronoUnit.HOURS);
            case DAILY -> LocalDateTime::toLocalDate;
            case WEEKLY ->
                local -> local.get(IsoFields.WEEK_BASED_YEAR) + "-W" + local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTHLY -> local -> local.getYear() + "-" + local.getMonth();
            case YEARLY -> LocalDateTime::getYear;
        };
        return names.apply(LocalDateTime.ofInstant(instant, zone)).toString();
    }
}
