package com.allodoc.ops.exporter.render.rule;

import java.util.Locale;

/** What an alert is about: its file, its group and the team that knows it best. */
public enum Area {
    SERVICE("devops", "30s"),
    POSTGRES("dba", "30s"),
    REDIS("devops", "30s"),
    CONTAINER("devops", "30s"),
    HOST("devops", "30s"),
    MONITORING("devops", "30s");

    private final String team;
    private final String interval;

    Area(String team, String interval) {
        this.team = team;
        this.interval = interval;
    }

    /** As the label {@code area} and the file have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String team() {
        return team;
    }

    String interval() {
        return interval;
    }
}
