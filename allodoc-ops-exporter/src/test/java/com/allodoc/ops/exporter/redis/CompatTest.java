package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.MetricCatalog;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.testing.RespReplay;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every name of redis_exporter is in our catalogue, and comes out of some recorded server. */
class CompatTest {
    private final MetricCatalog catalog = MetricCatalog.ofTargets(
            List.of(RedisTarget.of(RedisSettings.builder("cache").build())));

    @Test
    void every_name_is_in_the_catalogue_with_its_type_and_labels() {
        List<String> wrong = new ArrayList<>();
        for (CompatRow row : CompatRow.ours()) {
            Family family = catalog.find(row.name()).orElse(null);
            if (family == null) {
                wrong.add(row.name() + " is missing");
            } else if (!family.type().text().equals(row.type())) {
                wrong.add(row.name() + " is a " + family.type().text());
            } else if (!Set.copyOf(family.labels()).equals(row.labels())) {
                wrong.add(row.name() + " has the labels " + family.labels());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothing_is_in_the_catalogue_under_a_name_of_redis_exporter_that_it_does_not_have() {
        Set<String> known = new TreeSet<>();
        CompatRow.all().forEach(row -> known.add(row.name()));
        assertThat(catalog.families())
                .extracting(Family::name)
                .filteredOn(name -> name.startsWith("redis_") && !name.contains("*"))
                .allMatch(known::contains);
    }

    @Test
    void every_name_that_real_servers_here_do_not_give_comes_out_of_a_recorded_one() {
        Set<String> missing = new LinkedHashSet<>(CompatIT.absent());
        for (String recording : RecordedInfoTest.RECORDINGS) {
            RedisWatch watch = RedisWatch.builder()
                    .allConfig(true)
                    .clients(true)
                    .searchIndexes(Pattern.compile("^idx"))
                    .build();
            try (RespReplay replay = RecordedInfoTest.replay(recording);
                    Scrapes scrapes = new Scrapes(
                            Scrapes.settings(replay.port()).watch(watch).build())) {
                missing.removeAll(scrapes.page().names());
            }
        }
        assertThat(missing).isEmpty();
    }
}
