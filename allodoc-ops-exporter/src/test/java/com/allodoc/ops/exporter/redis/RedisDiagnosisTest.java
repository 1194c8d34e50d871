package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.UpReason;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

class RedisDiagnosisTest {
    private final RedisDiagnosis diagnosis = RedisDiagnosis.of(RedisSettings.of("cache", "db1", 6379));

    private UpReason reason(Throwable failure) {
        return diagnosis.diagnose(failure).reason();
    }

    @Test
    void knows_what_the_network_says() {
        assertThat(reason(new ConnectException("Connection refused"))).isEqualTo(UpReason.REFUSED);
        assertThat(reason(new NoRouteToHostException("No route to host"))).isEqualTo(UpReason.UNREACHABLE);
        assertThat(reason(new SocketException("Network is unreachable"))).isEqualTo(UpReason.UNREACHABLE);
        assertThat(reason(new SocketException("No such file or directory"))).isEqualTo(UpReason.UNREACHABLE);
        assertThat(reason(new SocketException("Permission denied"))).isEqualTo(UpReason.PERMISSION);
        assertThat(reason(new ConnectException("Connection timed out"))).isEqualTo(UpReason.TIMEOUT);
        assertThat(reason(new SocketTimeoutException("no answer"))).isEqualTo(UpReason.TIMEOUT);
        assertThat(reason(new UnknownHostException("db1"))).isEqualTo(UpReason.UNRESOLVED);
        assertThat(reason(new SocketException("Connection reset"))).isEqualTo(UpReason.LOST);
        assertThat(reason(new EOFException())).isEqualTo(UpReason.LOST);
        assertThat(reason(new SSLHandshakeException("no"))).isEqualTo(UpReason.TLS);
        assertThat(reason(new SSLException("late", new SocketTimeoutException("no answer"))))
                .isEqualTo(UpReason.TIMEOUT);
        assertThat(reason(new IllegalStateException("a mistake of ours"))).isEqualTo(UpReason.ERROR);
    }

    @Test
    void looks_through_the_wrapping_of_the_client() {
        assertThat(reason(new JedisConnectionException(new IOException(new SocketException("Connection reset")))))
                .isEqualTo(UpReason.LOST);
    }

    @Test
    void says_what_where_and_what_next() {
        assertThat(diagnosis
                        .diagnose(new ConnectException("Connection refused"))
                        .message())
                .isEqualTo("ConnectException: Connection refused at db1:6379."
                        + " Nothing listens there: start Redis, or correct host and port");
    }

    @Test
    void says_what_to_grant() {
        RedisException failure = RedisException.refused(RedisSession.PING, "NOPERM no");
        assertThat(diagnosis.diagnose(failure).message())
                .contains("Grant it with: ACL SETUSER default +client|setname +ping +info ");
    }
}
