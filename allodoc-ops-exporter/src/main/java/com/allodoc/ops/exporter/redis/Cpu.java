package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;

/** Processor time of the server, its children and, on Valkey 9, its threads. Source: INFO CPU. */
final class Cpu implements RedisCollector {
    private static final InfoSection FIELDS = InfoSection.of("cpu", """
            counter | used_cpu_sys                 | redis_cpu_sys_seconds_total | Seconds in the kernel.
            counter | used_cpu_user                | redis_cpu_user_seconds_total | Seconds in user mode.
            counter | used_cpu_sys_children        | redis_cpu_sys_children_seconds_total | Seconds of children in the kernel.
            counter | used_cpu_user_children       | redis_cpu_user_children_seconds_total | Seconds of children in user mode.
            counter | used_cpu_sys_main_thread     | redis_cpu_sys_main_thread_seconds_total | Seconds of the main thread in the kernel.
            counter | used_cpu_user_main_thread    | redis_cpu_user_main_thread_seconds_total | Seconds of the main thread in user mode.
            counter | used_active_time_main_thread | redis_active_time_main_thread_seconds_total | Seconds the main thread was busy.
            """);
    private static final String THREAD_PREFIX = "used_active_time_io_thread_";
    private static final Family THREAD =
            Family.counter("redis_active_time_io_thread_seconds_total", "Seconds an I/O thread was busy.", "thread");

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public List<Family> families() {
        List<Family> families = new ArrayList<>(FIELDS.families());
        families.add(THREAD);
        return families;
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        InfoReply info = session.info();
        SampleTable.Builder threads = SampleTable.labelled("thread");
        int column = threads.column(THREAD);
        info.forEachField(
                THREAD_PREFIX,
                field -> info.number(field)
                        .ifPresent(seconds -> threads.row(field.substring(THREAD_PREFIX.length()))
                                .set(column, seconds)));
        return Collected.of(FIELDS.table(info), threads.build());
    }
}
