package io.parley.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.BreakIterator;
import java.io.Reader;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2CharFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;

/**
 * Cuts text into words: by Unicode's rules (UAX #29); where a script puts no spaces between words (Chinese, Japanese, Thai,
 * Lao, Khmer, Burmese), and in Korean, into pairs of characters, so that no dictionary has a say in what is found; emoji
 * each by themselves; the parts of a host's or a file's name are words. Case, width, diacritics and other variants of a
 * letter are folded (UTR #30).
 */
final class WordAnalyzer extends Analyzer {
    /** Longer words are known by their beginning, so that a link or a hash costs no more than a word. */
    private static final int LETTERS = 64;

    private static final int PAIRED =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;

    /** By UAX #29 these join what stands on both sides, as in {@code example.com} and {@code snake_case}. */
    private static final NormalizeCharMap PARTED = parted('.', '_', ':');

    private final boolean singles;

    private WordAnalyzer(boolean singles) {
        this.singles = singles;
    }

    /** For text that is searched: also single characters, by which a query of one finds it. */
    static WordAnalyzer ofText() {
        return new WordAnalyzer(true);
    }

    static WordAnalyzer ofQuery() {
        return new WordAnalyzer(false);
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        return new MappingCharFilter(PARTED, new ICUNormalizer2CharFilter(reader));
    }

    private static NormalizeCharMap parted(char... joints) {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        for (char joint : joints) {
            map.add(String.valueOf(joint), " ");
        }
        return map.build();
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer words = new ICUTokenizer(new Scripts());
        TokenStream pairs = new CJKBigramFilter(words, PAIRED, singles);
        return new TokenStreamComponents(words, new TruncateTokenFilter(new ICUFoldingFilter(pairs), LETTERS));
    }

    private static final class Scripts extends DefaultICUTokenizerConfig {
        private static final Set<Integer> WITHOUT_SPACES =
                Set.of(UScript.THAI, UScript.LAO, UScript.KHMER, UScript.MYANMAR);

        Scripts() {
            super(false, true);
        }

        /** What is called an ideograph is paired. */
        @Override
        public String getType(int script, int ruleStatus) {
            boolean word = ruleStatus >= BreakIterator.WORD_LETTER && ruleStatus < BreakIterator.WORD_LETTER_LIMIT;
            return word && WITHOUT_SPACES.contains(script) ? WORD_IDEO : super.getType(script, ruleStatus);
        }
    }
}
