package com.allodoc.ops.exporter.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A real engine with an image of a static busybox: the machine's own, or a private one that may be stopped and killed.
 * Everything it made is removed when it is closed, and when the process ends without that.
 */
public final class Dockerd implements AutoCloseable {
    private static final String OWNER = "allodoc.test";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final List<Path> BUSYBOX = List.of(Path.of("/bin/busybox"), Path.of("/usr/bin/busybox"));
    private static final List<String> TOOLS =
            List.of("sh", "sleep", "cat", "dd", "true", "false", "nc", "ping", "tail", "seq", "sync", "yes");

    private final URI uri;
    private final DockerClient client;
    private final String owner = UUID.randomUUID().toString();
    private final String image = "allodoc-test:" + owner;
    private final Thread atExit = new Thread(this::remove, "dockerd-cleanup");

    Dockerd(URI uri) {
        this.uri = uri;
        this.client = client(uri);
        Runtime.getRuntime().addShutdownHook(atExit);
        importImage();
    }

    /** The machine's engine; the test is skipped when there is none. */
    public static Dockerd running() {
        if (!Files.isWritable(SOCKET)) {
            abort("no container engine: " + SOCKET + " is not there or not writable; start dockerd");
        }
        busybox();
        return new Dockerd(URI.create("unix://" + SOCKET));
    }

    /** An engine of our own, with its own data and network, for tests that hurt it. */
    public static OwnDockerd startOwn() {
        busybox();
        return OwnDockerd.start();
    }

    public URI uri() {
        return uri;
    }

    public DockerClient client() {
        return client;
    }

    /** The name of the busybox image. */
    public String image() {
        return image;
    }

    /** A running container. */
    public String run(String name, String command) {
        return run(name, command, create -> {});
    }

    /** A running container, changed before it is made. Returns its id. */
    public String run(String name, String command, Consumer<CreateContainerCmd> change) {
        String id = create(name, command, change);
        client.startContainerCmd(id).exec();
        return id;
    }

    /** A container that is not started. Returns its id. */
    public String create(String name, String command, Consumer<CreateContainerCmd> change) {
        CreateContainerCmd create = client.createContainerCmd(image)
                .withName(name)
                .withCmd("/bin/sh", "-c", command)
                .withHostConfig(HostConfig.newHostConfig())
                .withLabels(Map.of());
        change.accept(create);
        Map<String, String> labels =
                new java.util.HashMap<>(create.getLabels() == null ? Map.of() : create.getLabels());
        labels.put(OWNER, owner);
        return create.withLabels(labels).exec().getId();
    }

    /** A bridge network of its own. Returns its id. */
    public String network(String name) {
        return client.createNetworkCmd()
                .withName(name)
                .withLabels(Map.of(OWNER, owner))
                .exec()
                .getId();
    }

    private void importImage() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] binary = Files.readAllBytes(busybox());
            TarArchiveEntry file = new TarArchiveEntry("bin/busybox");
            file.setSize(binary.length);
            file.setMode(0100755);
            tar.putArchiveEntry(file);
            tar.write(binary);
            tar.closeArchiveEntry();
            for (String tool : TOOLS) {
                TarArchiveEntry link = new TarArchiveEntry("bin/" + tool, TarArchiveEntry.LF_SYMLINK);
                link.setLinkName("busybox");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
            tar.putArchiveEntry(new TarArchiveEntry("tmp/"));
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String name = image.substring(0, image.indexOf(':'));
        // Not by createImageCmd: docker-java 3.7.1 sends the stream as JSON.
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.POST)
                .path("/images/create?fromSrc=-&repo=" + name + "&tag=" + owner)
                .putHeader("content-type", "application/x-tar")
                .bodyBytes(bytes.toByteArray())
                .build();
        try (DockerHttpClient http = http(uri);
                DockerHttpClient.Response response = http.execute(request)) {
            String answer = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            if (response.getStatusCode() != 200) {
                throw new IllegalStateException("importing " + image + ": " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path busybox() {
        for (Path busybox : BUSYBOX) {
            if (Files.isExecutable(busybox)) {
                return busybox;
            }
        }
        return abort("no busybox to make an image of: install the package busybox-static");
    }

    static DockerClient client(URI uri) {
        return DockerClientImpl.getInstance(
                DefaultDockerClientConfig.createDefaultConfigBuilder()
                        .withDockerHost(uri.toString())
                        .withDockerTlsVerify(false)
                        .build(),
                http(uri));
    }

    private static DockerHttpClient http(URI uri) {
        return new ZerodepDockerHttpClient.Builder()
                .dockerHost(uri)
                .maxConnections(30)
                .build();
    }

    /** Removes what carries our label. */
    private void remove() {
        client.listContainersCmd().withShowAll(true).withLabelFilter(Map.of(OWNER, owner)).exec().parallelStream()
                .forEach(container -> remove(container.getId()));
        client.listNetworksCmd().exec().stream()
                .filter(network -> network.getLabels() != null
                        && owner.equals(network.getLabels().get(OWNER)))
                .forEach(network -> client.removeNetworkCmd(network.getId()).exec());
        try {
            client.removeImageCmd(image).withForce(true).exec();
        } catch (NotFoundException e) {
            return;
        }
    }

    /** Removes a container, running or not; one that is gone already is fine. */
    public void remove(String id) {
        try {
            client.removeContainerCmd(id).withForce(true).exec();
        } catch (NotFoundException e) {
            return;
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(atExit);
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
