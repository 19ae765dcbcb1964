package io.parley.e2e.stores;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Just enough of Redis's protocol to look at what is in it, without a client library that others would clash with. */
final class Resp implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /** {@code address} is host and port. */
    Resp(String address) {
        try {
            int colon = address.lastIndexOf(':');
            socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command whose answer is a list of texts. */
    List<String> list(String... command) {
        List<String> texts = new ArrayList<>();
        if (call(command) instanceof List<?> answer) {
            answer.forEach(text -> texts.add(String.valueOf(text)));
        }
        return texts;
    }

    /** Any command: a text, or a list of texts. */
    Object call(String... command) {
        try {
            StringBuilder out = new StringBuilder("*" + command.length + "\r\n");
            for (String part : command) {
                out.append('$')
                        .append(part.getBytes(StandardCharsets.UTF_8).length)
                        .append("\r\n")
                        .append(part)
                        .append("\r\n");
            }
            socket.getOutputStream().write(out.toString().getBytes(StandardCharsets.UTF_8));
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object answer() throws IOException {
        String head = line();
        String rest = head.substring(1);
        return switch (head.charAt(0)) {
            case '*' -> {
                List<Object> items = new ArrayList<>();
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    items.add(answer());
                }
                yield items;
            }
            case '$' -> {
                int length = Integer.parseInt(rest);
                if (length < 0) {
                    yield "";
                }
                byte[] text = in.readNBytes(length);
                line();
                yield new String(text, StandardCharsets.UTF_8);
            }
            case '-' -> throw new IllegalStateException("Redis says " + rest);
            default -> rest;
        };
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
