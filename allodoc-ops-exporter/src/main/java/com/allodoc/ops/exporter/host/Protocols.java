package com.allodoc.ops.exporter.host;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Counters of IP, ICMP, TCP and UDP, and the TCP connections that are established ({@code Tcp_CurrEstab}, of IPv4 and
 * IPv6). Source: {@code /proc/net/snmp}, {@code netstat} and {@code snmp6}; the fields that node_exporter takes.
 */
final class Protocols {
    private static final Family FIELD = new Family(
            "node_netstat_*", MetricType.UNTYPED, "The field in the name of /proc/net/snmp, netstat or snmp6.", List.of());

    static final HostCollector COLLECTOR = new HostCollector("netstat", List.of(FIELD), Protocols::read);

    private static final Pattern TAKEN = Pattern.compile("(.*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)"
            + "|Icmp6?_(InMsgs|OutMsgs)|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts)"
            + "|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab)"
            + "|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors))");

    private Protocols() {}

    private static List<SampleTable> read(HostSession session, Deadline deadline) throws IOException {
        SampleTable.Builder table = SampleTable.labelled().row();
        pairs(table, session.net("snmp"));
        pairs(table, session.net("netstat"));
        try {
            versionSix(table, session.net("snmp6"));
        } catch (NoSuchFileException e) {
            // A kernel without IPv6.
            return List.of(table.build());
        }
        return List.of(table.build());
    }

    /** Two lines for each protocol, names and numbers: {@code Tcp: InSegs OutSegs} and {@code Tcp: 12 9}. */
    private static void pairs(SampleTable.Builder table, String text) {
        String[] lines = KernelText.lines(text);
        for (int line = 0; line + 1 < lines.length; line += 2) {
            String[] names = KernelText.words(lines[line]);
            String[] numbers = KernelText.words(lines[line + 1]);
            String protocol = names[0].replace(":", "");
            for (int i = 1; i < names.length && i < numbers.length; i++) {
                set(table, protocol + "_" + names[i], numbers[i]);
            }
        }
    }

    /** Lines such as {@code Udp6InDatagrams 12}. */
    private static void versionSix(SampleTable.Builder table, String text) {
        for (String line : KernelText.lines(text)) {
            int six = line.indexOf('6');
            String[] words = KernelText.words(line);
            if (six > 0 && words.length == 2) {
                set(table, words[0].substring(0, six + 1) + "_" + words[0].substring(six + 1), words[1]);
            }
        }
    }

    private static void set(SampleTable.Builder table, String field, String number) {
        if (TAKEN.matcher(field).matches()) {
            table.set(table.column(FIELD.named("node_netstat_" + field)), KernelText.number(number));
        }
    }
}
