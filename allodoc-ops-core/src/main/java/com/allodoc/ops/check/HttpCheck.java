package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.ThresholdPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an address answers with the right status and body, and how fast. Thread-safe.
 *
 * <p>The time measured ends with the body, or with its first {@code maxBody} bytes; the rest is not read. By default a
 * redirect is an answer like any other, so a detour to a login page does not pass for health.
 *
 * <p>Unless given a client, it has one of its own with two daemon threads at most, which end with {@link #close}: at once
 * on Java 21 and later, with the next garbage collection on Java 17, whose client cannot be closed.
 */
public final class HttpCheck implements Check, AutoCloseable {

    private static final int DEFAULT_MAX_BODY = 64 * 1024;

    private final HttpRequest request;
    private final Set<Integer> statuses;
    private final @Nullable Pattern body;
    private final boolean literal;
    private final int maxBody;
    private final @Nullable Judge responseTime;
    private final @Nullable HttpClient givenClient;
    private final ProbeClient ownClient;

    private HttpCheck(Builder builder) {
        this.request = builder.request.build();
        this.statuses = new TreeSet<>(builder.statuses);
        this.body = builder.body;
        this.literal = builder.literal;
        this.maxBody = builder.maxBody;
        this.responseTime =
                builder.responseTime == null ? null : new Judge(builder.responseTime, "response_seconds", "s");
        this.givenClient = builder.client;
        this.ownClient = new ProbeClient(builder.redirects);
    }

    static Builder builder(URI uri) {
        return new Builder(uri);
    }

    @Override
    public CheckResult run(CheckContext context) throws InterruptedException {
        HttpClient client = givenClient == null ? ownClient.get() : givenClient;
        Duration budget = context.budget();
        CompletableFuture<HttpResponse<CappedBody.Content>> answer =
                client.sendAsync(request, info -> new CappedBody(maxBody));
        try {
            return judge(context, answer.get(budget.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return context.critical("no complete answer within " + budget.toMillis() + " ms")
                    .withCause(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof IOException io ? io : e;
            return context.critical("no answer: " + CheckRun.describe(cause)).withCause(cause);
        } finally {
            answer.cancel(true);
        }
    }

    private CheckResult judge(CheckContext context, HttpResponse<CappedBody.Content> response) {
        double seconds = context.elapsed().toNanos() / 1e9;
        CheckStatus speed = responseTime == null
                ? CheckStatus.OK
                : responseTime.judge(seconds, context.clock().instant());
        Measurement measured = responseTime == null
                ? Measurement.of("response_seconds", seconds, "s")
                : responseTime.measurement(seconds);
        int status = response.statusCode();
        String code = "HTTP " + status;
        CheckResult result;
        if (!statuses.contains(status)) {
            result = context.critical(code + ", wanted " + describe(statuses));
        } else if (body != null && !body.matcher(response.body().text()).find()) {
            result = context.critical(code + ", but the body does not "
                    + (literal ? "contain the text" : "match the pattern") + " looked for"
                    + (response.body().truncated() ? " in its first " + maxBody + " bytes" : ""));
        } else {
            result = context.result(speed, speed == CheckStatus.OK ? code : code + ", but slow");
        }
        return result.withMeasurement(measured);
    }

    /** {@code 200-299}, or {@code 200, 204}. */
    private static String describe(Set<Integer> statuses) {
        TreeSet<Integer> sorted = new TreeSet<>(statuses);
        boolean block = sorted.size() > 2 && sorted.last() - sorted.first() == sorted.size() - 1;
        String list = sorted.toString();
        return block ? sorted.first() + "-" + sorted.last() : list.substring(1, list.length() - 1);
    }

    /** Lets go of its own client; one that was given stays open. */
    @Override
    public void close() {
        ownClient.close();
    }

    /** Collects an HTTP check: GET, any status from 200 to 299, redirects not followed. */
    public static final class Builder {
        private final HttpRequest.Builder request;
        private Set<Integer> statuses = new TreeSet<>();
        private @Nullable Pattern body;
        private boolean literal;
        private int maxBody = DEFAULT_MAX_BODY;
        private @Nullable ThresholdPolicy responseTime;
        private Redirect redirects = Redirect.NEVER;
        private @Nullable HttpClient client;

        private Builder(URI uri) {
            this.request = HttpRequest.newBuilder(uri);
            for (int status = 200; status < 300; status++) {
                statuses.add(status);
            }
        }

        /** Which statuses are good, instead of 200 to 299. */
        public Builder statuses(int... statuses) {
            Set<Integer> wanted = new TreeSet<>();
            for (int status : statuses) {
                if (status < 100 || status > 599) {
                    throw new IllegalArgumentException("statuses must be from 100 to 599, not " + status);
                }
                wanted.add(status);
            }
            if (wanted.isEmpty()) {
                throw new IllegalArgumentException("statuses must name at least one; leave it out for 200 to 299");
            }
            this.statuses = wanted;
            return this;
        }

        /** Another method without a body, such as {@code HEAD}. */
        public Builder method(String method) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
            return this;
        }

        /** A header of the request; its value is never shown. */
        public Builder header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** Text that the body must contain. */
        public Builder bodyContains(String text) {
            this.body = Pattern.compile(requireNonNull(text, "text"), Pattern.LITERAL);
            this.literal = true;
            return this;
        }

        /** A pattern of which the body must contain a match. */
        public Builder bodyMatches(Pattern pattern) {
            this.body = requireNonNull(pattern, "pattern");
            this.literal = false;
            return this;
        }

        /** How much of the body is read at most, in bytes. Default 64 KiB. */
        public Builder maxBody(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("maxBody must be at least 1 byte, not " + bytes);
            }
            this.maxBody = bytes;
            return this;
        }

        /** Limits on the time from the request to the end of the body, in seconds. */
        public Builder responseTime(ThresholdPolicy seconds) {
            this.responseTime = requireNonNull(seconds, "seconds");
            return this;
        }

        /** Whether redirects are followed. Default never; a given client follows its own policy. */
        public Builder redirects(Redirect redirects) {
            this.redirects = requireNonNull(redirects, "redirects");
            return this;
        }

        /** A client to share between checks, or with its own TLS and proxy. The caller closes it. */
        public Builder client(HttpClient client) {
            this.client = requireNonNull(client, "client");
            return this;
        }

        public HttpCheck build() {
            return new HttpCheck(this);
        }
    }
}
