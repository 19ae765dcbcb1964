package io.parley.topology.chat;

import io.parley.avro.state.IndexEntry;

/** What chat knows of a message that a command names, as far as its caller may see it. */
sealed interface Named {

    /**
     * It is there, perhaps deleted.
     *
     * @param indexed whether the index holds it; else the entry was made from facts that an edge looked up
     */
    record Known(long stamp, IndexEntry entry, boolean indexed) implements Named {}

    /** There is none, or none that the caller can see. */
    record Unknown() implements Named {}

    /** It left the index: its facts must be looked up. */
    record TooOld() implements Named {}
}
