package com.allodoc.ops.exporter.render.dashboard;

import java.util.List;

/**
 * A row of panels. Immutable.
 *
 * @param isOpen whether its panels are queried when the dashboard is opened
 */
public record Row(String title, boolean isOpen, List<Panel> panels) {

    public Row {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("panels of row " + title + " are empty; leave the row out");
        }
    }

    public static Row open(String title, Panel... panels) {
        return new Row(title, true, List.of(panels));
    }

    /** Asked only when somebody opens it. */
    public static Row collapsed(String title, Panel... panels) {
        return new Row(title, false, List.of(panels));
    }
}
