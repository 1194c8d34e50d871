package com.allodoc.ops.exporter;

import com.allodoc.ops.exporter.config.ListenAddress;
import com.allodoc.ops.exporter.http.HttpListener;
import com.allodoc.ops.exporter.http.Stage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses that a stage is shown on. They can change while it is shown. Safe for use by any thread. */
final class Listening implements AutoCloseable {
    private final Stage stage;
    private List<Open> open = List.of();

    /** An address as it was wanted, and what listens there. */
    private record Open(ListenAddress address, HttpListener listener) {}

    Listening(Stage stage) {
        this.stage = stage;
    }

    /**
     * Listens on these addresses and no others; one that is open already stays as it is.
     *
     * @throws IOException when one can't be had; everything is as before then
     */
    synchronized void on(List<ListenAddress> wanted) throws IOException {
        List<Open> before = new ArrayList<>(open);
        List<Open> after = new ArrayList<>();
        List<Open> fresh = new ArrayList<>();
        try {
            for (ListenAddress address : wanted) {
                Optional<Open> same =
                        before.stream().filter(o -> o.address().equals(address)).findFirst();
                if (same.isPresent()) {
                    before.remove(same.get());
                    after.add(same.get());
                } else {
                    fresh.add(new Open(address, HttpListener.start(address.toSocketAddress(), stage)));
                    after.add(fresh.get(fresh.size() - 1));
                }
            }
        } catch (IOException | RuntimeException e) {
            close(fresh);
            throw e;
        }
        open = List.copyOf(after);
        close(before);
    }

    /** Where it listens, with the ports it got. */
    synchronized List<URI> addresses() {
        return open.stream().map(o -> o.listener().uri()).toList();
    }

    private static void close(List<Open> listeners) {
        for (int i = listeners.size() - 1; i >= 0; i--) {
            listeners.get(i).listener().close();
        }
    }

    @Override
    public synchronized void close() {
        close(open);
        open = List.of();
    }
}
