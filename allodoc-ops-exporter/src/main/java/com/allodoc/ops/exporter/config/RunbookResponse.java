package com.allodoc.ops.exporter.config;

import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.incident.ResponseTarget;
import com.allodoc.ops.incident.Severity;
import com.allodoc.ops.incident.Timing;
import com.allodoc.ops.time.BusinessCalendar;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code response}: how soon somebody answers, for every severity. */
final class RunbookResponse {
    private static final RunbookKey<Timing> ACKNOWLEDGE = timing("acknowledge", "Until somebody takes it.");
    private static final RunbookKey<Timing> RESPOND = timing("respond", "Until a person works on it.");
    private static final RunbookKey<Timing> ESCALATE = timing("escalate", "Until the people on call know.");
    private static final RunbookKey<Timing> MANAGEMENT = timing("management", "Until management knows.");
    private static final RunbookKey<Timing> STAKEHOLDERS =
            timing("stakeholders", "How long it may be down before stakeholders are told.");
    private static final RunbookKey<Timing> STATUS_UPDATE =
            timing("statusUpdate", "From one status update to the next.");
    private static final RunbookKey<Timing> REVIEW = timing("review", "From the resolution to the review.");
    private static final RunbookShape TARGET =
            RunbookShape.of(ACKNOWLEDGE, RESPOND, ESCALATE, MANAGEMENT, STAKEHOLDERS, STATUS_UPDATE, REVIEW);

    private static final List<RunbookPart> SEVERITIES = Stream.of(Severity.values())
            .map(severity -> RunbookPart.required(severity.name(), TARGET, severity.definition() + "."))
            .toList();
    private static final RunbookKey<Duration> STABILITY = RunbookKey.required(
            "stability", RunbookWords.DURATION, Duration.ZERO, "How long it must be quiet before it is resolved.");
    private static final RunbookKey<Duration> TOLERANCE = RunbookKey.required(
            "tolerance", RunbookWords.DURATION, Duration.ZERO, "How late telling somebody still counts as in time.");

    static final RunbookPart RESPONSE = RunbookPart.required(
            "response",
            RunbookShape.of(Stream.concat(SEVERITIES.stream(), Stream.of(STABILITY, TOLERANCE))
                    .toArray(RunbookMember[]::new)),
            "How soon somebody answers.");

    private RunbookResponse() {}

    private static RunbookKey<Timing> timing(String name, String meaning) {
        return RunbookKey.required(name, RunbookWords.TIMING, Timing.unhurried(), meaning);
    }

    static Optional<ResponsePolicy> policy(RunbookFields root, BusinessCalendar hours) {
        return root.part(RESPONSE).flatMap(response -> {
            Map<Severity, ResponseTarget> targets = new EnumMap<>(Severity.class);
            for (Severity severity : Severity.values()) {
                response.part(SEVERITIES.get(severity.ordinal()))
                        .flatMap(RunbookResponse::target)
                        .ifPresent(target -> targets.put(severity, target));
            }
            Duration stability = response.get(STABILITY);
            Duration tolerance = response.get(TOLERANCE);
            return response.build(() -> new ResponsePolicy(hours, targets, stability, tolerance));
        });
    }

    private static Optional<ResponseTarget> target(RunbookFields fields) {
        ResponseTarget.Builder target = ResponseTarget.builder()
                .acknowledge(fields.get(ACKNOWLEDGE))
                .respond(fields.get(RESPOND))
                .escalate(fields.get(ESCALATE))
                .management(fields.get(MANAGEMENT))
                .stakeholders(fields.get(STAKEHOLDERS))
                .statusUpdate(fields.get(STATUS_UPDATE))
                .review(fields.get(REVIEW));
        return fields.build(target::build);
    }
}
