package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.config.ListenAddress;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why the page can't be served, and what to do: the JDK tells by its message alone. */
final class ListenFailure {
    private ListenFailure() {}

    static String explain(List<ListenAddress> addresses, IOException failure) {
        String where = (addresses.size() == 1 ? "" : "one of ")
                + addresses.stream().map(ListenAddress::toString).collect(Collectors.joining(", "));
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        ListenAddress first = addresses.get(0);
        String prefix = "cannot listen on " + where + ": ";
        if (lower.contains("in use")) {
            return prefix + "another program has the port. Choose another one with --listen "
                    + new ListenAddress(first.host(), next(first.port()))
                    + ", or find that program: ss -ltnp 'sport = :" + first.port() + "'";
        }
        if (lower.contains("assign")) {
            return prefix + "this machine has no such address. Choose one that `ip address` lists, or all of them:"
                    + " --listen :" + first.port();
        }
        if (lower.contains("permission") || lower.contains("denied")) {
            return prefix + "this user may not. Choose a port above 1023: --listen "
                    + new ListenAddress(first.host(), ListenAddress.DEFAULT.port());
        }
        if (lower.contains("unresolved")) {
            return prefix + "the host name has no address. Check its spelling, or listen on all interfaces:"
                    + " --listen :" + first.port();
        }
        return prefix + message + ". Choose another address with --listen HOST:PORT";
    }

    private static int next(int port) {
        return port < 65535 ? port + 1 : port - 1;
    }
}
