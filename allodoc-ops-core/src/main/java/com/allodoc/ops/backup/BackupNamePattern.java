package com.allodoc.ops.backup;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a plan's file names, such as {@code backup_{environment}_{date}_{time}.sql.gz}: reads and writes them.
 * Dates are {@code YYYYMMDD}, times {@code HHMMSS}, both local in {@code zone}; a local time that the spring change
 * skips moves forward by the gap, one that the autumn change repeats is the first of the two. Immutable.
 *
 * @param template literal text with the placeholders {@code {environment}}, {@code {date}} (required) and
 *     {@code {time}}, each at most once; without a time it is midnight
 * @param plan the plan whose backups have such names
 * @param environment the environment when the template has no placeholder for it; else null
 * @param pinReason when not null, every such backup is pinned for this reason until released
 * @param zone the zone of date and time
 */
public record BackupNamePattern(
        String template,
        String plan,
        @Nullable String environment,
        @Nullable String pinReason,
        ZoneId zone) {

    private static final String ENVIRONMENT = "environment";
    private static final String DATE = "date";
    private static final String TIME = "time";
    private static final Map<String, String> PLACEHOLDERS = placeholders();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*");
    private static final DateTimeFormatter YYYYMMDD =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter HHMMSS =
            DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    public BackupNamePattern {
        Texts.requireText(template, "template");
        Texts.requireText(plan, "plan");
        requireNonNull(zone, "zone");
        boolean namesEnvironment = count(template, ENVIRONMENT) == 1;
        if (namesEnvironment == (environment != null)) {
            throw new IllegalArgumentException("template \"" + template
                    + "\": give the environment either as {environment} or as a value, not both and not neither");
        }
        if (environment != null) {
            requireEnvironmentName(environment);
        }
        if (count(template, DATE) != 1) {
            throw new IllegalArgumentException("template \"" + template + "\" must contain {date} once");
        }
        if (template.contains("/") || template.contains("\\")) {
            throw new IllegalArgumentException(
                    "template \"" + template + "\" must be a file name, without directories");
        }
        expression(template);
    }

    /** The runbook's {@code backup_<env>_YYYYMMDD_HHMMSS.sql.gz}. */
    public static BackupNamePattern standard(String plan, ZoneId zone) {
        return new BackupNamePattern("backup_{environment}_{date}_{time}.sql.gz", plan, null, null, zone);
    }

    /** The runbook's {@code emergency_YYYYMMDD_HHMMSS}, taken before a restore: pinned. */
    public static BackupNamePattern emergency(String plan, String environment, ZoneId zone) {
        return new BackupNamePattern("emergency_{date}_{time}", plan, environment, "emergency backup", zone);
    }

    /** The runbook's {@code pre_maintenance_YYYYMMDD}: pinned. */
    public static BackupNamePattern preMaintenance(String plan, String environment, ZoneId zone) {
        return new BackupNamePattern("pre_maintenance_{date}", plan, environment, "taken before maintenance", zone);
    }

    /**
     * Reads {@code name}. Never throws: what can't be read is {@link ParsedName.Rejected} or
     * {@link ParsedName.Foreign}.
     */
    public ParsedName parse(String name) {
        Matcher matcher = expression(template).matcher(name);
        if (!matcher.matches()) {
            return new ParsedName.Foreign(name);
        }
        LocalDateTime local;
        try {
            LocalDate date = LocalDate.parse(matcher.group(DATE), YYYYMMDD);
            LocalTime time =
                    template.contains("{time}") ? LocalTime.parse(matcher.group(TIME), HHMMSS) : LocalTime.MIDNIGHT;
            local = date.atTime(time);
        } catch (DateTimeException impossible) {
            return new ParsedName.Rejected(name, "no such date or time: " + impossible.getMessage());
        }
        String found = environment != null ? environment : matcher.group(ENVIRONMENT);
        // ofLocal moves a skipped time forward by the gap and takes the earlier offset of a repeated one.
        Instant startedAt = local.atZone(zone).toInstant();
        boolean ambiguous = zone.getRules().getValidOffsets(local).size() > 1;
        return new ParsedName.Accepted(
                name, plan, found, startedAt, ambiguous, pinReason == null ? null : Pin.of(pinReason));
    }

    /**
     * The name of a backup of {@code environment} that starts at {@code start}. Two starts in the hour that the autumn
     * change repeats can have one name: a script must refuse to overwrite.
     */
    public String format(String forEnvironment, Instant start) {
        requireEnvironmentName(forEnvironment);
        if (environment != null && !environment.equals(forEnvironment)) {
            throw new IllegalArgumentException("environment must be " + environment + ", not " + forEnvironment
                    + "; the pattern " + template + " is for one only");
        }
        LocalDateTime local = LocalDateTime.ofInstant(start, zone);
        return template.replace("{" + ENVIRONMENT + "}", forEnvironment)
                .replace("{" + DATE + "}", YYYYMMDD.format(local))
                .replace("{" + TIME + "}", HHMMSS.format(local));
    }

    private static void requireEnvironmentName(String name) {
        if (!ENVIRONMENT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("environment \"" + name
                    + "\" must be letters and digits, joined by single dots, dashes or underscores");
        }
    }

    private static int count(String template, String placeholder) {
        return template.split(Pattern.quote("{" + placeholder + "}"), -1).length - 1;
    }

    private static Pattern expression(String template) {
        StringBuilder expression = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(template);
        int end = 0;
        while (matcher.find()) {
            String group = PLACEHOLDERS.get(matcher.group(1));
            if (group == null || count(template, matcher.group(1)) > 1) {
                throw new IllegalArgumentException("template \"" + template + "\": placeholder " + matcher.group()
                        + " is unknown or given twice; use each of {environment}, {date}, {time} at most once");
            }
            expression
                    .append(Pattern.quote(template.substring(end, matcher.start())))
                    .append(group);
            end = matcher.end();
        }
        return Pattern.compile(
                expression.append(Pattern.quote(template.substring(end))).toString());
    }

    private static Map<String, String> placeholders() {
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put(ENVIRONMENT, "(?<environment>[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*)");
        groups.put(DATE, "(?<date>[0-9]{8})");
        groups.put(TIME, "(?<time>[0-9]{6})");
        return groups;
    }
}
