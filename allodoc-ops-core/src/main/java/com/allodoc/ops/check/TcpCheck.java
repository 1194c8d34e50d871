package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.ThresholdPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** Whether something listens on a port, and how fast it accepts. Says nothing about what listens. Thread-safe. */
public final class TcpCheck implements Check {

    private final String host;
    private final int port;
    private final @Nullable Judge connectTime;

    TcpCheck(String host, int port, @Nullable ThresholdPolicy connectSeconds) {
        this.host = requireNonNull(host, "host");
        this.port = requirePort(port);
        this.connectTime = connectSeconds == null ? null : new Judge(connectSeconds, "connect_seconds", "s");
    }

    static int requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 1 to 65535, not " + port);
        }
        return port;
    }

    /** Opens a socket before {@link CheckContext#budget} is used up. */
    static Socket connect(CheckContext context, String host, int port) throws Exception {
        Socket socket = new Socket();
        try {
            context.onExpiry(socket::close);
            // Resolved anew each time: a name may move, and a failure must not stick.
            socket.connect(new InetSocketAddress(host, port), context.budgetMillis());
            socket.setSoTimeout(context.budgetMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public CheckResult run(CheckContext context) throws Exception {
        try (Socket socket = connect(context, host, port)) {
            double seconds = context.elapsed().toNanos() / 1e9;
            return connectTime == null
                    ? context.ok("port " + socket.getPort() + " accepts")
                            .withMeasurement(Measurement.of("connect_seconds", seconds, "s"))
                    : connectTime.conclude(context, "port " + socket.getPort() + " accepts,", seconds);
        } catch (SocketTimeoutException e) {
            return context.critical("port " + port + " does not answer").withCause(e);
        } catch (IOException e) {
            return context.critical("port " + port + " does not accept: " + CheckRun.describe(e))
                    .withCause(e);
        }
    }
}
