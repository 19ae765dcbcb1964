package io.parley.tests.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far messages of a group are, sentence by sentence: the others count who were members at a message and are so now;
 * all of them make it delivered, or read; with nobody who counts it stays sent.
 */
public final class Receipts {
    private final Chat chat;

    public Receipts(Chat chat) {
        this.chat = chat;
    }

    /** What a status must say of a message in the end. */
    public record Line(long seq, String status, int deliveredBy, int readBy, int of) {}

    /** Members, as only they are told. */
    public Stream<String> senders() {
        return chat.members().map(Person::name).filter(name -> newest(name).isPresent());
    }

    public Optional<Line> newest(String sender) {
        return lines(sender).reduce((first, second) -> second);
    }

    /** The newest message of theirs that all who count have read, or at least have; 0 when there is none. */
    public long upTo(String sender, List<String> statuses) {
        return lines(sender)
                .filter(line -> statuses.contains(line.status()))
                .mapToLong(Line::seq)
                .max()
                .orElse(0);
    }

    private Stream<Line> lines(String sender) {
        return chat.talk().stream().filter(said -> sender.equals(said.sender())).map(said -> line(sender, said));
    }

    private Line line(String sender, Said said) {
        List<Person> others = chat.members()
                .filter(who -> !who.name().equals(sender) && who.sees(said))
                .toList();
        int delivered = (int)
                others.stream().filter(who -> who.delivered() >= said.at()).count();
        int read = (int) others.stream().filter(who -> who.read() >= said.at()).count();
        String status =
                others.isEmpty() || delivered < others.size() ? "sent" : read < others.size() ? "delivered" : "read";
        return new Line(said.seq(), status, delivered, read, others.size());
    }
}
