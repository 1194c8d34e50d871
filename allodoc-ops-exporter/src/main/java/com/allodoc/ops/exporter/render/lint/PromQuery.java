package com.allodoc.ops.exporter.render.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the metrics of a PromQL expression: as much of a parser as the linter needs. Whether the expression is valid is
 * promtool's business.
 */
final class PromQuery {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_:][A-Za-z0-9_:]*|\\d[\\w.]*|\\$\\w+|\\[[^]]*]|[{}(),]|\\S");
    private static final Set<String> LISTS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "topk", "bottomk", "quantile", "stddev", "group");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private final List<String> tokens = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();
    private int at;

    private PromQuery(String expression) {
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
    }

    /** Every metric the expression asks for, in order. */
    static List<Selector> selectors(String expression) {
        PromQuery query = new PromQuery(expression);
        query.read();
        return query.selectors;
    }

    private void read() {
        Deque<String> functions = new ArrayDeque<>();
        while (at < tokens.size()) {
            String token = tokens.get(at++);
            if (token.equals("(")) {
                functions.push("");
            } else if (token.equals(")")) {
                functions.poll();
            } else if (isIdentifier(token)) {
                identifier(token, functions);
            }
        }
    }

    private void identifier(String token, Deque<String> functions) {
        if (LISTS.contains(token)) {
            skipList();
        } else if (AGGREGATIONS.contains(token) || next().equals("(")) {
            if (LISTS.contains(next())) {
                at++;
                skipList();
            }
            at++;
            functions.push(token);
        } else if (!WORDS.contains(token)) {
            Set<String> labels = next().equals("{") ? labels() : Set.of();
            String function =
                    functions.stream().filter(f -> !f.isEmpty()).findFirst().orElse("");
            selectors.add(new Selector(token, labels, function));
        }
    }

    private void skipList() {
        if (next().equals("(")) {
            at = at + tokens.subList(at, tokens.size()).indexOf(")") + 1;
        }
    }

    private Set<String> labels() {
        Set<String> labels = new HashSet<>();
        at++;
        while (at < tokens.size() && !tokens.get(at).equals("}")) {
            String token = tokens.get(at++);
            if (isIdentifier(token)) {
                labels.add(token);
            }
        }
        at++;
        return labels;
    }

    private String next() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private static boolean isIdentifier(String token) {
        char first = token.charAt(0);
        return Character.isLetter(first) || first == '_' || first == ':';
    }
}
