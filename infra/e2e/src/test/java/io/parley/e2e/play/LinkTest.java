package io.parley.e2e.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.process.Sockets;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that holds, swallows and slows what it carries, and nothing else. */
class LinkTest {
    private static final int PATIENCE_MS = 20_000;
    private static final int NOTHING_MS = 100;
    private static final int CLIENT_ID = 12;

    private ServerSocket far;
    private Link link;
    private Socket near;
    private Socket there;

    @BeforeEach
    void connect() throws IOException {
        far = new ServerSocket(0, 5, Sockets.loopback());
        link = new Link(far.getLocalPort());
        near = dial();
        there = far.accept();
        there.setSoTimeout(PATIENCE_MS);
    }

    @AfterEach
    void end() throws IOException {
        link.close();
        far.close();
    }

    @Test
    void what_a_cut_holds_comes_when_it_is_whole_again() throws IOException {
        say(near, "before");
        assertThat(heard(there, 6)).isEqualTo("before");

        link.become(Link.State.CUT);
        say(near, "meanwhile");
        say(there, "answer");
        assertNothing(there);
        assertNothing(near);

        link.become(Link.State.WHOLE);
        assertThat(heard(there, 9)).isEqualTo("meanwhile");
        assertThat(heard(near, 6)).isEqualTo("answer");
    }

    @Test
    @Timeout(60)
    void one_way_swallows_the_answers_and_resets_whoever_lost_one() throws IOException {
        link.become(Link.State.ONE_WAY);
        say(near, "asked");
        assertThat(heard(there, 5)).isEqualTo("asked");
        say(there, "answer");
        while (!link.hasSwallowed()) {
            Play.pause();
        }
        assertNothing(near);

        link.become(Link.State.WHOLE);

        assertThatThrownBy(() -> heard(near, 1)).isInstanceOf(IOException.class);
        Socket again = dial();
        Socket anew = far.accept();
        say(anew, "new");
        assertThat(heard(again, 3)).isEqualTo("new");
    }

    @Test
    void of_writes_that_are_held_a_consumer_notices_nothing() throws IOException {
        Socket producer = dial();
        Socket hears = far.accept();
        producer.getOutputStream().write(asRequest("some-thread-producer"));
        near.getOutputStream().write(asRequest("some-thread-consumer"));
        heard(hears, CLIENT_ID + 2 + "some-thread-producer".length());
        heard(there, CLIENT_ID + 2 + "some-thread-consumer".length());

        link.become(Link.State.WRITES_HELD);
        say(producer, "a write");
        say(near, "a fetch");
        say(hears, "an answer");

        assertThat(heard(there, 7)).isEqualTo("a fetch");
        assertThat(heard(producer, 9)).isEqualTo("an answer");
        assertNothing(hears);
        link.become(Link.State.WHOLE);
        assertThat(heard(hears, 7)).isEqualTo("a write");
    }

    /** As a client of the log begins: a size, an API, a version, a correlation, and who it is. */
    private static byte[] asRequest(String clientId) {
        return ByteBuffer.allocate(CLIENT_ID + 2 + clientId.length())
                .position(CLIENT_ID)
                .putShort((short) clientId.length())
                .put(clientId.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    @Test
    void a_slow_one_carries_all_in_order() throws IOException {
        link.become(Link.State.SLOW);
        say(near, "one ");
        say(near, "two");

        assertThat(heard(there, 7)).isEqualTo("one two");
    }

    private Socket dial() throws IOException {
        String[] address = link.address().split(":", 2);
        Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    private static String heard(Socket socket, int length) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended");
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static void assertNothing(Socket socket) throws IOException {
        socket.setSoTimeout(NOTHING_MS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MS);
    }
}
