package io.parley.edge.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // JUnit gives the folder
class ShelfTest {
    private static final Duration EXPIRY = Duration.ofHours(24);

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final MovedClock clock = new MovedClock();
    private final Shelf shelf = shelf();

    private Shelf shelf() {
        return new Shelf(store, new FileSettings(Map.of(FileSettings.BUCKET, "b")), clock);
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-01T12:00:00.250Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private FileCard kept(String chat) throws IOException {
        Path body = Files.writeString(folder.resolve("body"), "hello");
        FileCard card = new FileCard(
                chat, FileKeys.freshId(), "a.png", 5, "image/png", 4, 2, "ann", clock.instant(), "image/jpeg");
        shelf.keep(card, body, new byte[] {1});
        return card;
    }

    private void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    @Test
    void a_card_is_read_as_it_was_written() throws IOException {
        FileCard card = kept("c");

        assertThat(shelf().card("c", card.fileId()).orElseThrow().ref()).isEqualTo(card.ref());
        assertThat(shelf().card("c", card.fileId()).orElseThrow().uploader()).isEqualTo("ann");
    }

    @Test
    void the_uploader_alone_claims_a_file_and_in_its_chat_alone() throws IOException {
        FileCard card = kept("c");

        assertThat(shelf.claim("bob", "c", card.fileId())).isEmpty();
        assertThat(shelf.claim("ann", "d", card.fileId())).isEmpty();
        assertThat(shelf.claim("ann", "c", "../c/" + card.fileId())).isEmpty();
        assertThat(shelf.claim("ann", "..", "..")).isEmpty();
        assertThat(shelf.isPending(card)).isTrue();
        assertThat(shelf.claim("ann", "c", card.fileId())).contains(card.ref());
        assertThat(shelf.isPending(card)).isFalse();
    }

    @Test
    void a_file_that_was_claimed_is_never_swept_and_may_be_sent_again() throws IOException {
        FileCard card = kept("c");
        shelf.claim("ann", "c", card.fileId());

        pass(EXPIRY.multipliedBy(10));

        assertThat(shelf.sweep()).isZero();
        assertThat(shelf().claim("ann", "c", card.fileId())).isPresent();
    }

    @Test
    void a_file_that_expired_is_claimed_no_more_though_it_is_still_there() throws IOException {
        FileCard card = kept("c");

        pass(EXPIRY);

        assertThat(shelf.claim("ann", "c", card.fileId())).isEmpty();
        assertThat(shelf().claim("ann", "c", card.fileId())).isEmpty();
        assertThat(shelf.sweep()).isZero();
        assertThat(store.objects).hasSize(4);
    }

    @Test
    void a_file_that_nobody_claimed_is_swept_with_all_that_belongs_to_it() throws IOException {
        FileCard old = kept("c");
        pass(EXPIRY.plus(EXPIRY.dividedBy(4)).plusSeconds(1));
        FileCard young = kept("c");

        assertThat(shelf.sweep()).isEqualTo(1);

        assertThat(store.objects.keySet()).hasSize(4).allMatch(key -> key.contains(young.fileId()));
        assertThat(shelf.claim("ann", "c", old.fileId())).isEmpty();
        assertThat(shelf.claim("ann", "c", young.fileId())).isPresent();
    }

    @Test
    void what_a_broken_upload_left_is_swept_too() throws IOException {
        FileCard card = kept("c");
        store.delete(card.keys().card());
        pass(EXPIRY.multipliedBy(2));

        shelf.sweep();

        assertThat(store.objects).isEmpty();
    }

    @Test
    void a_store_that_is_away_is_said_to_be() throws IOException {
        FileCard card = kept("c");
        store.breakDown();

        assertThatThrownBy(() -> shelf.claim("ann", "c", card.fileId())).isInstanceOf(FilesUnavailable.class);
    }

    @Test
    void links_open_one_file_for_a_while() throws IOException {
        FileCard card = kept("c");

        FileLinks links = shelf.links(card);

        assertThat(links.url().toString()).contains("/files/chat-c/" + card.fileId(), "image%2Fpng", "inline");
        assertThat(String.valueOf(links.thumbnailUrl())).contains("/thumbnails/chat-c/" + card.fileId());
        assertThat(links.expiresAt()).isEqualTo(clock.instant().plusSeconds(300));
    }
}
