package com.allodoc.ops.exporter.postgres;

import com.allodoc.ops.exporter.collect.Deadline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens the one connection of a target so that it can't outlast the deadline. */
final class PgConnector {
    static final String APPLICATION_NAME = "allodoc-ops";

    static final String PREPARE_THRESHOLD = "prepareThreshold";

    /** Held, because a level is forgotten with its logger. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    static {
        // What it has to say reaches us as an exception; by itself it would say it again at every scrape.
        if (DRIVER.getLevel() == null) {
            DRIVER.setLevel(Level.OFF);
        }
    }

    private PgConnector() {}

    /**
     * Connects and logs in.
     *
     * @throws SQLException when that fails or the deadline passes
     */
    static Connection connect(PgSettings settings, Deadline deadline) throws SQLException {
        // Everything but the database goes past the URL, which the driver prints at some log levels.
        String url = "jdbc:postgresql:" + URLEncoder.encode(settings.database(), StandardCharsets.UTF_8);
        return DriverManager.getConnection(url, properties(settings, deadline));
    }

    private static Properties properties(PgSettings settings, Deadline deadline) throws SQLException {
        Properties all = new Properties();
        all.setProperty("ApplicationName", APPLICATION_NAME);
        // Sends the name with the first packet, so that it is there before the login ends and costs no round trip.
        all.setProperty("assumeMinServerVersion", "10");
        all.setProperty("tcpKeepAlive", "true");
        all.setProperty("logServerErrorDetail", "false");
        // Until it is known that no pooler stands between: to one, a prepared statement is another client's too.
        all.setProperty(PREPARE_THRESHOLD, "0");
        settings.parameters().forEach(all::setProperty);
        all.remove(PgPassFile.SETTING);
        // What PgWhole reads: for the server these are cheaper as text.
        all.setProperty("binaryTransferDisable", "INT2,INT4,INT8,OID,BOOL");

        all.setProperty("PGHOST", bracketed(settings.host()));
        all.setProperty("PGPORT", Integer.toString(settings.port()));
        all.setProperty("user", settings.user());
        password(settings).ifPresent(password -> all.setProperty("password", password));

        int remaining = deadline.remainingMillis();
        String millis = Integer.toString(remaining);
        String seconds = Integer.toString((int) Math.ceil(remaining / 1000.0));
        // The login timeout is exact and covers the name look-up too. The others are whole seconds: they end what an
        // abandoned attempt leaves behind.
        all.setProperty("loginTimeout", Float.toString(remaining / 1000f));
        all.setProperty("connectTimeout", seconds);
        all.setProperty("socketTimeout", seconds);
        all.setProperty("cancelSignalTimeout", seconds);
        all.setProperty("sslResponseTimeout", millis);
        all.setProperty("gssResponseTimeout", millis);
        return all;
    }

    /** The one given goes before the one in the file, as with every client; without both the driver looks further. */
    private static Optional<String> password(PgSettings settings) throws SQLException {
        Optional<String> given = settings.password().get();
        String file = settings.parameters().get(PgPassFile.SETTING);
        return given.isPresent() || file == null ? given : PgPassFile.find(Path.of(file), settings);
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    }
}
