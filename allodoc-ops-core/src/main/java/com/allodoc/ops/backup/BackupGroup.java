package com.allodoc.ops.backup;

/**
 * What retention and freshness are judged for: the copies of one plan and environment at one location. Copies of the
 * same run at two locations are two groups, so that one location never loses a copy because the other still has it.
 * Immutable.
 *
 * @param plan the name of the {@link BackupPlan}
 * @param environment such as {@code production}
 * @param location the name of the {@link BackupLocation}
 */
public record BackupGroup(String plan, String environment, String location) implements Comparable<BackupGroup> {

    public BackupGroup {
        Texts.requireText(plan, "plan");
        Texts.requireText(environment, "environment");
        Texts.requireText(location, "location");
    }

    /** Whether {@code record} belongs to this group. */
    public boolean contains(BackupRecord record) {
        return plan.equals(record.plan())
                && environment.equals(record.environment())
                && location.equals(record.location());
    }

    @Override
    public int compareTo(BackupGroup other) {
        int order = plan.compareTo(other.plan);
        if (order == 0) {
            order = environment.compareTo(other.environment);
        }
        return order != 0 ? order : location.compareTo(other.location);
    }

    @Override
    public String toString() {
        return plan + "/" + environment + "@" + location;
    }
}
