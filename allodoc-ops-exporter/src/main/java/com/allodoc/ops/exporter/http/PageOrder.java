package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the blocks of a page by their families' names, and leaves those out whose name is taken by another type. A page
 * nearly always has the families of the one before it, in the same order, so the way from there to the sorted one is
 * remembered, and so are the families' heads: looking whether it still fits is a fraction of both. Safe for use by any
 * thread.
 */
final class PageOrder {
    private static final int FEW_LABEL_BYTES = 256;

    private volatile @Nullable Way last;
    private volatile int labelBytes;

    /** Room for the labels of a page like the one before, with a sixteenth for what has come since. */
    int labelBytes() {
        return Math.max(FEW_LABEL_BYTES, labelBytes + labelBytes / 16);
    }

    void labelBytes(int taken) {
        labelBytes = taken;
    }

    /** The way to sort these blocks. */
    Way of(List<Page.Block> given) {
        Way way = last;
        if (way == null || !way.fits(given)) {
            way = new Way(given);
            last = way;
        }
        return way;
    }

    /** From the families as they came to those that are written. Immutable but for the heads, made when asked for. */
    static final class Way {
        private final Family[] families;
        private final int[] places;
        private final Map<PageFormat, PageHeads> heads = new ConcurrentHashMap<>();

        private Way(List<Page.Block> given) {
            this.families = given.stream().map(Page.Block::family).toArray(Family[]::new);
            Map<String, MetricType> types = new HashMap<>();
            this.places = IntStream.range(0, families.length)
                    // A name with two types would make Prometheus refuse the whole page.
                    .filter(i ->
                            types.computeIfAbsent(families[i].name(), name -> families[i].type()) == families[i].type())
                    .boxed()
                    .sorted(Comparator.comparing(i -> families[i].name()))
                    .mapToInt(i -> i)
                    .toArray();
        }

        private boolean fits(List<Page.Block> given) {
            if (given.size() != families.length) {
                return false;
            }
            for (int i = 0; i < families.length; i++) {
                if (!families[i].equals(given.get(i).family())) {
                    return false;
                }
            }
            return true;
        }

        /** The blocks to write, sorted; those of one name stay in the order in which they came. */
        List<Page.Block> sorted(List<Page.Block> given) {
            List<Page.Block> blocks = new ArrayList<>(places.length);
            for (int place : places) {
                blocks.add(given.get(place));
            }
            return blocks;
        }

        /** The heads of the sorted families, one for each name: of several that share it, the first's. */
        PageHeads heads(PageFormat format) {
            return heads.computeIfAbsent(format, any -> {
                List<Family> written = new ArrayList<>();
                for (int place : places) {
                    Family family = families[place];
                    if (written.isEmpty()
                            || !written.get(written.size() - 1).name().equals(family.name())) {
                        written.add(family);
                    }
                }
                return PageHeads.of(written, format);
            });
        }
    }
}
