package com.allodoc.ops.exporter.render.dashboard;

/** Places panels from left to right, line by line, as text is set. Not thread-safe. */
final class Layout {
    private int x;
    private int y;
    private int lineHeight;

    Layout(int top) {
        this.y = top;
    }

    /** The upper left corner of a panel. */
    record Place(int x, int y) {}

    Place next(int width, int height) {
        if (x + width > Dashboard.WIDTH) {
            x = 0;
            y += lineHeight;
            lineHeight = 0;
        }
        Place place = new Place(x, y);
        x += width;
        lineHeight = Math.max(lineHeight, height);
        return place;
    }

    /** The first line below everything placed so far. */
    int bottom() {
        return y + lineHeight;
    }
}
