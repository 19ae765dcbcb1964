package io.parley.edge.presence;

/** One connection that hints are told to. Any thread may call; nothing blocks. */
public interface Hearer {
    String user();

    /** False once it has ended; then it is told nothing more. */
    boolean isOpen();

    void tell(String type, byte[] frame);
}
