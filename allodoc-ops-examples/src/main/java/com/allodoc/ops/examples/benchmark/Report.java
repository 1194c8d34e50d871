package com.allodoc.ops.examples.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results as a table: medians, and ours as a part of the peer's. */
final class Report {
    private Report() {}

    static String table(List<Result> results) {
        StringBuilder table =
                new StringBuilder("| watches | who | wall ms | CPU ms | peak MiB | page KB | series | round"
                        + " trips |\n|---|---|---|---|---|---|---|---|\n");
        for (Result result : results) {
            double cpu = result.mean(Turn::cpuMillis);
            row(
                    table,
                    result.watches(),
                    result.name(),
                    result.median(Turn::wallMillis),
                    cpu,
                    result.median(Turn::peakMib),
                    result.median(Turn::bytes) / 1e3,
                    result.median(Turn::series),
                    result.roundTrips());
        }
        for (Result ours : results) {
            peerOf(ours, results)
                    .ifPresent(peer -> row(
                            table,
                            ours.watches(),
                            "**ours / " + peer.name() + "**",
                            ours.median(Turn::wallMillis) / peer.median(Turn::wallMillis),
                            ours.mean(Turn::cpuMillis) / peer.mean(Turn::cpuMillis),
                            ours.median(Turn::peakMib) / peer.median(Turn::peakMib),
                            ours.median(Turn::bytes) / peer.median(Turn::bytes),
                            ours.median(Turn::series) / peer.median(Turn::series),
                            ours.roundTrips() / peer.roundTrips()));
        }
        return table.toString();
    }

    /** Who watches the same, if it is ours and there is one. */
    static Optional<Result> peerOf(Result ours, List<Result> results) {
        return results.stream()
                .filter(other -> ours.name().equals("AlloDoc Ops")
                        && other.watches().equals(ours.watches())
                        && !other.name().equals(ours.name()))
                .findFirst();
    }

    private static void row(StringBuilder table, String watches, String who, double... figures) {
        table.append("| ").append(watches).append(" | ").append(who).append(" |");
        for (double figure : figures) {
            table.append(' ').append(shown(figure)).append(" |");
        }
        table.append('\n');
    }

    static String shown(double figure) {
        if (Double.isNaN(figure)) {
            return "–";
        }
        return String.format(Locale.ROOT, figure >= 100 ? "%.0f" : figure >= 10 ? "%.1f" : "%.2f", figure);
    }

    /** Every turn, for those who want to look closer. */
    static String runs(List<Result> results) {
        StringBuilder csv = new StringBuilder("watches,who,turn,wall_ms,cpu_ms,peak_mib,bytes,series\n");
        for (Result result : results) {
            for (int i = 0; i < result.turns().size(); i++) {
                Turn turn = result.turns().get(i);
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%.3f,%.3f,%.1f,%.0f,%.0f%n",
                        result.watches(),
                        result.name(),
                        i + 1,
                        turn.wallMillis(),
                        turn.cpuMillis(),
                        turn.peakMib(),
                        turn.bytes(),
                        turn.series()));
            }
        }
        return csv.toString();
    }
}
