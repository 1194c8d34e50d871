package com.allodoc.ops.exporter;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The exporter's threads, under Micrometer's names, and its processor time, under the name that every Prometheus client
 * has for it. Each is a counter that the JVM or the kernel keeps anyway.
 */
final class ProcessMeters {
    private ProcessMeters() {}

    static void bindTo(MeterRegistry registry) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Gauge.builder("jvm.threads.live", threads, ThreadMXBean::getThreadCount)
                .description("Threads that live, daemons among them.")
                .baseUnit("threads")
                .register(registry);
        Gauge.builder("jvm.threads.daemon", threads, ThreadMXBean::getDaemonThreadCount)
                .description("Daemon threads that live.")
                .baseUnit("threads")
                .register(registry);
        Gauge.builder("jvm.threads.peak", threads, ThreadMXBean::getPeakThreadCount)
                .description("Most threads that lived at once.")
                .baseUnit("threads")
                .register(registry);
        FunctionCounter.builder("jvm.threads.started", threads, ThreadMXBean::getTotalStartedThreadCount)
                .description("Threads started.")
                .baseUnit("threads")
                .register(registry);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, bean -> (double) bean.getProcessCpuTime() / 1e9)
                    .description("Processor time of the process, in the kernel too.")
                    .baseUnit("seconds")
                    .register(registry);
        }
    }
}
