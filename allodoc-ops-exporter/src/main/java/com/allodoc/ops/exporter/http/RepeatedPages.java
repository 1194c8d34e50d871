package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pages of the same targets, made again and again, which nearly always are the one before with other numbers. What can be
 * used again is remembered: of any page the order of its families, of a small one all of it. Safe for use by any thread.
 */
final class RepeatedPages {
    /** A larger page is not worth the memory of a second one. */
    private static final int MOST = GatheredBody.MOST;

    private final PageOrder order = new PageOrder();
    private final Map<PageFormat, PageTemplate> templates = new ConcurrentHashMap<>();
    private volatile boolean isSmall = true;

    /** The page of these tables, as far as the request wants it. */
    Reply.Body body(List<SampleTable> tables, MetricsRequest request, PageFormat format) {
        if (request.isForEverything()) {
            PageTemplate template = templates.get(format);
            if (template != null && template.fits(tables)) {
                return out -> template.write(tables, out);
            }
        }
        Page page = Page.of(tables, request.wanted(), order);
        Reply.Body body = PageWriter.body(page, format);
        return request.isForEverything() && page.dropped() == 0 ? remembered(tables, page, format, body) : body;
    }

    private Reply.Body remembered(List<SampleTable> tables, Page page, PageFormat format, Reply.Body body) {
        return new Reply.Body() {
            @Override
            public void write(OutputStream out) throws IOException {
                Copy copy = new Copy(out, isSmall ? MOST : 0);
                body.write(copy);
                isSmall = copy.length <= MOST;
                copy.whole().ifPresent(bytes -> templates.put(format, PageTemplate.of(tables, page, bytes)));
            }

            @Override
            public OptionalLong length() throws IOException {
                return body.length();
            }
        };
    }

    /** Keeps what goes through it, unless that is more than said. */
    private static final class Copy extends FilterOutputStream {
        private final int most;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long length;

        Copy(OutputStream out, int most) {
            super(out);
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int from, int count) throws IOException {
            out.write(source, from, count);
            length += count;
            if (length <= most) {
                kept.write(source, from, count);
            }
        }

        Optional<byte[]> whole() {
            return length <= most ? Optional.of(kept.toByteArray()) : Optional.empty();
        }
    }
}
