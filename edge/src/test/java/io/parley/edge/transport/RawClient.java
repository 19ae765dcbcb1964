package io.parley.edge.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A WebSocket client that can misbehave: it writes whatever bytes a test wants, and reads frame by frame. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;
    private static final byte[] MASK = {1, 2, 3, 4};

    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return opcode != Opcodes.CLOSE || payload.length < 2
                    ? -opcode
                    : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    final String statusLine;
    final Map<String, String> headers = new LinkedHashMap<>();
    String body = "";

    /** Connects and asks for the upgrade; whatever the answer is, it has been read then. */
    RawClient(int port, String target, String... requestHeaders) throws IOException {
        socket.setReceiveBufferSize(8 << 10);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 512));
        out = socket.getOutputStream();
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        for (String header : requestHeaders) {
            request.append(header).append("\r\n");
        }
        out.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        statusLine = line();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.containsKey("content-length")) {
            body = new String(in.readNBytes(Integer.parseInt(headers.get("content-length"))), StandardCharsets.UTF_8);
        }
    }

    int status() {
        return Integer.parseInt(statusLine.split(" ")[1]);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended in the headers");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    void text(String text) throws IOException {
        frame(0x80 | Opcodes.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One masked frame; the first byte holds FIN, the reserved bits and the opcode. */
    void frame(int first, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) (((long) payload.length) >>> shift));
            }
        }
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i & 3]);
        }
        raw(frame.toByteArray());
    }

    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    Frame read() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Frame(first & 0x0F, in.readNBytes((int) length));
    }

    String readText() throws IOException {
        Frame frame = read();
        if (frame.opcode() != Opcodes.TEXT) {
            throw new IOException("not a text but opcode " + frame.opcode() + ", close code " + frame.closeCode());
        }
        return frame.text();
    }

    /** Passes over everything up to the close frame, and requires the end of the stream after it. */
    int readCloseCode() throws IOException {
        Frame frame = read();
        while (frame.opcode() != Opcodes.CLOSE) {
            frame = read();
        }
        if (in.read() >= 0) {
            throw new IOException("something came after the close frame");
        }
        return frame.closeCode();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
