package com.allodoc.ops.exporter.render.routing;

import com.allodoc.ops.exporter.render.Definition;
import com.allodoc.ops.exporter.render.text.Tree;
import com.allodoc.ops.runbook.Contact;
import java.util.List;
import java.util.Map;

/** Who is told, and how: the definition's contacts. A page goes two ways, so that no single provider can swallow it. */
final class Receivers {
    private static final String SECRETS = "/etc/alertmanager/secrets/";
    private static final String TITLE =
            "[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} {{ .CommonLabels.service }}";
    private static final String TEXT = """
            {{ range .Alerts }}{{ .Annotations.summary }}
            {{ .Annotations.description }}
            Runbook: {{ .Annotations.runbook_url }}
            Dashboard: {{ .Annotations.dashboard_url }}

            {{ end }}""";

    private final Definition definition;

    Receivers(Definition definition) {
        this.definition = definition;
    }

    List<Object> list() {
        String mail = address("Mail");
        String security = address("Security Team");
        return List.of(
                Tree.of("name", "nobody"),
                Tree.of(
                        "name",
                        "heartbeat",
                        "webhook_configs",
                        List.of(webhook(definition.site().heartbeat(), false))),
                Tree.of(
                        "name", "page",
                        "pagerduty_configs", List.of(pagerDuty()),
                        "webhook_configs", List.of(webhook(definition.site().sms(), false))),
                Tree.of(
                        "name", "page-security",
                        "pagerduty_configs", List.of(pagerDuty()),
                        "webhook_configs", List.of(webhook(definition.site().sms(), false)),
                        "email_configs", List.of(mail(security))),
                Tree.of("name", "standard", "slack_configs", List.of(slack()), "email_configs", List.of(mail(mail))),
                Tree.of(
                        "name", "security",
                        "slack_configs", List.of(slack()),
                        "email_configs", List.of(mail(security))),
                Tree.of("name", "tickets", "email_configs", List.of(mail(address("DevOps Team")))));
    }

    private Map<String, Object> pagerDuty() {
        return Tree.of(
                "send_resolved",
                true,
                "routing_key_file",
                SECRETS + "pagerduty_key",
                "severity",
                "{{ if eq .CommonLabels.severity \"critical\" }}critical{{ else }}warning{{ end }}",
                "description",
                TITLE,
                "details",
                Tree.of(
                        "sev", "{{ .CommonLabels.sev }}",
                        "runbook", "{{ .CommonAnnotations.runbook_url }}",
                        "dashboard", "{{ .CommonAnnotations.dashboard_url }}"));
    }

    private Map<String, Object> slack() {
        return Tree.of(
                "send_resolved",
                true,
                "api_url_file",
                SECRETS + "slack_url",
                "channel",
                address("Slack alerts"),
                "title",
                TITLE,
                "text",
                TEXT);
    }

    private static Map<String, Object> mail(String to) {
        return Tree.of("send_resolved", true, "to", to, "headers", Tree.of("Subject", TITLE));
    }

    private static Map<String, Object> webhook(String url, boolean resolved) {
        return Tree.of("send_resolved", resolved, "url", url);
    }

    private String address(String name) {
        return definition.runbook().contacts().stream()
                .filter(contact -> contact.name().equals(name))
                .map(Contact::address)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "contacts has no \"" + name + "\", which a receiver needs; add it to the definition"));
    }
}
