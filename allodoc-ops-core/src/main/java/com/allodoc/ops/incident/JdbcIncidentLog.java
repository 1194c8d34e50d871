package com.allodoc.ops.incident;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A log in SQLite (one machine) or PostgreSQL (shared by several). One append-only table holds the events as
 * {@link EventText}; what an incident is, is always computed from them. An append returns when its events are on the disk.
 * The tables, whose names begin with {@code allodoc_incident_}, are created and migrated on opening. Thread-safe; holds no
 * connection between calls.
 *
 * @see #open(DataSource)
 */
public final class JdbcIncidentLog implements IncidentLog {
    private static final String EVENT = "SELECT position, sequence, body FROM allodoc_incident_event ";

    // Finds all that may be open. A closing event from the very second of the trigger, or before it, may not count.
    private static final String POSSIBLY_OPEN = EVENT + """
            WHERE incident IN (
                SELECT o.incident FROM allodoc_incident_event o
                WHERE o.opens_key IS NOT NULL
                  AND (NOT EXISTS (SELECT 1 FROM allodoc_incident_event c
                                   WHERE c.incident = o.incident AND c.kind IN ('resolved', 'cancelled')
                                     AND c.happened_at > o.happened_at)
                       OR EXISTS (SELECT 1 FROM allodoc_incident_event r
                                  WHERE r.incident = o.incident AND r.kind = 'reopened')))
            ORDER BY position""";

    private final JdbcTransactions transactions;

    private JdbcIncidentLog(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Opens the log in {@code source}, creating or migrating its tables when needed. Several processes may do so at once.
     *
     * @param source its connections are used for one call each and left in auto-commit; PostgreSQL's are set to read
     *     committed, SQLite's journal to WAL, synced in full
     * @throws IncidentLogException if it can't be reached or was written by a newer release
     * @throws IllegalArgumentException if it is neither SQLite nor PostgreSQL
     */
    public static JdbcIncidentLog open(DataSource source) {
        return open(source, IncidentSchema.LATEST);
    }

    static JdbcIncidentLog open(DataSource source, int schemaVersion) {
        JdbcTransactions transactions = new JdbcTransactions(requireNonNull(source, "source"));
        transactions.write("opening", connection -> {
            IncidentSchema.migrate(connection, transactions.dialect(), schemaVersion);
            return schemaVersion;
        });
        return new JdbcIncidentLog(transactions);
    }

    @Override
    public AppendResult append(String incident, long expectedVersion, List<? extends IncidentEvent> events) {
        AppendRequest request = AppendRequest.of(incident, expectedVersion, events);
        return transactions.write("append to " + incident, connection -> append(connection, request));
    }

    @Override
    public List<StoredEvent> read(String incident) {
        return query("reading " + incident, EVENT + "WHERE incident = ? ORDER BY sequence", incident);
    }

    @Override
    public List<StoredEvent> readSince(long position, int limit) {
        StoredEvent.requirePage(position, limit);
        return query("reading", EVENT + "WHERE position > ? ORDER BY position LIMIT ?", position, limit);
    }

    @Override
    public List<Incident> open() {
        Map<String, List<IncidentEvent>> candidates = new LinkedHashMap<>();
        for (StoredEvent stored : query("reading open incidents", POSSIBLY_OPEN)) {
            candidates
                    .computeIfAbsent(stored.event().incident(), unused -> new ArrayList<>())
                    .add(stored.event());
        }
        return candidates.values().stream()
                .map(Incident::of)
                .filter(Incident::isOpen)
                .sorted(Comparator.comparing(Incident::detected).thenComparing(Incident::id))
                .toList();
    }

    @Override
    public Optional<Incident> latest(DedupKey key) {
        requireNonNull(key, "key");
        return transactions
                .read("reading key " + key, connection -> latest(connection, key))
                .flatMap(this::find);
    }

    private static AppendResult append(Connection connection, AppendRequest request) throws SQLException {
        long version = number(
                connection,
                "SELECT COALESCE(MAX(sequence), 0) FROM allodoc_incident_event WHERE incident = ?",
                request.incident());
        Map<String, String> latest = new HashMap<>();
        for (IncidentEvent event : request.events()) {
            if (event instanceof IncidentEvent.Triggered triggered && version == 0) {
                latest(connection, triggered.key())
                        .ifPresent(previous -> latest.put(triggered.key().value(), previous));
            }
        }
        AppendRequest.Verdict verdict = request.decide(
                version, known(connection, request), key -> Optional.ofNullable(latest.get(key.value())));
        if (verdict.refusal() != null) {
            return verdict.refusal();
        }
        long position = number(connection, "SELECT COALESCE(MAX(position), 0) FROM allodoc_incident_event");
        insert(connection, verdict, position);
        return new AppendResult.Appended(
                version + verdict.fresh().size(), position + verdict.fresh().size());
    }

    private static void insert(Connection connection, AppendRequest.Verdict verdict, long position)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO allodoc_incident_event"
                + " (position, incident, sequence, event_id, kind, happened_at, opens_key, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            DedupKey opens = verdict.opens();
            for (int i = 0; i < verdict.fresh().size(); i++) {
                IncidentEvent event = verdict.fresh().get(i);
                boolean opening = opens != null && event.kind() == EventKind.TRIGGERED;
                statement.setLong(1, position + i + 1);
                statement.setString(2, event.incident());
                statement.setLong(3, verdict.version() + i + 1);
                statement.setString(4, event.id());
                statement.setString(5, event.kind().text());
                statement.setLong(6, event.at().getEpochSecond());
                statement.setString(7, opening ? requireNonNull(opens).value() : null);
                statement.setString(8, EventText.encode(event));
                statement.addBatch();
                opens = opening ? null : opens;
            }
            statement.executeBatch();
        }
    }

    private static Map<String, String> known(Connection connection, AppendRequest request) throws SQLException {
        Map<String, String> known = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT incident FROM allodoc_incident_event WHERE event_id = ?")) {
            for (IncidentEvent event : request.events()) {
                statement.setString(1, event.id());
                try (ResultSet rows = statement.executeQuery()) {
                    if (rows.next()) {
                        known.put(event.id(), rows.getString(1));
                    }
                }
            }
        }
        return known;
    }

    private static Optional<String> latest(Connection connection, DedupKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT incident FROM allodoc_incident_event WHERE opens_key = ? ORDER BY position DESC LIMIT 1")) {
            statement.setString(1, key.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static long number(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<StoredEvent> query(String what, String sql, Object... arguments) {
        return transactions.read(what, connection -> {
            List<StoredEvent> events = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                set(statement, arguments);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        events.add(stored(rows.getLong(1), rows.getLong(2), rows.getString(3)));
                    }
                }
            }
            return List.copyOf(events);
        });
    }

    private static StoredEvent stored(long position, long sequence, String body) {
        try {
            return new StoredEvent(position, sequence, EventText.decode(body));
        } catch (IllegalArgumentException e) {
            throw new IncidentLogException(
                    "incident log position=" + position + ": " + e.getMessage() + "; restore the store from a backup",
                    e);
        }
    }

    private static void set(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }
}
