package io.parley.plan;

/** So many records of so many bytes together; a second's or a message's, as the name of what holds it says. */
record Size(double records, double bytes) {
    static final Size NOTHING = new Size(0, 0);

    Size plus(Size other) {
        return new Size(records + other.records, bytes + other.bytes);
    }

    Size times(double factor) {
        return new Size(records * factor, bytes * factor);
    }

    /** Bytes of one of them; 0 of none. */
    double bytesEach() {
        return records == 0 ? 0 : bytes / records;
    }
}
