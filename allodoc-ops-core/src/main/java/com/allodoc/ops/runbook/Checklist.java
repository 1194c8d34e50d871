package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Schedule;
import java.util.List;

/**
 * What is gone through again and again. Immutable.
 *
 * @param name unique in its runbook, such as {@code morning}
 * @param title for people
 * @param schedule when it is due
 * @param items in order; never empty
 */
public record Checklist(String name, String title, Schedule schedule, List<Step> items) {

    public Checklist {
        Words.requireText(name, "name");
        Words.requireText(title, "title");
        requireNonNull(schedule, "schedule");
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("items of checklist " + name + " are empty; leave the checklist out");
        }
    }

    public static Checklist of(String name, Schedule schedule, Step... items) {
        return new Checklist(name, name, schedule, List.of(items));
    }
}
