package com.allodoc.ops.exporter;

import java.util.Objects;

/**
 * What runs. Immutable.
 *
 * @param number of the exporter, from the archive's manifest; {@code dev} when it runs from compiled classes
 * @param java of the virtual machine
 * @param system name, version and architecture of the operating system
 */
public record Version(String number, String java, String system) {

    public static Version current() {
        String number = Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
        String system = System.getProperty("os.name")
                + ' '
                + System.getProperty("os.version")
                + ' '
                + System.getProperty("os.arch");
        return new Version(number, System.getProperty("java.version"), system);
    }
}
