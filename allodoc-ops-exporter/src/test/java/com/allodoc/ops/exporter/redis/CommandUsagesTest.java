package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandUsagesTest {
    private final CommandUsages usages = new CommandUsages(InfoReply.parse("""
            # Commandstats
            cmdstat_get:calls=1,usec=10
            nonsense
            cmdstat_config|get:calls=2,usec=20
            cmdstat_half:calls=3
            cmdstat_odd:calls=4,usec=nan
            cmdstat_set:calls=5,usec=50
            # Latencystats
            cmdstat_ping:calls=6,usec=60
            """.getBytes(StandardCharsets.UTF_8)));

    @Test
    void finds_commands_in_their_order() {
        assertThat(usages.find("get")).contains(new CommandUsages.Usage(10, 1));
        assertThat(usages.find("config|get")).contains(new CommandUsages.Usage(20, 2));
        assertThat(usages.find("set")).contains(new CommandUsages.Usage(50, 5));
    }

    @Test
    void finds_commands_in_any_order() {
        assertThat(usages.find("set")).contains(new CommandUsages.Usage(50, 5));
        assertThat(usages.find("get")).contains(new CommandUsages.Usage(10, 1));
        assertThat(usages.find("config|get")).contains(new CommandUsages.Usage(20, 2));
    }

    @Test
    void has_nothing_of_what_is_not_there_or_not_whole() {
        assertThat(usages.find("half")).isEmpty();
        assertThat(usages.find("odd")).isEmpty();
        assertThat(usages.find("ping")).isEmpty();
        assertThat(usages.find("")).isEmpty();
        assertThat(usages.find("get")).contains(new CommandUsages.Usage(10, 1));
    }
}
