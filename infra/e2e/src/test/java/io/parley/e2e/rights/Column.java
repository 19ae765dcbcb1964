package io.parley.e2e.rights;

/** Who tries. */
public enum Column {
    NO_TOKEN("no token"),
    EXPIRED("expired token"),
    OTHER("other user"),
    REMOVED("removed member"),
    MEMBER("member"),
    ADMIN("admin"),
    OWNER("owner"),
    SERVICE("app server");

    private final String title;

    Column(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** A user with a device of their own. */
    boolean isSomebody() {
        return this != NO_TOKEN && this != EXPIRED && this != SERVICE;
    }
}
