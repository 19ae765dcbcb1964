package io.parley.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All chats of the caller, not older than a seq. {@code asOf} is that of the first page: what a later page knows more
 * comes as events again, and events carry absolute values.
 */
record Snapshot(List<Chat> chats, long asOf) {

    private static final int PAGE = 200;

    static Snapshot take(Rest rest, long minSeq) {
        try {
            List<Chat> all = new ArrayList<>();
            Pages.Chats page = rest.chats(null, PAGE, minSeq);
            long asOf = page.asOf();
            all.addAll(page.chats());
            while (page.nextCursor() != null) {
                page = rest.chats(page.nextCursor(), PAGE, minSeq);
                all.addAll(page.chats());
            }
            return new Snapshot(List.copyOf(all), asOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
