package com.allodoc.ops.examples.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import javax.sql.DataSource;

/** The clinic's tables with invented rows, and the work that comes in all day. One per thread. */
final class ClinicDatabase {
    static final int PATIENTS = 2_000;
    static final int CONSULTATIONS = 6_000;
    static final int APPOINTMENTS = 3_000;

    // Rows are made by the server from numbers: nobody is meant by them.
    private static final String[] SCHEMA = {
        "CREATE TABLE patients (id bigserial PRIMARY KEY, reference text UNIQUE NOT NULL, born date NOT NULL,"
                + " registered timestamptz NOT NULL DEFAULT now())",
        "CREATE TABLE consultations (id bigserial PRIMARY KEY, patient_id bigint NOT NULL REFERENCES patients,"
                + " held timestamptz NOT NULL DEFAULT now(), minutes int NOT NULL, note text)",
        "CREATE TABLE appointments (id bigserial PRIMARY KEY, patient_id bigint NOT NULL REFERENCES patients,"
                + " starts timestamptz NOT NULL, state text NOT NULL DEFAULT 'booked')",
        "CREATE INDEX ON consultations (patient_id)",
        "CREATE INDEX ON appointments (starts)",
        "INSERT INTO patients (reference, born) SELECT 'P' || lpad(i::text, 6, '0'), date '1940-01-01' + i * 13 % 25000"
                + " FROM generate_series(1, " + PATIENTS + ") i",
        "INSERT INTO consultations (patient_id, held, minutes, note) SELECT 1 + i % " + PATIENTS
                + ", now() - i * interval '17 minutes', 5 + i % 40, repeat('x', i % 300) FROM generate_series(1, "
                + CONSULTATIONS + ") i",
        "INSERT INTO appointments (patient_id, starts) SELECT 1 + i * 7 % " + PATIENTS
                + ", now() + i * interval '11 minutes' FROM generate_series(1, " + APPOINTMENTS + ") i",
        "ANALYZE",
    };

    private final DataSource database;
    private final SplittableRandom random = new SplittableRandom(2026);

    ClinicDatabase(DataSource database) {
        this.database = database;
    }

    void create() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : SCHEMA) {
                statement.execute(sql);
            }
        }
    }

    /** Works until it is interrupted: reads, writes, and now and then a transaction that is taken back. */
    void work() throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            while (!Thread.currentThread().isInterrupted()) {
                transaction(connection);
                Thread.sleep(20 + random.nextInt(60));
            }
        }
    }

    private void transaction(Connection connection) throws SQLException {
        long patient = random.nextLong(1, PATIENTS + 1L);
        run(connection, "SELECT count(*), avg(minutes) FROM consultations WHERE patient_id = ?", patient);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> run(connection, "INSERT INTO consultations (patient_id, minutes) VALUES (?, 15)", patient);
            case 3, 4 -> run(connection, "UPDATE appointments SET state = 'held' WHERE patient_id = ?", patient);
            case 5 -> run(connection, "DELETE FROM consultations WHERE patient_id = ? AND minutes = 15", patient);
            default -> run(connection, "SELECT * FROM appointments WHERE patient_id = ? ORDER BY starts", patient);
        }
        if (random.nextInt(25) == 0) {
            connection.rollback();
        } else {
            connection.commit();
        }
    }

    private static void run(Connection connection, String sql, long patient) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, patient);
            statement.execute();
        }
    }
}
