package io.parley.edge.files;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.avro.FileRef;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files as they lie in the store. A file waits for a message under a pending mark, which is written before anything else
 * of it and taken away before the message goes to the log: so what the log names is never swept away, and what nothing
 * names has a mark by which it is found. A file may be claimed until it expires, and is swept a quarter of that later, so
 * that no clock need be right to the second. Every call waits for the store.
 */
final class Shelf {
    private static final int SWEPT_AT_ONCE = 1_000;

    private final ObjectStore store;
    private final Clock clock;
    private final Duration expiry;
    private final Duration linkLife;
    private final Cache<FileKeys, FileCard> cards;
    private final Cache<FileKeys, Boolean> claimed;

    Shelf(ObjectStore store, FileSettings settings, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.expiry = settings.millis(FileSettings.ORPHAN);
        this.linkLife = settings.millis(FileSettings.SIGNED_URL);
        int cached = settings.getInt(FileSettings.CARDS_CACHED);
        this.cards = Caffeine.newBuilder().maximumSize(cached).build();
        this.claimed = Caffeine.newBuilder().maximumSize(cached).build();
    }

    /** The card comes last: until then there is no such file. */
    void keep(FileCard card, Path body, byte @Nullable [] thumbnail) {
        FileKeys keys = card.keys();
        store.put(keys.pending(card.uploadedAt()), new byte[] {'.'}, MediaTypes.UNKNOWN);
        store.put(keys.body(), body, Serving.of(card).contentType());
        if (thumbnail != null && card.thumbnailType() != null) {
            store.put(keys.thumbnail(), thumbnail, card.thumbnailType());
        }
        store.put(keys.card(), card.toJson(), "application/json");
    }

    Optional<FileCard> card(String chatId, String fileId) {
        FileKeys keys = FileKeys.of(chatId, fileId);
        FileCard known = FileKeys.isId(fileId) ? cards.getIfPresent(keys) : null;
        return known == null ? stored(chatId, fileId) : Optional.of(known);
    }

    private Optional<FileCard> stored(String chatId, String fileId) {
        if (!FileKeys.isId(fileId)) {
            return Optional.empty();
        }
        FileKeys keys = FileKeys.of(chatId, fileId);
        Optional<FileCard> card = store.get(keys.card()).map(FileCard::parse);
        card.ifPresentOrElse(found -> cards.put(keys, found), () -> cards.invalidate(keys));
        return card;
    }

    /** What a message of this user may carry; from now on it is kept. */
    Optional<FileRef> claim(String user, String chatId, String fileId) {
        Optional<FileCard> own =
                card(chatId, fileId).filter(card -> card.uploader().equals(user));
        if (own.isEmpty()) {
            return Optional.empty();
        }
        FileKeys keys = own.get().keys();
        if (claimed.getIfPresent(keys) == null) {
            if (!claim(own.get())) {
                return Optional.empty();
            }
            claimed.put(keys, true);
        }
        return own.map(FileCard::ref);
    }

    private boolean claim(FileCard card) {
        if (clock.instant().isBefore(card.uploadedAt().plus(expiry))) {
            store.delete(card.keys().pending(card.uploadedAt()));
            return true;
        }
        // The mark before the card: a sweep takes them away in the other order.
        return !isPending(card) && stored(card.chatId(), card.fileId()).isPresent();
    }

    /** Whether no message has claimed it yet. */
    boolean isPending(FileCard card) {
        return claimed.getIfPresent(card.keys()) == null
                && store.exists(card.keys().pending(card.uploadedAt()));
    }

    FileLinks links(FileCard card) {
        Serving serving = Serving.of(card);
        Instant expires = clock.instant().plus(linkLife);
        URI url = store.sign(card.keys().body(), serving.contentType(), serving.disposition(), linkLife);
        String type = card.thumbnailType();
        if (type == null) {
            return new FileLinks(url, null, expires);
        }
        Serving small = Serving.ofThumbnail(card, type);
        URI thumbnail = store.sign(card.keys().thumbnail(), small.contentType(), small.disposition(), linkLife);
        return new FileLinks(url, thumbnail, expires);
    }

    /** Deletes all that the user ever uploaded to the chat, sent or not. The number of files. */
    int erase(String user, String chatId) {
        int erased = 0;
        String prefix = FileKeys.cardsOf(chatId);
        String last = "";
        List<String> keys;
        do {
            keys = store.list(prefix, last, SWEPT_AT_ONCE);
            for (String key : keys) {
                Optional<FileCard> own = stored(chatId, key.substring(prefix.length()))
                        .filter(card -> card.uploader().equals(user));
                own.ifPresent(this::erase);
                erased += own.isPresent() ? 1 : 0;
                last = key;
            }
        } while (keys.size() == SWEPT_AT_ONCE);
        return erased;
    }

    /** The card last: until then it is found again. */
    private void erase(FileCard card) {
        FileKeys file = card.keys();
        store.delete(file.body());
        store.delete(file.thumbnail());
        store.delete(file.pending(card.uploadedAt()));
        store.delete(file.card());
        cards.invalidate(file);
    }

    /** Deletes what expired unclaimed; several edges may do it at once. The number of files. */
    int sweep() {
        Instant before = clock.instant().minus(expiry).minus(expiry.dividedBy(4));
        int swept = 0;
        for (String key : store.list(FileKeys.PENDING, SWEPT_AT_ONCE)) {
            Optional<FileKeys.Pending> pending =
                    FileKeys.parsePending(key).filter(mark -> mark.since().isBefore(before));
            if (pending.isPresent()) {
                remove(pending.get());
                swept++;
            }
        }
        return swept;
    }

    /** The card first: without it nobody claims the file any more. The mark last: until then it is found again. */
    private void remove(FileKeys.Pending pending) {
        FileKeys file = pending.file();
        cards.invalidate(file);
        store.delete(file.card());
        store.delete(file.thumbnail());
        store.delete(file.body());
        store.delete(pending.key());
    }
}
