package com.allodoc.ops.exporter.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostSettingsTest {

    @Test
    void see_this_machine_by_default() {
        assertThat(HostSettings.of("local"))
                .isEqualTo(new HostSettings("local", Path.of("/proc"), Path.of("/sys"), Path.of("/"), false));
    }

    @Test
    void map_everything() {
        assertThat(HostSettings.builder("vm")
                        .procRoot(Path.of("/host/proc"))
                        .sysRoot(Path.of("/host/sys"))
                        .rootfs(Path.of("/host"))
                        .besideNodeExporter(true)
                        .build())
                .isEqualTo(new HostSettings(
                        "vm", Path.of("/host/proc"), Path.of("/host/sys"), Path.of("/host"), true));
    }

    @Test
    void need_a_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> HostSettings.of(" "));
    }
}
