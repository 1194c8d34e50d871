package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageBufferTest {
    @Test
    void long_output_arrives_whole_and_in_order() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageBuffer buffer = new PageBuffer(out);
        byte[] big = "x".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            buffer.ascii("n").number(i).ascii(' ');
            expected.append('n').append(i).append(' ');
        }
        buffer.bytes(big, 0, big.length).ascii('.').ascii("y".repeat(40_000)).flush();
        expected.append("x".repeat(40_000)).append('.').append("y".repeat(40_000));

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
    }
}
