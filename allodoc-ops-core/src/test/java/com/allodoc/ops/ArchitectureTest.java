package com.allodoc.ops;

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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The walls between the rooms of the core: DESIGN 2.1, one rule per wall. */
@AnalyzeClasses(packages = "com.allodoc.ops", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "com.allodoc.ops.";

    @ArchTest
    static final ArchRule time_knows_nobody = onlyUses("time");

    @ArchTest
    static final ArchRule threshold_uses_time = onlyUses("threshold", "time");

    @ArchTest
    static final ArchRule check_uses_threshold = onlyUses("check", "threshold", "time");

    @ArchTest
    static final ArchRule backup_uses_time = onlyUses("backup", "time");

    @ArchTest
    static final ArchRule oncall_uses_time = onlyUses("oncall", "time");

    @ArchTest
    static final ArchRule incident_uses_oncall = onlyUses("incident", "oncall", "time");

    @ArchTest
    static final ArchRule runbook_composes_but_does_not_measure =
            onlyUses("runbook", "backup", "check", "incident", "oncall", "threshold", "time");

    @ArchTest
    static final ArchRule no_cycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_metrics_sees_micrometer = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule nothing_reads_a_global_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .because("time comes in as an argument, a Clock or an InstantSource");

    @ArchTest
    static final ArchRule nothing_prints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

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
                .onlyDependOnClassesThat(not(resideInAPackage("com.allodoc.."))
                        .or(resideInAnyPackage(allowed))
                        .as("belong to " + String.join(", ", allowed) + " or to a library"))
                .allowEmptyShould(true);
    }
}
