package io.parley.edge.content;

import io.parley.avro.EventDelivery;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.edge.store.StoreUnavailable;
import io.parley.edge.store.StoredMessage;
import io.parley.keys.KeyRing;
import io.parley.keys.KeyUnavailableException;
import io.parley.keys.Opener;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens what is told and shown. What nobody can open any more is shown as deleted; what cannot be opened now, not at all. */
public final class ContentReader {
    private static final long LOOK_AGAIN_MS = 100;

    private final KeyRing ring;
    private final Opener opener;
    private final KeyWait wait;

    public ContentReader(KeyRing ring, Opener.Masters masters, KeyWait wait) {
        this.ring = ring;
        this.opener = new Opener(ring, masters);
        this.wait = wait;
    }

    /** For answers: a key that is not at hand makes it a matter of asking again. */
    public StoredMessage open(StoredMessage message) {
        try {
            opener.open(message.message());
            return message;
        } catch (KeyUnavailableException e) {
            wait.refused(e);
            throw new StoreUnavailable("A message cannot be opened now: " + e.getMessage(), e);
        }
    }

    public List<StoredMessage> open(List<StoredMessage> messages) {
        messages.forEach(this::open);
        return messages;
    }

    /**
     * Waits a little for the keys that the event needs; true when {@link #open(EventDelivery)} may be called. Ends with {@link
     * KeyUnavailableException} when one was waited for too long. {@link #stopWaiting} follows, whatever the end.
     */
    public boolean isReady(EventDelivery delivery) throws InterruptedException {
        Object event = delivery.getEvent();
        if (event instanceof Message message) {
            return areReady(Opener.keysOf(message));
        }
        return !(event instanceof MessageEdited edited)
                || edited.getKeyId() == null
                || areReady(Set.of(edited.getKeyId()));
    }

    private boolean areReady(Set<String> keys) throws InterruptedException {
        String missing = missing(keys);
        if (missing == null) {
            return true;
        }
        wait.goesOn(missing);
        ring.awaitNews(LOOK_AGAIN_MS);
        return missing(keys) == null;
    }

    private @Nullable String missing(Set<String> keys) {
        for (String key : keys) {
            if (!opener.isDecided(key)) {
                return key;
            }
        }
        return null;
    }

    public void stopWaiting() {
        wait.over();
    }

    /** In place. Ends with {@link KeyUnavailableException} when its master key is not here. */
    public void open(EventDelivery delivery) {
        Object event = delivery.getEvent();
        if (event instanceof Message message) {
            opener.open(message);
        } else if (event instanceof MessageEdited edited && edited.getKeyId() != null) {
            var erasedAt = ring.erasedAt(edited.getKeyId());
            if (!opener.open(edited)) {
                delivery.setEvent(new MessageDeleted(
                        edited.getMsgId(),
                        edited.getChatId(),
                        edited.getChatSeq(),
                        edited.getSender(),
                        Objects.requireNonNullElse(erasedAt, edited.getEditedAt()),
                        edited.getSender()));
            }
        }
    }
}
