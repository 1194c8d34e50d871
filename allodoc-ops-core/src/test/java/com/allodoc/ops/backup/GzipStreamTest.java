package com.allodoc.ops.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipStreamTest {

    private static byte[] gzip(byte[]... members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(member);
            }
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }

    /** Gives one byte at a time and claims that nothing is available, as a slow network does. */
    private static InputStream slow(byte[] content) {
        return new ByteArrayInputStream(content) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static String read(InputStream in) throws IOException {
        try (GzipStream stream = new GzipStream(in)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    @Test
    void members_that_follow_each_other_are_one_content_even_when_they_arrive_slowly() throws IOException {
        byte[] two = gzip(text("one "), text("two"));
        assertThat(read(new ByteArrayInputStream(two))).isEqualTo("one two");
        assertThat(read(slow(two))).isEqualTo("one two");
    }

    @Test
    void every_truncation_is_noticed() throws IOException {
        byte[] whole = gzip(text("one "), text("two and some more, more, more"));
        int end = gzip(text("one ")).length;
        for (int length = 0; length < whole.length; length++) {
            if (length == end) {
                continue;
            }
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(DamagedException.class)
                    .as("%d of %d bytes", length, whole.length)
                    .isThrownBy(() -> read(new ByteArrayInputStream(cut)));
        }
    }

    @Test
    void zeros_at_the_end_are_padding_and_anything_else_is_damage() throws IOException {
        byte[] good = gzip(text("content"));
        assertThat(read(new ByteArrayInputStream(join(good, new byte[1000])))).isEqualTo("content");
        for (byte[] rest : new byte[][] {text("x"), join(new byte[5], text("x")), join(new byte[5], good)}) {
            byte[] spoiled = join(good, rest);
            assertThatExceptionOfType(DamagedException.class).isThrownBy(() -> read(new ByteArrayInputStream(spoiled)));
        }
    }

    @Test
    void optional_header_fields_are_skipped() throws IOException {
        byte[] plain = gzip(text("content"));
        byte[] header = {
            0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 3, 0, 1, 2, 3, 'n', 0, 'c', 'c', 0, 9, 9
        };
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(read(slow(join(header, body)))).isEqualTo("content");
    }

    @Test
    void random_content_comes_back_and_no_damage_yields_other_content() throws IOException {
        long seed = Backups.seed();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            byte[] content = new byte[random.nextInt(100_000)];
            for (int k = 0; k < content.length; k++) {
                content[k] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : 'a');
            }
            byte[] packed = gzip(content);
            try (GzipStream stream = new GzipStream(new ByteArrayInputStream(packed))) {
                assertThat(crc(stream.readAllBytes())).as("seed %d", seed).isEqualTo(crc(content));
            }
            // Bytes 3 to 9 of the header (flags, time, system) may change without changing the content.
            int at = 10 + random.nextInt(packed.length - 10);
            packed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(damagedOrHarmless(packed, content))
                    .as("seed %d, case %d, byte %d of %d", seed, i, at, packed.length)
                    .isTrue();
        }
    }

    /** The bits that fill the last byte of compressed data mean nothing: a flip there changes no content. */
    private static boolean damagedOrHarmless(byte[] packed, byte[] content) throws IOException {
        try (GzipStream stream = new GzipStream(new ByteArrayInputStream(packed))) {
            return Arrays.equals(stream.readAllBytes(), content);
        } catch (DamagedException noticed) {
            return true;
        }
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
