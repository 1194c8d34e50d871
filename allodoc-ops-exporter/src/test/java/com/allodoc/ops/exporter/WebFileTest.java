package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.config.ConfigException;
import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.http.Protection;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.SelfSigned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebFileTest {
    private static final Environment NOTHING = Environment.of(Map.of());

    @TempDir
    private Path folder;

    private Path write(String text) throws Exception {
        return Files.writeString(folder.resolve("web.yml"), text);
    }

    @Test
    void a_change_counts_by_itself_and_a_bad_one_leaves_the_old() throws Exception {
        WebFile web = WebFile.of(write("http_server_config: {headers: {X-Frame-Options: deny}}"), NOTHING);
        Protection first = web.get();
        assertThat(web.get()).isSameAs(first);
        write("http_server_config: {headers: {X-Frame-Options: nonsense}}");
        assertThatThrownBy(web::reload).isInstanceOf(ConfigException.class);
        assertThat(web.get()).isSameAs(first);

        write("http_server_config: {headers: {X-Frame-Options: sameorigin}}\n");
        Await.until(() -> web.get() != first);
    }

    @Test
    void a_new_certificate_counts_by_itself() throws Exception {
        SelfSigned certificate = SelfSigned.in(folder);
        WebFile web = WebFile.of(write("tls_server_config: {cert_file: server.crt, key_file: server.key}"), NOTHING);
        Protection first = web.get();
        Files.delete(folder.resolve("store.p12"));
        Path key = Files.move(certificate.key(), folder.resolve("old.key"));
        SelfSigned.in(folder);
        assertThat(key).exists();

        Await.until(() -> web.get() != first);
    }

    @Test
    void tls_neither_comes_nor_goes_while_it_is_served() throws Exception {
        SelfSigned.in(folder);
        WebFile plain = WebFile.of(write(""), NOTHING);
        write("tls_server_config: {cert_file: server.crt, key_file: server.key}");

        assertThatThrownBy(plain::reload)
                .hasMessageEndingWith("tls_server_config: TLS can't be switched on or off while it is served; restart");
        WebFile tls = WebFile.of(folder.resolve("web.yml"), NOTHING);
        write("");
        assertThatThrownBy(tls::reload).isInstanceOf(ConfigException.class);
    }

    @Test
    void what_is_missing_is_told_before_anything_is_served() throws Exception {
        Path file = write("tls_server_config: {cert_file: server.crt, key_file: server.key}");

        assertThatThrownBy(() -> WebFile.of(file, NOTHING))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": tls_server_config: the file " + folder.resolve("server.crt") + " does not exist");
    }
}
