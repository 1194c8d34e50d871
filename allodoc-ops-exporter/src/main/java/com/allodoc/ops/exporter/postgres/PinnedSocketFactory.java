package com.allodoc.ops.exporter.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/**
 * Sockets that connect to one address, whatever address the driver has looked up for the host's name. So the address
 * that was checked is the address that sees the password. Made by the driver, by its name.
 */
public final class PinnedSocketFactory extends SocketFactory {
    private final InetAddress pinned;

    /**
     * @param address in numbers
     * @throws UnknownHostException when it is none
     */
    public PinnedSocketFactory(String address) throws UnknownHostException {
        this.pinned = InetAddress.getByName(address);
    }

    /** Not connected; the driver connects it. */
    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                super.connect(new InetSocketAddress(pinned, ((InetSocketAddress) endpoint).getPort()), timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(pinned, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return new Socket(pinned, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return new Socket(pinned, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return new Socket(pinned, port, local, localPort);
    }
}
