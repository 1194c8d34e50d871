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
        PageBuffer buffer = PageBuffer.to(out);
        byte[] big = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            buffer.ascii("n").number(i).ascii(' ');
            expected.append('n').append(i).append(' ');
        }
        buffer.bytes(big, 0, big.length).ascii('.').ascii("y".repeat(100_000)).flush();
        expected.append("x".repeat(100_000)).append('.').append("y".repeat(100_000));

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
        assertThat(buffer.count()).isEqualTo(expected.length());
    }

    @Test
    void what_is_only_counted_is_counted_alike() throws IOException {
        PageBuffer buffer = PageBuffer.counting();
        byte[] big = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20_000; i++) {
            buffer.ascii("n").number(7).ascii(' ');
        }
        buffer.bytes(big, 0, big.length).ascii('.').flush();

        assertThat(buffer.count()).isEqualTo(20_000 * 3 + 100_001);
    }
}
