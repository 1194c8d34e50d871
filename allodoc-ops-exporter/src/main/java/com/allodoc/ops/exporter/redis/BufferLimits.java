package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** The limits of clients' output buffers. Source: the setting {@code normal 0 0 0 slave 268435456 67108864 60 …}. */
final class BufferLimits {
    static final String NAME = "client-output-buffer-limit";
    static final Family BYTES = Family.gauge(
            "redis_config_client_output_buffer_limit_bytes",
            "Bytes after which a client of the class is cut off; 0 for no limit.",
            "class",
            "limit");
    static final Family SECONDS = Family.gauge(
            "redis_config_client_output_buffer_limit_overcome_seconds",
            "Seconds a client of the class may be above the soft limit.",
            "class",
            "limit");

    private BufferLimits() {}

    static SampleTable table(String setting) {
        SampleTable.Builder table = SampleTable.labelled("class", "limit");
        int bytes = table.column(BYTES);
        int seconds = table.column(SECONDS);
        String[] words = setting.split(" ");
        for (int i = 0; i + 3 < words.length; i += 4) {
            OptionalDouble hard = number(words[i + 1]);
            OptionalDouble soft = number(words[i + 2]);
            OptionalDouble patience = number(words[i + 3]);
            if (hard.isPresent() && soft.isPresent() && patience.isPresent()) {
                table.row(words[i], "hard").set(bytes, hard.getAsDouble());
                table.row(words[i], "soft").set(bytes, soft.getAsDouble()).set(seconds, patience.getAsDouble());
            }
        }
        return table.build();
    }

    private static OptionalDouble number(String word) {
        byte[] text = word.getBytes(StandardCharsets.UTF_8);
        return InfoNumber.parse(text, 0, text.length);
    }
}
