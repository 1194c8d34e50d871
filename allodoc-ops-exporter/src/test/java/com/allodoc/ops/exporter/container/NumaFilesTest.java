package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.container.Usage.NumaPages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumaFilesTest {

    @TempDir
    private Path root;

    private Usage read(CgroupLocation location) {
        Usage.Builder usage = new Usage.Builder();
        new NumaFiles(new KernelFile()).read(location, usage);
        return usage.build();
    }

    /** As Linux 6 writes them on a machine with two nodes. */
    @Test
    void version_1_counts_pages_of_the_container_and_of_all_below_it() throws Exception {
        Path memory = Files.createDirectory(root.resolve("memory"));
        Files.writeString(memory.resolve("memory.numa_stat"), """
                total=5348 N0=5000 N1=348
                file=250 N0=250 N1=0
                anon=374 N0=300 N1=74
                unevictable=4724 N0=4450 N1=274
                hierarchical_total=1688604 N0=1688604 N1=0
                hierarchical_file=859623 N0=859623 N1=0
                hierarchical_anon=824257 N0=824257 N1=0
                hierarchical_unevictable=4724 N0=4450 N1=274
                """);
        Path cpuset = Files.createDirectory(root.resolve("cpuset"));
        Files.writeString(cpuset.resolve("cpuset.memory_migrate"), "1\n");
        Usage usage = read(
                new CgroupLocation("/docker/x", Map.of("memory", memory.toString(), "cpuset", cpuset.toString()), 1));
        assertThat(usage.numaPages())
                .hasSize(12)
                .contains(
                        new NumaPages("anon", "container", "1", 74),
                        new NumaPages("unevictable", "hierarchy", "0", 4450));
        assertThat(usage.value(Measure.MEMORY_MIGRATE)).isEqualTo(1);
    }

    /** Version 2 counts bytes, and for many more kinds. */
    @Test
    void version_2_becomes_pages_and_knows_no_migration() {
        String text = """
                anon N0=1228800 N1=303104
                file N0=4096 N1=0
                kernel_stack N0=16384 N1=0
                inactive_anon N0=4096 N1=0
                unevictable N0=0 N1=65536
                """;
        assertThat(NumaFiles.unified(text, 4096))
                .containsExactly(
                        new NumaPages("anon", "hierarchy", "0", 300),
                        new NumaPages("anon", "hierarchy", "1", 74),
                        new NumaPages("file", "hierarchy", "0", 1),
                        new NumaPages("file", "hierarchy", "1", 0),
                        new NumaPages("unevictable", "hierarchy", "0", 0),
                        new NumaPages("unevictable", "hierarchy", "1", 16));
    }

    @Test
    void a_kernel_without_the_file_has_no_pages() {
        Usage usage = read(new CgroupLocation("/docker/x", Map.of("", root.toString()), 1));
        assertThat(usage.numaPages()).isEmpty();
        assertThat(usage.has(Measure.MEMORY_MIGRATE)).isFalse();
    }

    @Test
    void lines_that_are_none_of_it_are_left_alone() {
        assertThat(NumaFiles.pages("\n=\nfile\nfile=1\nfile=1 N0=x Nx=1 N=1 N0\n"))
                .isEmpty();
        assertThat(NumaFiles.unified("\n \nfile\nfile N0=\n", 4096)).isEmpty();
    }
}
