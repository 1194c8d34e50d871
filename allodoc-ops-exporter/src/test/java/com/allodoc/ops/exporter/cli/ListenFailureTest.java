package com.allodoc.ops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.ListenAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenFailureTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Address already in use          | another program has the port
                    Address already in use (Bind failed) | --listen 10.0.0.1:81
                    Cannot assign requested address | this machine has no such address
                    Permission denied               | --listen 10.0.0.1:9610
                    Unresolved address              | the host name has no address
                    something else                  | something else. Choose another address
                    """)
    void becomes_one_sentence_with_a_next_step(String message, String expected) {
        assertThat(ListenFailure.explain(List.of(new ListenAddress("10.0.0.1", 80)), new BindException(message)))
                .startsWith("cannot listen on 10.0.0.1:80: ")
                .contains(expected)
                .doesNotContain("\n");
    }

    @Test
    void names_all_addresses_when_it_may_be_any() {
        assertThat(ListenFailure.explain(
                        List.of(new ListenAddress("", 65535), new ListenAddress("::1", 2)),
                        new BindException("Address already in use")))
                .startsWith("cannot listen on one of :65535, [::1]:2: ")
                .contains("--listen :65534");
    }

    @Test
    void understands_what_this_jdk_says() throws IOException {
        try (ServerSocket first = new ServerSocket(0);
                ServerSocket second = new ServerSocket()) {
            ListenAddress taken = new ListenAddress("", first.getLocalPort());
            second.bind(taken.toSocketAddress());
        } catch (BindException e) {
            assertThat(ListenFailure.explain(List.of(ListenAddress.DEFAULT), e)).contains("another program");
            return;
        }
        throw new AssertionError("a port was given away twice");
    }
}
