package com.allodoc.ops.incident;

class InMemoryIncidentLogTest extends IncidentLogContract {
    private final IncidentLog log = new InMemoryIncidentLog();

    @Override
    IncidentLog log() {
        return log;
    }
}
