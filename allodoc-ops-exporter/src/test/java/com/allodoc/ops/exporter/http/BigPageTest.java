package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.JavaProcess;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page three times, and in endurance a hundred times, as large as all the memory that its process may have. */
class BigPageTest {
    private static final long MEGABYTE = 1_000_000;

    @Test
    @Timeout(180)
    void a_hundred_megabytes_need_no_more_than_thirty_two() throws Exception {
        fetch(100 * MEGABYTE);
    }

    @Test
    @Tag("endurance")
    @Timeout(600)
    void neither_do_three_gigabytes() throws Exception {
        fetch(3_200 * MEGABYTE);
    }

    private static void fetch(long size) throws Exception {
        try (JavaProcess server = JavaProcess.start(
                "-Xmx32m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError", BigPageServer.class, Long.toString(size))) {
            URI uri = URI.create("http://127.0.0.1:" + server.firstLine() + "/metrics");
            HttpClient client = HttpClient.newHttpClient();
            for (String encoding : new String[] {"identity", "gzip"}) {
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("Accept-Encoding", encoding)
                        .build();
                HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body();
                        InputStream page = encoding.equals("gzip") ? new GZIPInputStream(body) : body) {
                    assertThat(count(page)).isGreaterThan(size * 9 / 10);
                }
            }
            assertThat(server.isAlive()).isTrue();
        }
    }

    private static long count(InputStream in) throws Exception {
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
        }
        return bytes;
    }
}
