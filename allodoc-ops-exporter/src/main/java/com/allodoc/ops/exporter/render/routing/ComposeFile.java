package com.allodoc.ops.exporter.render.routing;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.Document;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.exporter.render.text.Yaml;
import com.allodoc.ops.runbook.Endpoint;
import com.allodoc.ops.runbook.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole monitoring as one compose file, with the rendered files mounted, and the exporter's configuration for it. */
final class ComposeFile {
    private static final String COMMENT = """
        Rendered by `allodoc-ops-exporter render provisioning` from the definition; do not edit.
        From this folder: docker compose up. The secrets are files of yours in secrets/; the application's network is
        APP_NETWORK. The exporter's image is made by docker/Dockerfile of its archive.
        """;
    private static final String EXPORTER_COMMENT =
            "Rendered by `allodoc-ops-exporter render provisioning` from the definition; do not edit.";
    private static final String SECRETS = "/run/secrets";

    private final Definition definition;

    private ComposeFile(Definition definition) {
        this.definition = definition;
    }

    static List<Document> of(Definition definition) {
        ComposeFile stack = new ComposeFile(definition);
        return List.of(
                new Document("compose.yml", Yaml.of(COMMENT, stack.compose())),
                new Document("exporter/ops.yml", Yaml.of(EXPORTER_COMMENT, stack.exporterConfig())));
    }

    private Map<String, Object> compose() {
        return Tree.of(
                "services",
                Tree.of(
                        URI.create("http://" + definition.site().exporter()).getHost(),
                        exporter(),
                        "prometheus",
                        prometheus(),
                        "alertmanager",
                        alertmanager(),
                        "grafana",
                        grafana()),
                "networks",
                Tree.of(
                        "default",
                        Tree.of(),
                        "app",
                        Tree.of("external", true, "name", "${APP_NETWORK:-allodoc_default}")),
                "volumes",
                Tree.of("prometheus", Tree.of(), "alertmanager", Tree.of(), "grafana", Tree.of()));
    }

    private static Map<String, Object> exporter() {
        return Tree.of(
                "image", "${EXPORTER_IMAGE:-allodoc-ops-exporter:latest}",
                "command", List.of("serve", "--config", "/etc/allodoc/ops.yml", "--listen", ":9610"),
                "environment", Tree.of("POSTGRES_USER", "${POSTGRES_USER:-allodoc_exporter}"),
                "volumes",
                        List.of(
                                "./exporter:/etc/allodoc:ro",
                                "./secrets:" + SECRETS + ":ro",
                                "/var/run/docker.sock:/var/run/docker.sock:ro",
                                "/sys/fs/cgroup:/sys/fs/cgroup:ro",
                                "/proc:/host/proc:ro",
                                "/sys:/host/sys:ro",
                                "/:/host/root:ro,rslave"),
                "group_add", List.of("${DOCKER_GROUP:-0}"),
                "networks", List.of("default", "app"),
                "read_only", true,
                "tmpfs", List.of("/tmp"),
                "mem_limit", "192m",
                "restart", "unless-stopped");
    }

    private Map<String, Object> prometheus() {
        URI address = URI.create(definition.site().prometheus());
        return Tree.of(
                "image", "${PROMETHEUS_IMAGE:-prom/prometheus:v2.42.0}",
                "command",
                        List.of(
                                "--config.file=/etc/prometheus/prometheus.yml",
                                "--storage.tsdb.path=/prometheus",
                                "--storage.tsdb.retention.time=30d",
                                "--web.external-url=" + address),
                "volumes", List.of("./prometheus:/etc/prometheus:ro", "prometheus:/prometheus"),
                // Grafana finds it under the name that people know it by.
                "networks", Tree.of("default", Tree.of("aliases", List.of(address.getHost()))),
                "ports", List.of(port(address, 9090)),
                "restart", "unless-stopped");
    }

    private Map<String, Object> alertmanager() {
        URI address = URI.create(definition.site().alertmanager());
        return Tree.of(
                "image", "${ALERTMANAGER_IMAGE:-prom/alertmanager:v0.25.0}",
                "command",
                        List.of(
                                "--config.file=/etc/alertmanager/alertmanager.yml",
                                "--storage.path=/alertmanager",
                                "--web.external-url=" + address),
                "volumes",
                        List.of(
                                "./alertmanager/alertmanager.yml:/etc/alertmanager/alertmanager.yml:ro",
                                "./secrets:/etc/alertmanager/secrets:ro",
                                "alertmanager:/alertmanager"),
                "ports", List.of(port(address, 9093)),
                "restart", "unless-stopped");
    }

    private Map<String, Object> grafana() {
        URI address = URI.create(definition.site().grafana());
        return Tree.of(
                "image", "${GRAFANA_IMAGE:-grafana/grafana:11.6.0}",
                "environment",
                        Tree.of(
                                "GF_SERVER_ROOT_URL",
                                address.toString(),
                                "GF_SECURITY_ADMIN_PASSWORD__FILE",
                                SECRETS + "/grafana_password"),
                "volumes",
                        List.of(
                                "./grafana/provisioning:/etc/grafana/provisioning:ro",
                                "./grafana:/etc/grafana/allodoc:ro",
                                "./secrets:" + SECRETS + ":ro",
                                "grafana:/var/lib/grafana"),
                "ports", List.of(port(address, 3000)),
                "restart", "unless-stopped");
    }

    /** Published on this machine only; a proxy with TLS stands before it. */
    private static String port(URI address, int inner) {
        return "127.0.0.1:" + (address.getPort() < 0 ? inner : address.getPort()) + ":" + inner;
    }

    /** With the collectors that the dashboards need and that are off otherwise. */
    private Map<String, Object> exporterConfig() {
        Map<String, Object> targets = Tree.of();
        service("database")
                .ifPresent(database -> targets.put(
                        "postgres",
                        List.of(Tree.of(
                                "host", String.valueOf(database.container()),
                                "port", inner(database, 5432),
                                "user", "${env:POSTGRES_USER}",
                                "password", "${file:" + SECRETS + "/postgres_password}",
                                "collectors", Tree.of("enable", List.of("postmaster", "stat_statements"))))));
        service("redis")
                .ifPresent(redis -> targets.put(
                        "redis",
                        List.of(Tree.of("host", String.valueOf(redis.container()), "port", inner(redis, 6379)))));
        targets.put("docker", List.of(Tree.of("host", "unix:///var/run/docker.sock", "procRoot", "/host/proc")));
        targets.put("host", List.of(Tree.of("procRoot", "/host/proc", "sysRoot", "/host/sys", "rootfs", "/host/root")));
        return Tree.of("targets", targets);
    }

    private Optional<Service> service(String name) {
        return definition.runbook().services().stream()
                .filter(service -> service.name().equals(name) && service.container() != null)
                .findFirst();
    }

    private static int inner(Service service, int usual) {
        List<Integer> ports = new ArrayList<>();
        for (Endpoint endpoint : service.endpoints()) {
            Integer inner = endpoint.innerPort();
            if (inner != null) {
                ports.add(inner);
            }
        }
        return ports.isEmpty() ? usual : ports.get(0);
    }
}
