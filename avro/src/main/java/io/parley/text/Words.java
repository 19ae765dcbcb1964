package io.parley.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The words that a text is found by. */
public final class Words {
    /** The first so many different ones; a text of 16 KiB has about 1,500 in a script with spaces. */
    public static final int MOST = 4_096;

    private static final Analyzer ANALYZER = WordAnalyzer.ofText();

    private Words() {}

    public static Set<String> of(String text) {
        return of(ANALYZER, text);
    }

    static Set<String> of(Analyzer analyzer, String text) {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream("", text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MOST && tokens.incrementToken()) {
                if (word.length() > 0) {
                    words.add(word.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
