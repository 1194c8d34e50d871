package com.allodoc.ops.exporter.container;

import java.time.Instant;
import java.util.Optional;

/**
 * A container in one scrape. Immutable.
 *
 * @param listed what the list says
 * @param inspection the newest there is; empty when the engine did not give one in time
 * @param cgroup where its cgroup files are; empty when they can't be seen or it does not run
 * @param cgroupId the value of the label {@code id}: the path of its cgroup
 */
record Container(
        ListedContainer listed, Optional<Inspection> inspection, Optional<CgroupLocation> cgroup, String cgroupId) {

    String name() {
        return listed.name();
    }

    boolean isLive() {
        return listed.state().isLive();
    }

    /** Whether it stopped, or was made and never started, before this; not known of one that was not inspected. */
    boolean hasStoppedBefore(Instant time) {
        boolean stopped = listed.state() == ContainerState.EXITED || listed.state() == ContainerState.CREATED;
        Optional<Instant> last = inspection.flatMap(i -> i.finished().or(i::created));
        return stopped && last.map(since -> since.isBefore(time)).orElse(false);
    }

    /** The image as it was asked for, which does not change when the tag moves on. */
    String image() {
        return inspection.map(Inspection::image).filter(name -> !name.isEmpty()).orElse(listed.image());
    }

    boolean hasCpuQuota() {
        return inspection.map(i -> i.limits().hasCpuQuota()).orElse(false);
    }
}
