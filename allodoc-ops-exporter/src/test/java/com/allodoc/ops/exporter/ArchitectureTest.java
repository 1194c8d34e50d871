package com.allodoc.ops.exporter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the rooms of the exporter: DESIGN 2.2, one rule per wall. */
@AnalyzeClasses(packages = "com.allodoc.ops.exporter", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "com.allodoc.ops.exporter.";

    @ArchTest
    static final ArchRule sample_knows_nobody = onlyUses("sample");

    @ArchTest
    static final ArchRule collect_uses_sample = onlyUses("collect", "sample");

    @ArchTest
    static final ArchRule postgres_is_alone = onlyUses("postgres", "collect", "sample");

    @ArchTest
    static final ArchRule redis_is_alone = onlyUses("redis", "collect", "sample");

    @ArchTest
    static final ArchRule container_is_alone = onlyUses("container", "collect", "sample");

    @ArchTest
    static final ArchRule host_is_alone = onlyUses("host", "collect", "sample");

    @ArchTest
    static final ArchRule config_knows_no_source = onlyUses("config");

    @ArchTest
    static final ArchRule http_shows_what_is_collected = onlyUses("http", "collect", "sample");

    @ArchTest
    static final ArchRule only_http_sees_simpleclient = library("io.prometheus.client..", "http");

    @ArchTest
    static final ArchRule only_http_sees_the_bridge_to_micrometer = library("io.micrometer.prometheus..", "http");

    @ArchTest
    static final ArchRule only_http_sees_the_listener = library("com.sun.net.httpserver..", "http");

    @ArchTest
    static final ArchRule only_config_reads_yaml = library("org.snakeyaml..", "config");

    @ArchTest
    static final ArchRule only_postgres_sees_its_driver = library("org.postgresql..", "postgres");

    @ArchTest
    static final ArchRule only_redis_sees_jedis = library("redis.clients..", "redis");

    @ArchTest
    static final ArchRule only_container_sees_docker_java = library("com.github.dockerjava..", "container");

    @ArchTest
    static final ArchRule only_cli_parses_arguments = library("picocli..", "cli");

    @ArchTest
    static final ArchRule no_cycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    private static ArchRule onlyUses(String room, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = ROOT + room + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = ROOT + others[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("com.allodoc.ops.exporter.."))
                        .or(resideInAnyPackage(allowed))
                        .as("belong to " + String.join(", ", allowed) + " or to a library"))
                .allowEmptyShould(true);
    }

    private static ArchRule library(String library, String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }
}
