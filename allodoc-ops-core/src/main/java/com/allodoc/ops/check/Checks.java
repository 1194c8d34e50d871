package com.allodoc.ops.check;

import com.allodoc.ops.threshold.Threshold;
import com.allodoc.ops.threshold.ThresholdPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Ready checks that need nothing but the JDK. Each answers for itself when its target is down or slow: CRITICAL with the
 * reason, a little before the scheduler would have to give it up as UNKNOWN.
 */
public final class Checks {

    private Checks() {}

    /** Whether {@code uri} answers with the right status and body, and how fast. */
    public static HttpCheck.Builder http(URI uri) {
        return HttpCheck.builder(uri);
    }

    /** Whether something listens on {@code port}. */
    public static TcpCheck tcp(String host, int port) {
        return new TcpCheck(host, port, null);
    }

    /** Whether something listens on {@code port}, and accepts within limits in seconds. */
    public static TcpCheck tcp(String host, int port, ThresholdPolicy connectSeconds) {
        return new TcpCheck(host, port, connectSeconds);
    }

    /** How long the certificate and its chain are still good. */
    public static TlsCheck.Builder tls(String host, int port) {
        return TlsCheck.builder(host, port);
    }

    /** Whether a database answers a query, over a connection of the pool. */
    public static JdbcCheck.Builder jdbc(DataSource dataSource) {
        return JdbcCheck.builder(dataSource::getConnection);
    }

    /** Whether a database answers a query. */
    public static JdbcCheck.Builder jdbc(ConnectionSource source) {
        return JdbcCheck.builder(source);
    }

    /** How full the file system of {@code path} is: warning at 90 %, critical above 95 %. */
    public static DiskSpaceCheck diskSpace(Path path) {
        return new DiskSpaceCheck(path, DiskSpaceCheck.DEFAULT);
    }

    /** How full the file system of {@code path} is, with limits in percent used. */
    public static DiskSpaceCheck diskSpace(Path path, ThresholdPolicy percentUsed) {
        return new DiskSpaceCheck(path, percentUsed);
    }

    /** Whether {@code path} was written at most {@code oldest} ago; critical when older. */
    public static FileFreshnessCheck fileFreshness(Path path, Duration oldest) {
        return fileFreshness(path, ThresholdPolicy.critical(Threshold.above(oldest.toMillis() / 1e3)));
    }

    /** How old {@code path} is, with limits in seconds. */
    public static FileFreshnessCheck fileFreshness(Path path, ThresholdPolicy ageSeconds) {
        return new FileFreshnessCheck(path, ageSeconds);
    }

    /**
     * How full the heap of this process is, in percent of its maximum, garbage included: it rises and falls like a saw,
     * so give the policy a {@code pendingFor} or the definition its {@code failuresToTrip}.
     */
    public static MeasuredCheck heap(ThresholdPolicy percent) {
        return measure("heap_used_percent", "%", percent, context -> ProcessMemory.heapPercent());
    }

    /** The resident memory of this process, with limits in bytes; no value on systems without {@code /proc}. */
    public static MeasuredCheck residentMemory(ThresholdPolicy bytes) {
        return measure("resident_bytes", "bytes", bytes, context -> ProcessMemory.residentBytes());
    }

    /** A number of the caller's own, held against a policy; {@code NaN} is a missing value. */
    public static MeasuredCheck measure(
            String name, String unit, ThresholdPolicy policy, MeasuredCheck.Reading reading) {
        return new MeasuredCheck(name, name, unit, policy, reading);
    }
}
