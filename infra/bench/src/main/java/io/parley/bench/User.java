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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One simulated user with one device: marks what comes, and counts it in the ledger. All but sending is the loop's. */
final class User implements WireListener {

    private static final int RETRY_MS = 100;

    private final String id;
    private final String token;
    private final boolean receipts;
    private final CountDownLatch greeted;
    private final Map<String, Long> lastChatSeq = new HashMap<>();
    private final Map<Integer, String> unacked = new ConcurrentHashMap<>();
    private BitSet got = new BitSet();
    private volatile String prefix = "";
    private volatile @Nullable Ledger ledger;
    private volatile @Nullable WireConnection connection;
    private Connecting again = () -> {};
    private volatile boolean isLeaving;
    private volatile @Nullable Target wayBack;
    private int edge;
    private long lastSeq = -1;

    /** Opens the connection once more. */
    @FunctionalInterface
    private interface Connecting {
        void run() throws IOException;
    }

    User(String id, String secret, boolean receipts, CountDownLatch greeted) {
        this.id = id;
        this.token = Tokens.hs256(secret, id, Duration.ofHours(6));
        this.receipts = receipts;
        this.greeted = greeted;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    /** Connects; before the load starts, a connection that is lost is opened again, as any client would. */
    void connect(WireLoop loop, URI address) throws IOException {
        again = () -> connect(loop, address);
        open(loop, address, "");
    }

    /** From now on a connection that is lost is opened again on the next edge, and what was not acknowledged sent again. */
    void comesBack(WireLoop loop, Target target) {
        again = () -> {
            edge++;
            open(loop, target.edge(edge), "&since=" + lastSeq);
        };
        wayBack = target;
    }

    private void open(WireLoop loop, URI address, String since) throws IOException {
        loop.connect(
                URI.create("ws://" + address.getAuthority() + "/ws?device=bench" + since),
                Map.of("Authorization", "Bearer " + token),
                this);
    }

    /** From now on messages of this prefix that come are counted here. */
    void counts(Ledger in, String messages) {
        got = new BitSet();
        unacked.clear();
        prefix = messages;
        ledger = in;
    }

    /** Ends the connection. */
    void leave() {
        isLeaving = true;
        WireConnection there = connection;
        if (there != null) {
            there.close(1000);
        }
    }

    void send(String chatId, int number, String words) {
        String frame = "{\"type\":\"message\",\"chat_id\":\"" + chatId + "\",\"client_msg_id\":\"" + prefix + number
                + "\",\"content\":\"" + words + "\"}";
        if (wayBack != null) {
            unacked.put(number, frame);
        }
        text(frame);
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
        if (wayBack == null) {
            System.err.println(id + " was refused: " + refusal.getMessage());
            return;
        }
        CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS).execute(this::openAgain);
    }

    @Override
    public void closed(int code, String reason) {
        Ledger in = ledger;
        if (isLeaving) {
            return;
        }
        if (in != null) {
            in.error("closed " + code);
        }
        if (in == null || wayBack != null) {
            openAgain();
        }
    }

    private void openAgain() {
        try {
            again.run();
        } catch (IOException e) {
            System.err.println(id + " cannot connect: " + e.getMessage());
        }
    }

    private void greeted(byte[] hello) {
        if (wayBack == null || lastSeq < 0) {
            lastSeq = Scan.SEQ.number(hello);
        }
        greeted.countDown();
        unacked.values().forEach(this::text);
    }

    @Override
    public void message(int opcode, byte[] frame, long nanos) {
        String type = Scan.TYPE.text(frame);
        if (type.equals("hello")) {
            greeted(frame);
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
            case "ack" -> acked(in, number(frame), nanos);
            case "message" -> message(in, frame, nanos);
            case "status" -> in.statuses().heard(id, Scan.CHAT_ID.text(frame), nanos);
            case "error" -> in.error(Scan.CODE.text(frame));
            default -> {
                // Receipts, counts and the like: part of the load, counted as frames.
            }
        }
    }

    /** A message that was sent again may be acknowledged again. */
    private void acked(Ledger in, int number, long nanos) {
        if (number >= 0 && (wayBack == null || unacked.remove(number) != null)) {
            in.acked(number, nanos);
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
        return !prefix.isEmpty() && clientMsgId.startsWith(prefix)
                ? Integer.parseInt(clientMsgId.substring(prefix.length()))
                : -1;
    }
}
