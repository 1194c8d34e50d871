package com.allodoc.ops.exporter.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * libpq's {@code postgresql://user:password@host:port/database?name=value}. Source: conninfo_uri_parse_options of
 * libpq's fe-connect.c; where libpq ends the password at the first @, we take the last one before the path, as
 * postgres_exporter does. No message repeats any of the text.
 */
final class PostgresUri {
    private static final String ENCODE = "if the password holds one of / : @ ? # %, write it percent-encoded";

    private final Map<String, String> values = new LinkedHashMap<>();

    private PostgresUri() {}

    /** @param rest what follows {@code postgresql://} */
    static Map<String, String> parse(String rest) {
        PostgresUri uri = new PostgresUri();
        String afterUser = uri.user(rest);
        int end = indexOfAny(afterUser, "/?", 0);
        uri.hosts(afterUser.substring(0, end));
        String tail = afterUser.substring(end);
        if (tail.indexOf('@') >= 0) {
            throw new IllegalArgumentException("an @ stands after the host; " + ENCODE + ", and write %40 for an @");
        }
        int query = tail.indexOf('?');
        String path = query < 0 ? tail : tail.substring(0, query);
        if (path.length() > 1) {
            uri.values.put("dbname", Percent.decode(path.substring(1)));
        }
        if (query >= 0) {
            uri.query(tail.substring(query + 1));
        }
        return uri.values;
    }

    private String user(String rest) {
        int first = indexOfAny(rest, "@/", 0);
        if (first == rest.length() || rest.charAt(first) == '/') {
            return rest;
        }
        int at = rest.lastIndexOf('@', indexOfAny(rest, "/?", first) - 1);
        String credentials = rest.substring(0, at);
        int colon = credentials.indexOf(':');
        put("user", colon < 0 ? credentials : credentials.substring(0, colon));
        if (colon >= 0) {
            put("password", credentials.substring(colon + 1));
        }
        return rest.substring(at + 1);
    }

    private void hosts(String text) {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        String separator = "";
        for (String part : text.split(",", -1)) {
            int colon = part.startsWith("[") ? part.indexOf("]:") + 1 : part.indexOf(':');
            boolean hasPort = part.startsWith("[") ? colon > 0 : colon >= 0;
            String host = hasPort ? part.substring(0, colon) : part;
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            String port = hasPort ? part.substring(colon + 1) : "";
            if (!port.chars().allMatch(Character::isDigit)) {
                throw new IllegalArgumentException("the port after the host is not a number; " + ENCODE);
            }
            hosts.append(separator).append(Percent.decode(host));
            ports.append(separator).append(port);
            separator = ",";
        }
        if (!hosts.isEmpty()) {
            values.put("host", hosts.toString());
        }
        if (!ports.isEmpty()) {
            values.put("port", ports.toString());
        }
    }

    private void query(String text) {
        for (String pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("after ? a setting is not name=value; " + ENCODE);
            }
            String name = Percent.decode(pair.substring(0, equals));
            String value = Percent.decode(pair.substring(equals + 1));
            if (name.equals("ssl") && value.equals("true")) {
                values.put("sslmode", "require");
            } else {
                values.put(name, value);
            }
        }
    }

    private void put(String name, String encoded) {
        if (!encoded.isEmpty()) {
            values.put(name, Percent.decode(encoded));
        }
    }

    private static int indexOfAny(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
