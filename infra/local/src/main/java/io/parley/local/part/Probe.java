package io.parley.local.part;

import io.parley.local.process.Sockets;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One look at whether a part does its work now. It waits for a bounded time and never throws. */
@FunctionalInterface
public interface Probe {
    int WAIT_MS = 2_000;

    boolean ready();

    static Probe listens(int port) {
        return () -> Sockets.answers(port);
    }

    /** Answers a GET with a 2xx. */
    static Probe http(String url) {
        return () -> {
            try {
                HttpURLConnection call =
                        (HttpURLConnection) URI.create(url).toURL().openConnection();
                call.setConnectTimeout(WAIT_MS);
                call.setReadTimeout(WAIT_MS);
                int status = call.getResponseCode();
                call.disconnect();
                return status >= 200 && status < 300;
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** Answers PING, which Redis does not while it still reads its file. */
    static Probe redis(int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(Sockets.loopback(), port), WAIT_MS);
                socket.setSoTimeout(WAIT_MS);
                socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] answer = socket.getInputStream().readNBytes(5);
                return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
            } catch (IOException e) {
                return false;
            }
        };
    }
}
