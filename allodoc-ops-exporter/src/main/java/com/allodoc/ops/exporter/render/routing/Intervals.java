package com.allodoc.ops.exporter.render.routing;

import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Daily;
import com.allodoc.ops.time.MaintenanceWindow;
import com.allodoc.ops.time.MonthlyDay;
import com.allodoc.ops.time.MonthlyOrdinal;
import com.allodoc.ops.time.Ordinal;
import com.allodoc.ops.time.Schedule;
import com.allodoc.ops.time.Weekly;
import com.allodoc.ops.time.WindowEnd;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Windows, hours and holidays as Alertmanager's {@code time_intervals}. Fields of one item must all match, items stand beside
 * each other: the first Sunday is a Sunday and a day from 1 to 7 in the same item. The zone is always written.
 */
final class Intervals {
    static final String BUSINESS_HOURS = "business-hours";
    static final String HOLIDAYS = "holidays";

    private Intervals() {}

    static String name(MaintenanceWindow window) {
        return window.name() + "-maintenance";
    }

    /** @throws IllegalArgumentException for a window that Alertmanager has no words for */
    static Map<String, Object> of(MaintenanceWindow window) {
        if (!(window.closes() instanceof WindowEnd.AtTime end)
                || !window.opens().time().isBefore(end.time())) {
            throw new IllegalArgumentException("window " + window.describe()
                    + ": Alertmanager needs a window that ends at a time of the same day; split it in two");
        }
        Map<String, Object> item = Tree.of("times", times(window.opens().time(), end.time()));
        item.putAll(dates(window.opens()));
        return interval(name(window), List.of(item), window.opens().zone());
    }

    private static Map<String, Object> dates(Schedule opens) {
        if (opens instanceof Daily) {
            return Map.of();
        }
        if (opens instanceof Weekly weekly) {
            return Tree.of("weekdays", weekly.days().stream().map(Intervals::word).toList());
        }
        if (opens instanceof MonthlyDay monthly) {
            return Tree.of("days_of_month", List.of(String.valueOf(monthly.day())));
        }
        if (opens instanceof MonthlyOrdinal monthly && monthly.ordinal() != Ordinal.LAST) {
            int first = 1 + 7 * monthly.ordinal().ordinal();
            return Tree.of(
                    "weekdays", List.of(word(monthly.day())),
                    "days_of_month", List.of(first + ":" + (first + 6)));
        }
        throw new IllegalArgumentException("schedule " + opens.describe()
                + " has no form that every Alertmanager reads rightly; use a weekly, first, second, third or fourth day");
    }

    static Map<String, Object> of(BusinessCalendar calendar) {
        List<Object> items = new ArrayList<>();
        new TreeMap<>(calendar.hours()).forEach((day, ranges) -> {
            List<Object> times = new ArrayList<>();
            ranges.forEach(range -> times.addAll(times(range.open(), range.close())));
            items.add(Tree.of("times", times, "weekdays", List.of(word(day))));
        });
        return interval(BUSINESS_HOURS, items, calendar.zone());
    }

    static Map<String, Object> holidays(Collection<LocalDate> dates, ZoneId zone) {
        List<Object> items = new ArrayList<>();
        for (LocalDate date : dates) {
            items.add(Tree.of(
                    "years", List.of(String.valueOf(date.getYear())),
                    "months", List.of(date.getMonth().name().toLowerCase(Locale.ROOT)),
                    "days_of_month", List.of(String.valueOf(date.getDayOfMonth()))));
        }
        return interval(HOLIDAYS, items, zone);
    }

    private static List<Object> times(LocalTime from, LocalTime until) {
        String end = until.equals(LocalTime.MIDNIGHT) ? "24:00" : until.toString();
        return List.of(Tree.of("start_time", from.toString(), "end_time", end));
    }

    private static String word(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> interval(String name, List<?> items, ZoneId zone) {
        List<Object> located = new ArrayList<>();
        for (Object item : items) {
            Map<String, Object> copy = Tree.of();
            ((Map<?, ?>) item).forEach((key, value) -> copy.put(String.valueOf(key), value));
            copy.put("location", zone.getId());
            located.add(copy);
        }
        return Tree.of("name", name, "time_intervals", located);
    }
}
