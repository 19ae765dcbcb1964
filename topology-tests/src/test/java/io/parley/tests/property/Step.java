package io.parley.tests.property;

/** One step of a story: what kind of thing happens, and numbers that choose who, where and what among what is there. */
record Step(int what, int who, int where, int x, int y) {

    /** One of so many, by the first free number. */
    int pickX(int of) {
        return of == 0 ? 0 : Math.floorMod(x, of);
    }

    int pickY(int of) {
        return of == 0 ? 0 : Math.floorMod(y, of);
    }
}
