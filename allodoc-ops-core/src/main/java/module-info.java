/** Plain APIs for checks, thresholds, backups, on-call and incidents. See {@code docs/api.md} for a tour. */
module com.allodoc.ops.core {
    requires transitive micrometer.core;
    requires transitive java.net.http;
    requires org.slf4j;
    requires static transitive java.sql;
    requires static org.jspecify;

    exports com.allodoc.ops.backup;
    exports com.allodoc.ops.check;
    exports com.allodoc.ops.incident;
    exports com.allodoc.ops.oncall;
    exports com.allodoc.ops.runbook;
    exports com.allodoc.ops.threshold;
    exports com.allodoc.ops.time;
}
