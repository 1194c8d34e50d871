package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InfoLineTest {

    private static InfoLine first(String text) {
        byte[] bytes = (text + "\r\n").getBytes(StandardCharsets.UTF_8);
        InfoLine line = new InfoLine(bytes, 0, bytes.length);
        assertThat(line.next()).isTrue();
        return line;
    }

    @Test
    void finds_the_parts_of_its_value() {
        InfoLine line = first("slave0:ip=10.0.0.2,port=6379,state=online,offset=17,lag=0");
        assertThat(line.text("ip")).contains("10.0.0.2");
        assertThat(line.text("state")).contains("online");
        assertThat(line.number("offset")).hasValue(17);
        assertThat(line.number("lag")).hasValue(0);
        assertThat(line.text("la")).isEmpty();
        assertThat(line.text("slave0")).isEmpty();
        assertThat(line.number("state")).isEmpty();
    }

    @Test
    void finds_them_in_any_order_and_again() {
        InfoLine line = first("cmdstat_get:calls=1,usec=2,rejected_calls=3,failed_calls=4");
        assertThat(line.number("rejected_calls")).hasValue(3);
        assertThat(line.number("usec")).hasValue(2);
        assertThat(line.number("usec")).hasValue(2);
        assertThat(line.number("none")).isEmpty();
        assertThat(line.number("failed_calls")).hasValue(4);
        assertThat(line.number("calls")).hasValue(1);
    }

    @Test
    void finds_the_first_part_of_a_line_after_the_last_of_another() {
        byte[] bytes = "a:x=1,y=2\nb:x=3\nc\n".getBytes(StandardCharsets.UTF_8);
        InfoLine line = new InfoLine(bytes, 0, bytes.length);
        line.next();
        assertThat(line.number("y")).hasValue(2);
        line.next();
        assertThat(line.number("x")).hasValue(3);
        line.next();
        assertThat(line.number("x")).isEmpty();
    }

    @Test
    void lets_a_part_in_brackets_hold_commas() {
        InfoLine line = first("module:name=search,using=[ReJSON,bf],options=[]");
        assertThat(line.text("using")).contains("[ReJSON,bf]");
        assertThat(line.text("options")).contains("[]");
    }

    @Test
    void names_a_command_with_colons_in_it() {
        InfoLine line = first("cmdstat_my:own|cmd:calls=3,usec=5");
        assertThat(line.nameAfter("cmdstat_")).contains("my:own|cmd");
        assertThat(line.nameAfter("latency_")).isEmpty();
    }

    @Test
    void has_no_name_without_a_colon() {
        assertThat(first("cmdstat_get").nameAfter("cmdstat_")).isEmpty();
        assertThat(first("cmdstat_:calls=1").nameAfter("cmdstat_")).isEmpty();
    }

    @Test
    void knows_a_heading() {
        assertThat(first("# Memory").isHeading()).isTrue();
        assertThat(first("# Memory").heading()).isEqualTo("Memory");
        assertThat(first("#Memory").isHeading()).isFalse();
    }

    @Test
    void has_pairs_of_numbers() {
        assertThat(first("latency_percentiles_usec_a:b:p50=0.001,p99=1.003,p99.9=4,p10=2,p1=7,")
                        .numbers('p'))
                .hasValueSatisfying(pairs -> assertThat(pairs)
                        .isDeepEqualTo(new double[][] {{50, 99, 99.9, 10, 1}, {0.001, 1.003, 4, 2, 7}}));
        assertThat(first("x:p50=1").numbers('q')).isEmpty();
        assertThat(first("x:p50=1,p99").numbers('p')).isEmpty();
        assertThat(first("x:p=1").numbers('p')).isEmpty();
        assertThat(first("x:=1").numbers('p')).isEmpty();
        assertThat(first("x:").numbers('p')).isEmpty();
        assertThat(first("x").numbers('p')).isEmpty();
    }

    @Test
    void has_no_number_in_what_is_none() {
        InfoLine line = first("a:b=,c=x,=1,d");
        assertThat(line.number("b")).isEmpty();
        assertThat(line.text("b")).contains("");
        assertThat(line.number("c")).isEmpty();
        assertThat(line.number("d")).isEmpty();
    }
}
