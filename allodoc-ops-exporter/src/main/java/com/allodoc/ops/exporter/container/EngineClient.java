package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an engine, over docker-java's transport. It can send GET and nothing else, in the version of the API that was
 * agreed on. Safe for use by several threads; {@link #close()} from any of them makes the
 * blocked calls of the others fail.
 *
 * <p>docker-java's typed commands are not used: on 50 containers they take 350 ms and 15 MB more than reading the few
 * fields that are needed, most of it in the first scrape, and they refuse what their types did not foresee.
 */
final class EngineClient implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EngineClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 300;

    private final DockerHttpClient http;
    private final ApiVersion version;

    private EngineClient(DockerHttpClient http, ApiVersion version) {
        this.http = http;
        this.version = version;
    }

    /**
     * A client; the first call connects.
     *
     * @param version shared by all clients of one engine
     * @param connectTimeout for TCP; a unix socket answers at once or not at all
     * @throws IOException when the certificates can't be read
     */
    static EngineClient of(ContainerSettings settings, ApiVersion version, int connections, Duration connectTimeout)
            throws IOException {
        ZerodepDockerHttpClient.Builder builder = new ZerodepDockerHttpClient.Builder()
                .dockerHost(settings.endpoint())
                .maxConnections(connections)
                .connectionTimeout(connectTimeout);
        if (settings.tlsDirectory().isPresent()) {
            EngineTls tls = EngineTls.read(settings.tlsDirectory().get());
            builder.sslConfig(tls::context);
        } else if (settings.isUnix()) {
            // Over TCP it would mean that TLS is wanted.
            builder.sslConfig(EngineTls.none()::context);
        }
        return new EngineClient(builder.build(), version);
    }

    /**
     * The answer to a GET.
     *
     * @throws EngineException when its status is not 200
     * @throws IOException when there is no answer, or none in JSON
     */
    JsonNode get(String path) throws IOException {
        byte[] body;
        try (DockerHttpClient.Response response = open(path)) {
            body = response.getBody().readAllBytes();
        }
        return JSON.readTree(body);
    }

    /** The answer to a GET whose body never ends. Whoever asked for it closes it. */
    DockerHttpClient.Response open(String path) throws IOException {
        try {
            return send(version.prefix() + path);
        } catch (EngineException e) {
            if (version.learned(e)) {
                return send(version.prefix() + path);
            }
            throw e;
        }
    }

    /**
     * Asks whether the engine is there, and for its version.
     *
     * @return whether it may be asked that; else it is spoken to without a version
     */
    boolean ping() throws IOException {
        try (DockerHttpClient.Response response = send(ApiVersion.PING)) {
            response.getBody().readAllBytes();
            String offered = response.getHeader(ApiVersion.HEADER);
            if (offered != null) {
                version.offered(offered);
            }
            return true;
        } catch (EngineException e) {
            log.debug("the engine does not answer GET {}", ApiVersion.PING, e);
            return false;
        }
    }

    private DockerHttpClient.Response send(String path) throws IOException {
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.GET)
                .path(path)
                .putHeader("accept", "application/json")
                .build();
        DockerHttpClient.Response response = execute(request);
        if (response.getStatusCode() != 200) {
            try (response) {
                throw new EngineException(response.getStatusCode(), message(response));
            }
        }
        return response;
    }

    static ObjectMapper json() {
        return JSON;
    }

    private DockerHttpClient.Response execute(DockerHttpClient.Request request) throws IOException {
        try {
            return http.execute(request);
        } catch (IllegalStateException e) {
            throw new IOException("the connection was closed", e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static String message(DockerHttpClient.Response response) throws IOException {
        String body = new String(response.getBody().readNBytes(16_384), StandardCharsets.UTF_8).strip();
        String message = body;
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.path("message").isTextual()) {
                message = tree.path("message").textValue();
            }
        } catch (JsonProcessingException e) {
            log.trace("an error that is not JSON", e);
        }
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException | RuntimeException e) {
            log.debug("closing the connections to the engine", e);
        }
    }
}
