package io.parley.bench;

import java.nio.charset.StandardCharsets;

/**
 * Picks single fields out of a frame's bytes without parsing it: the load shares the machine with what it measures. It
 * is only right for frames whose texts never contain a quoted field name, which the bench's own words do not.
 */
final class Scan {

    static final Field TYPE = new Field("type");
    static final Field CLIENT_MSG_ID = new Field("client_msg_id");
    static final Field CHAT_ID = new Field("chat_id");
    static final Field MSG_ID = new Field("msg_id");
    static final Field SENDER = new Field("sender");
    static final Field CODE = new Field("code");
    static final Field SEQ = new Field("seq");
    static final Field CHAT_SEQ = new Field("chat_seq");
    static final Field RESUMED = new Field("resumed");

    private Scan() {}

    /** One field's name as it stands in JSON. */
    record Field(byte[] quoted) {
        Field(String name) {
            this(("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
        }

        /** Its text; empty when it is not there. */
        String text(byte[] frame) {
            int at = find(frame);
            if (at < 0 || at >= frame.length || frame[at] != '"') {
                return "";
            }
            int end = at + 1;
            while (end < frame.length && frame[end] != '"') {
                end++;
            }
            return new String(frame, at + 1, end - at - 1, StandardCharsets.UTF_8);
        }

        /** Its whole number; -1 when it is not there. */
        long number(byte[] frame) {
            int at = find(frame);
            if (at < 0) {
                return -1;
            }
            long value = 0;
            while (at < frame.length && frame[at] >= '0' && frame[at] <= '9') {
                value = value * 10 + frame[at++] - '0';
            }
            return value;
        }

        /** Whether it is there and true. */
        boolean isTrue(byte[] frame) {
            int at = find(frame);
            return at >= 0 && at < frame.length && frame[at] == 't';
        }

        /** Where its value starts; -1 when it is not there. */
        private int find(byte[] frame) {
            outer:
            for (int i = 0; i <= frame.length - quoted.length; i++) {
                for (int j = 0; j < quoted.length; j++) {
                    if (frame[i + j] != quoted[j]) {
                        continue outer;
                    }
                }
                return i + quoted.length;
            }
            return -1;
        }
    }
}
