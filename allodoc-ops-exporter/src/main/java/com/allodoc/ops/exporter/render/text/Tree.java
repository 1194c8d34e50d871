package com.allodoc.ops.exporter.render.text;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order in which they are written down: the JDK's own short form has a new one in every process. */
public final class Tree {
    private Tree() {}

    /** A map of keys and values in turn. */
    public static Map<String, Object> of(Object... keysAndValues) {
        if (keysAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("keysAndValues: the last key has no value");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
