package com.allodoc.ops.exporter.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container as {@code GET /containers/json} lists it.
 *
 * @param id 64 hexadecimal digits
 * @param name without the slash in front
 * @param image as the engine shows it now; the digest when the tag has moved on
 * @param state what it is doing
 * @param status for people, with a time in it: {@code Up 2 hours (healthy)}
 * @param labels all of them
 * @param signature differs when something differs that an inspection would tell more about
 */
record ListedContainer(
        String id,
        String name,
        String image,
        ContainerState state,
        String status,
        Map<String, String> labels,
        String signature) {

    /** Every container, the stopped ones too. */
    static final String PATH = "/containers/json?all=true";

    static List<ListedContainer> parse(JsonNode list) {
        List<ListedContainer> containers = new ArrayList<>(list.size());
        for (JsonNode entry : list) {
            if (!entry.path("Id").asText().isEmpty()) {
                containers.add(entry(entry));
            }
        }
        return containers;
    }

    /** Whether the health check has said anything but "healthy". */
    boolean isUnwell() {
        return status.endsWith("(unhealthy)") || status.endsWith("(health: starting)");
    }

    private static ListedContainer entry(JsonNode entry) {
        String name = name(entry.path("Names"));
        String status = entry.path("Status").asText();
        ContainerState state = ContainerState.of(entry.path("State").asText());
        return new ListedContainer(
                entry.path("Id").asText(),
                name,
                entry.path("Image").asText(),
                state,
                status,
                labels(entry.path("Labels")),
                signature(name, state, status, entry));
    }

    /** Its own name; the others are aliases of links, {@code /web/db}. */
    private static String name(JsonNode names) {
        String own = "";
        for (JsonNode node : names) {
            String name = node.asText();
            name = name.startsWith("/") ? name.substring(1) : name;
            if (own.isEmpty() || name.indexOf('/') < 0) {
                own = name;
            }
        }
        return own;
    }

    private static Map<String, String> labels(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return Collections.unmodifiableMap(labels);
    }

    /** A restart gives new end points on its networks; exit code and health are in the parentheses of the status. */
    private static String signature(String name, ContainerState state, String status, JsonNode entry) {
        StringBuilder signature = new StringBuilder(name).append('|').append(state.label());
        int open = status.indexOf('(');
        int close = status.indexOf(')', open + 1);
        if (open >= 0 && close > open) {
            signature.append('|').append(status, open, close);
        }
        for (JsonNode network : entry.path("NetworkSettings").path("Networks")) {
            signature.append('|').append(network.path("EndpointID").asText());
        }
        return signature.toString();
    }
}
