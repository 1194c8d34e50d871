package com.allodoc.ops.exporter.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses written as numbers, read without asking a name server, and those among them that are no ordinary server's. */
public final class IpAddress {
    private static final Pattern V4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)\\.?");

    /** Where clouds answer their machines with credentials, besides the link-local 169.254.169.254. */
    private static final Set<String> METADATA = Set.of(
            "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");

    private IpAddress() {}

    /** The address, when the text is one in its usual form: four decimal numbers or IPv6 without a zone. */
    public static Optional<InetAddress> parse(String text) {
        boolean isV6 = text.indexOf('%') < 0 && HostPort.isAddressV6(text);
        if (!isV6 && !V4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // The JDK looks up no text that holds a colon; four numbers it does, when one of them is above 255.
            return Optional.of(isV6 ? InetAddress.getByName(text) : v4(text.split("\\.")));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static InetAddress v4(String... numbers) throws UnknownHostException {
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int number = Integer.parseInt(numbers[i]);
            if (number > 255) {
                throw new UnknownHostException("a number is above 255");
            }
            bytes[i] = (byte) number;
        }
        return InetAddress.getByAddress(bytes);
    }

    /**
     * Whether resolvers may take a text for an address though it is not in the usual form, such as {@code 0x7f.1}. No
     * host name ends in a number.
     *
     * @param text in lower case
     */
    static boolean looksNumeric(String text) {
        return NUMERIC_END.matcher(text).matches();
    }

    /** Whether it leads to this machine, to its neighbours on the wire, to many at once or to a cloud's metadata. */
    static boolean isSpecial(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isThisNetwork = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
        return isThisNetwork
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || embedsV4(bytes)
                || METADATA.contains(address.getHostAddress());
    }

    /** IPv6 that stands for an IPv4 address: compatible (::/96), translated (64:ff9b::/96) or 6to4 (2002::/16). */
    private static boolean embedsV4(byte[] bytes) {
        if (bytes.length != 16) {
            return false;
        }
        boolean is6to4 = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean isTranslated = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
        boolean isCompatible = true;
        for (int i = 0; i < 12; i++) {
            isCompatible &= bytes[i] == 0;
        }
        return is6to4 || isTranslated || isCompatible;
    }
}
