package io.parley.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.QueryBuilder;

/**
 * What a person looks for: all words of it must occur in a text, in any order; what a script writes as one (characters of
 * Chinese, say) must occur as one.
 */
public final class TextQuery {
    private static final String FIELD = "text";
    private static final Analyzer TEXT = WordAnalyzer.ofText();
    private static final Analyzer QUERY = WordAnalyzer.ofQuery();

    private final Set<String> words;
    private final Query query;

    private TextQuery(Set<String> words, Query query) {
        this.words = words;
        this.query = query;
    }

    /** Where a match stands in a text, in UTF-16 units, the end exclusive. */
    public record Mark(int start, int end) {}

    /** Empty when there is no word in it. */
    public static Optional<TextQuery> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String part : text.strip().split("\\s+")) {
            Set<String> found = Words.of(QUERY, part);
            Query phrase = found.isEmpty() ? null : new QueryBuilder(QUERY).createPhraseQuery(FIELD, part);
            if (phrase != null) {
                words.addAll(found);
                all.add(phrase, Occur.MUST);
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(new TextQuery(Set.copyOf(words), all.build()));
    }

    /** Words that are among {@link Words#of} of every text that it finds, the longest first. */
    public List<String> words() {
        return words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Where the text has what is looked for, in order and without overlaps; empty when it does not have all of it. */
    public List<Mark> marks(String text) {
        MemoryIndex index = new MemoryIndex(true);
        index.addField(FIELD, text, TEXT);
        IndexSearcher searcher = index.createSearcher();
        try {
            LeafReaderContext only = searcher.getIndexReader().leaves().get(0);
            Matches matches = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                    .matches(only, 0);
            MatchesIterator each = matches == null ? null : matches.getMatches(FIELD);
            List<Mark> marks = new ArrayList<>();
            while (each != null && each.next()) {
                marks.add(new Mark(each.startOffset(), each.endOffset()));
            }
            return joined(marks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Mark> joined(List<Mark> marks) {
        List<Mark> joined = new ArrayList<>();
        marks.stream().sorted(Comparator.comparingInt(Mark::start)).forEach(mark -> {
            Mark last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && mark.start() < last.end()) {
                joined.set(joined.size() - 1, new Mark(last.start(), Math.max(last.end(), mark.end())));
            } else {
                joined.add(mark);
            }
        });
        return List.copyOf(joined);
    }
}
