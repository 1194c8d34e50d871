package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoReplyTest {

    private static InfoReply parse(String text) {
        return InfoReply.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class A_field {
        @ParameterizedTest
        @ValueSource(strings = {"\r\n", "\n"})
        void is_found_whatever_ends_the_lines(String end) {
            InfoReply reply = parse(String.join(end, "# Server", "hz:10", "", "# Memory", "used_memory:77", ""));
            assertThat(reply.number("hz")).hasValue(10);
            assertThat(reply.number("used_memory")).hasValue(77);
        }

        @Test
        void keeps_the_colons_of_its_value() {
            InfoReply reply = parse("config_file:C:\\redis.conf\r\nmaster_host:fd00::1\r\n");
            assertThat(reply.text("config_file")).contains("C:\\redis.conf");
            assertThat(reply.text("master_host")).contains("fd00::1");
        }

        @Test
        void may_be_empty() {
            assertThat(parse("config_file:\r\n").text("config_file")).contains("");
            assertThat(parse("maxmemory:\r\n").number("maxmemory")).isEmpty();
        }

        @Test
        void that_is_missing_is_absent() {
            InfoReply reply = parse("hz:10\r\n");
            assertThat(reply.number("hzz")).isEmpty();
            assertThat(reply.number("h")).isEmpty();
            assertThat(reply.text("")).isEmpty();
            assertThat(reply.has("hz")).isTrue();
        }

        @Test
        void that_comes_twice_counts_as_it_came_last() {
            assertThat(parse("hz:10\r\nhz:20\r\n").number("hz")).hasValue(20);
        }

        @Test
        void of_a_last_line_that_may_be_cut_is_left_out() {
            InfoReply reply = parse("hz:10\r\nused_memory:12");
            assertThat(reply.number("hz")).hasValue(10);
            assertThat(reply.has("used_memory")).isFalse();
        }

        @Test
        void without_a_name_or_a_colon_is_no_field() {
            InfoReply reply = parse(":1\r\nnonsense\r\n \r\n#\r\nhz:10\r\n");
            List<String> names = new ArrayList<>();
            reply.forEachField("", names::add);
            assertThat(names).containsExactly("hz");
        }

        @Test
        void is_found_among_thousands() {
            String text = IntStream.range(0, 5000)
                    .mapToObj(i -> "field_" + i + ":" + i)
                    .collect(Collectors.joining("\r\n", "", "\r\n"));
            InfoReply reply = parse(text);
            assertThat(IntStream.range(0, 5000)
                            .allMatch(i -> reply.number("field_" + i).orElse(-1) == i))
                    .isTrue();
        }
    }

    @Nested
    class A_section {
        @Test
        void gives_its_own_lines_only() {
            InfoReply reply =
                    parse("# Keyspace\r\ndb0:keys=1,expires=0\r\ndb1:keys=2,expires=1\r\n\r\n# Next\r\ndb9:keys=9\r\n");
            List<String> names = new ArrayList<>();
            InfoLine line = reply.rows("Keyspace");
            while (line.next()) {
                line.nameAfter("db").ifPresent(names::add);
            }
            assertThat(names).containsExactly("0", "1");
            assertThat(reply.hasSection("Next")).isTrue();
            assertThat(reply.hasSection("Last")).isFalse();
        }

        @Test
        void that_is_missing_has_no_lines() {
            assertThat(parse("# Server\r\nhz:10\r\n").rows("Errorstats").next()).isFalse();
        }

        @Test
        void at_the_end_of_a_cut_text_ends_with_its_last_whole_line() {
            InfoLine line = parse("# Errorstats\r\nerrorstat_ERR:count=4\r\nerrorstat_OOM:count=1")
                    .rows("Errorstats");
            assertThat(line.next()).isTrue();
            assertThat(line.number("count")).hasValue(4);
            assertThat(line.next()).isFalse();
        }
    }

    @Test
    void nothing_is_empty() {
        assertThat(parse("").isEmpty()).isTrue();
        assertThat(parse("\r\n").isEmpty()).isTrue();
        assertThat(parse("hz:10\r\n").isEmpty()).isFalse();
    }

    @Test
    void ten_megabytes_take_linear_time() {
        String small = commands(10_000);
        String big = commands(200_000);
        assertThat(big.length()).isGreaterThan(10_000_000);
        parse(small);
        long start = System.nanoTime();
        InfoReply reply = parse(big);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(reply.number("after")).hasValue(1);
        assertThat(millis).as("milliseconds for %d bytes", big.length()).isLessThan(2_000);
    }

    private static String commands(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "cmdstat_" + i + ":calls=21,usec=175,usec_per_call=8.33\r\n")
                .collect(Collectors.joining("", "# Commandstats\r\n", "# Last\r\nafter:1\r\n"));
    }

    @Test
    void random_bytes_do_no_harm() {
        long seed = Seed.value();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] text = new byte[random.nextInt(200)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) "#: \r\n=,[]ab1.-\u0000\u00ff".charAt(random.nextInt(16));
            }
            InfoReply reply = InfoReply.parse(text);
            List<String> names = new ArrayList<>();
            reply.forEachField("", names::add);
            assertThat(names)
                    .as("seed %d", seed)
                    .filteredOn(name -> name.chars().allMatch(c -> c < 128))
                    .allMatch(reply::has);
            InfoLine line = reply.rows("a");
            while (line.next()) {
                line.number("a");
                line.nameAfter("b");
            }
        }
    }
}
