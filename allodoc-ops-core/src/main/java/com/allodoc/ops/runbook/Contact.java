package com.allodoc.ops.runbook;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Somebody or something to turn to. Immutable. Addresses are printed: a secret such as a pager's key belongs into a file, and
 * here its reference.
 *
 * @param name unique in its runbook, such as {@code Engineering Manager}; escalations name people by it
 * @param kind who or what it is
 * @param address a mail address, number, channel or page; may still be a placeholder, which {@link Runbook#lint} reports
 */
public record Contact(String name, Kind kind, String address) {

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "\\[.*]|<.*>|\\{.*}|(?i:todo|tbd|fixme|changeme|n/?a|-|\\?+|x{3,})|.*@example\\.(com|org|net)");

    /** Who or what a contact is. */
    public enum Kind {
        /** One of us. */
        TEAM,
        /** Somebody we pay. */
        VENDOR,
        /** A place where people are told: chat, mailing list, pager, status page. */
        CHANNEL
    }

    public Contact {
        Words.requireText(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(address, "address");
    }

    public static Contact of(String name, Kind kind, String address) {
        return new Contact(name, kind, address);
    }

    /** Whether nobody has filled it in: blank, {@code [Contact Details]}, {@code TODO}, {@code x@example.com}. */
    public boolean isPlaceholder() {
        return address.isBlank() || PLACEHOLDER.matcher(address.strip()).matches();
    }
}
