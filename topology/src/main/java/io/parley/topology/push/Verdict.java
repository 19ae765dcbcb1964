package io.parley.topology.push;

import io.parley.avro.state.WaitingPush;

/** Whether a message that waits is pushed. It waits no longer once it was read, deleted or left: its row is gone then. */
enum Verdict {
    PUSH,
    WAIT,
    DROP;

    /**
     * @param delivered stamp of the newest message that the user has in the chat
     * @param looked whether a person looks at a connection of the user now
     * @param now in milliseconds since the epoch
     */
    static Verdict of(WaitingPush waiting, long delivered, boolean looked, long now) {
        boolean has = delivered >= waiting.getRequest().getStamp();
        if (waiting.getAlone()) {
            return has && looked ? DROP : PUSH;
        }
        if (has) {
            return DROP;
        }
        return looked && now < waiting.getDue() ? WAIT : PUSH;
    }
}
