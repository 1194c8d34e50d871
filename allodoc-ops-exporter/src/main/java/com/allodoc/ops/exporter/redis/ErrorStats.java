package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Errors answered, by the code they begin with. Source: INFO Errorstats, since Redis 6.2.
 *
 * <p>A script may begin its errors with any word, even a person's name, and no such word may become a label: what does
 * not look like a code of a server or module ({@code WRONGTYPE}) is counted under {@code other}.
 */
final class ErrorStats implements RedisCollector {
    private static final String OTHER = "other";
    private static final int LONGEST_CODE = 32;
    private static final Family ERRORS =
            Family.counter("redis_errors_total", "Errors answered that begin with this code.", "err");

    @Override
    public String name() {
        return "errorstats";
    }

    @Override
    public List<Family> families() {
        return List.of(ERRORS, RowLimit.DROPPED);
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        SampleTable.Builder table = SampleTable.labelled("err");
        int column = table.column(ERRORS);
        RowLimit limit = new RowLimit();
        double others = 0;
        InfoLine line = session.info().rows("Errorstats");
        while (line.next()) {
            Optional<String> code = line.nameAfter("errorstat_");
            OptionalDouble count = line.number("count");
            if (code.isEmpty() || count.isEmpty()) {
                continue;
            }
            if (!isCode(code.get())) {
                others += count.getAsDouble();
            } else if (limit.admits()) {
                table.row(code.get()).set(column, count.getAsDouble());
            }
        }
        if (others > 0) {
            table.row(OTHER).set(column, others);
        }
        return Collected.of(table.build(), limit.dropped(name()));
    }

    private static boolean isCode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '_' && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_CODE;
    }
}
