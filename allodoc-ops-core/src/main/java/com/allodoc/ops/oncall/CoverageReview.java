package com.allodoc.ops.oncall;

import com.allodoc.ops.oncall.Timeline.Claim;
import com.allodoc.ops.time.Occurrence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a schedule amounts to over a range: hours per person, and findings. Immutable.
 *
 * @param hours time on duty within the range, by person; people of the rotations who have none are there with zero
 * @param findings gaps first, then double cover, then imbalance; each kind in order of time
 */
public record CoverageReview(Map<String, Duration> hours, List<CoverageFinding> findings) {

    public CoverageReview {
        hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
        findings = List.copyOf(findings);
    }

    /** The findings of one kind. */
    public List<CoverageFinding> findings(CoverageFinding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    static CoverageReview of(
            String schedule, Occurrence range, List<Occurrence> required, Set<String> people, List<Claim> claims) {
        List<Shift> shifts = Timeline.resolve(claims, range);
        SortedMap<String, Duration> hours = new TreeMap<>();
        people.forEach(person -> hours.put(person, Duration.ZERO));
        shifts.forEach(shift -> hours.merge(shift.person(), shift.when().duration(), Duration::plus));
        List<CoverageFinding> findings = new ArrayList<>();
        for (Occurrence stretch : required) {
            Timeline.uncovered(Timeline.common(stretch, range), shifts)
                    .forEach(gap -> findings.add(new CoverageFinding(
                            CoverageFinding.Kind.GAP,
                            gap,
                            "nobody answers for " + schedule + " from " + gap.start() + " to " + gap.end()
                                    + "; add an override or a layer below")));
        }
        findings.addAll(doubleCover(claims, range));
        imbalance(hours, claims, range).ifPresent(findings::add);
        return new CoverageReview(hours, findings);
    }

    private static List<CoverageFinding> doubleCover(List<Claim> claims, Occurrence range) {
        List<CoverageFinding> found = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            for (int j = i + 1; j < claims.size(); j++) {
                Claim one = claims.get(i);
                Claim other = claims.get(j);
                if (one.sameRankAs(other)
                        && one.shift().when().overlaps(other.shift().when())
                        && !one.shift().person().equals(other.shift().person())) {
                    found.add(doubleCover(one.shift(), other.shift(), range));
                }
            }
        }
        found.sort(Comparator.comparing(finding -> finding.when().start()));
        return found;
    }

    private static CoverageFinding doubleCover(Shift one, Shift other, Occurrence range) {
        Occurrence when = Timeline.common(Timeline.common(one.when(), other.when()), range);
        Shift first = other.when().start().isBefore(one.when().start()) ? other : one;
        return new CoverageFinding(
                CoverageFinding.Kind.DOUBLE_COVER,
                when,
                one.person() + " (" + one.layer() + ") and " + other.person() + " (" + other.layer()
                        + ") have equal rank from " + when.start() + " to " + when.end() + "; " + first.person()
                        + " answers, who comes first; give one of them a higher priority or remove it");
    }

    private static Optional<CoverageFinding> imbalance(
            SortedMap<String, Duration> hours, List<Claim> claims, Occurrence range) {
        Duration longest = longestTurn(claims);
        Comparator<Map.Entry<String, Duration>> byHours = Map.Entry.comparingByValue();
        Optional<Map.Entry<String, Duration>> most = hours.entrySet().stream().max(byHours);
        Optional<Map.Entry<String, Duration>> least = hours.entrySet().stream().min(byHours);
        return most.flatMap(max -> least.filter(
                        min -> max.getValue().minus(min.getValue()).compareTo(longest) > 0)
                .map(min -> new CoverageFinding(
                        CoverageFinding.Kind.UNBALANCED,
                        range,
                        max.getKey() + " has " + max.getValue().toHours() + " h and " + min.getKey() + " "
                                + min.getValue().toHours() + " h, further apart than the longest turn of "
                                + longest.toHours() + " h; let " + min.getKey() + " take over a turn")));
    }

    /** Of a turn that opening hours cut into pieces, all pieces count together. */
    private static Duration longestTurn(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> !claim.override())
                .map(Claim::shift)
                .collect(Collectors.groupingBy(
                        shift -> shift.layer() + ": " + shift.rule(),
                        Collectors.reducing(Duration.ZERO, shift -> shift.when().duration(), Duration::plus)))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
