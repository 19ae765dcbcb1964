package io.parley.bench;

import io.parley.client.Tokens;
import io.parley.client.wire.UpgradeRefused;
import io.parley.client.wire.WireConnection;
import io.parley.client.wire.WireListener;
import io.parley.client.wire.WireLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One simulated user with one device: marks what comes, and counts it in the ledger. All but sending is the loop's. */
final class User implements WireListener {

    private final String id;
    private final String token;
    private final boolean receipts;
    private final CountDownLatch greeted;
    private final BitSet got = new BitSet();
    private final Map<String, Long> lastChatSeq = new HashMap<>();
    private final String prefix;
    private volatile @Nullable Ledger ledger;
    private volatile @Nullable WireConnection connection;
    private Connecting again = () -> {};
    private long lastSeq = -1;

    /** Opens the connection once more. */
    @FunctionalInterface
    private interface Connecting {
        void run() throws IOException;
    }

    User(String id, String secret, boolean receipts, String prefix, CountDownLatch greeted) {
        this.id = id;
        this.token = Tokens.hs256(secret, id, Duration.ofHours(6));
        this.receipts = receipts;
        this.prefix = prefix;
        this.greeted = greeted;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    /** Connects; before the load starts, a connection that is lost is opened again, as any client would. */
    void connect(WireLoop loop, URI edge) throws IOException {
        again = () -> connect(loop, edge);
        loop.connect(
                URI.create("ws://" + edge.getAuthority() + "/ws?device=bench"),
                Map.of("Authorization", "Bearer " + token),
                this);
    }

    /** From now on what comes is counted here. */
    void counts(Ledger in) {
        ledger = in;
    }

    void send(String chatId, int number, String words) {
        text("{\"type\":\"message\",\"chat_id\":\"" + chatId + "\",\"client_msg_id\":\"" + prefix + number
                + "\",\"content\":\"" + words + "\"}");
    }

    void text(String frame) {
        WireConnection there = connection;
        if (there != null) {
            there.text(frame);
        }
    }

    @Override
    public void opened(WireConnection opened) {
        connection = opened;
    }

    @Override
    public void refused(UpgradeRefused refusal) {
        System.err.println(id + " was refused: " + refusal.getMessage());
    }

    @Override
    public void closed(int code, String reason) {
        Ledger in = ledger;
        if (in != null) {
            in.error("closed " + code);
            return;
        }
        try {
            again.run();
        } catch (IOException e) {
            System.err.println(id + " cannot connect: " + e.getMessage());
        }
    }

    @Override
    public void message(int opcode, byte[] frame, long nanos) {
        String type = Scan.TYPE.text(frame);
        if (type.equals("hello")) {
            lastSeq = Scan.SEQ.number(frame);
            greeted.countDown();
            return;
        }
        Ledger in = ledger;
        long seq = type.equals("ack") ? -1 : Scan.SEQ.number(frame);
        if (in == null) {
            lastSeq = Math.max(lastSeq, seq);
            return;
        }
        in.frame();
        if (seq >= 0) {
            if (seq != lastSeq + 1) {
                in.disordered();
            }
            lastSeq = seq;
        }
        switch (type) {
            case "ack" -> in.acked(number(frame), nanos);
            case "message" -> message(in, frame, nanos);
            case "error" -> in.error(Scan.CODE.text(frame));
            default -> {
                // Receipts, counts and the like: part of the load, counted as frames.
            }
        }
    }

    private void message(Ledger in, byte[] frame, long nanos) {
        int number = number(frame);
        if (number < 0) {
            return;
        }
        String chatId = Scan.CHAT_ID.text(frame);
        long chatSeq = Scan.CHAT_SEQ.number(frame);
        Long before = lastChatSeq.put(chatId, chatSeq);
        if (before != null && chatSeq != before + 1) {
            in.disordered();
        }
        if (got.get(number)) {
            in.doubled();
            return;
        }
        got.set(number);
        if (!Scan.SENDER.text(frame).equals(id)) {
            in.received(number, nanos);
            if (receipts) {
                mark("delivered", chatId, Scan.MSG_ID.text(frame));
                mark("read", chatId, Scan.MSG_ID.text(frame));
            }
        }
    }

    private void mark(String status, String chatId, String msgId) {
        text("{\"type\":\"" + status + "\",\"chat_id\":\"" + chatId + "\",\"msg_id\":\"" + msgId + "\"}");
    }

    /** The message's number; -1 when it is none of this run's. */
    private int number(byte[] frame) {
        String clientMsgId = Scan.CLIENT_MSG_ID.text(frame);
        return clientMsgId.startsWith(prefix) ? Integer.parseInt(clientMsgId.substring(prefix.length())) : -1;
    }
}
