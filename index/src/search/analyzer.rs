//! French text to tokens: one analysis that stems, one that only folds.
//!
//! Folding comes after stemming, for the stemmer reads accents. Elided articles go only when
//! an apostrophe follows ("l'école", never the C of "langage C"). The stop list is short on
//! purpose: "sans", "pas" and "moi" carry meaning here.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer, TokenizerManager,
};

/// Name of the analysis that stems.
pub(crate) const STEMMED: &str = "fr_stemmed";
/// Name of the analysis that only folds accents.
pub(crate) const FLAT: &str = "fr_flat";

/// Longest token kept, in bytes.
const LONGEST: usize = 40;

const ELIDED: [&str; 9] = ["c", "d", "j", "l", "m", "n", "s", "t", "qu"];

const STOP_WORDS: [&str; 24] = [
    "à", "a", "au", "aux", "avec", "ce", "ces", "cette", "dans", "de", "des", "du", "en", "et",
    "la", "le", "les", "ou", "par", "pour", "sur", "un", "une", "chez",
];

/// The analysis of the stemmed fields.
pub(crate) fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(SmallWords)
        .filter(Stemmer::new(Language::French))
        .filter(AsciiFoldingFilter)
        .build()
}

/// The analysis of the flat fields: whole words without accents.
pub(crate) fn flat() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(SmallWords)
        .filter(AsciiFoldingFilter)
        .build()
}

/// Makes both analyses known to an index.
pub(crate) fn register(manager: &TokenizerManager) {
    manager.register(STEMMED, stemmed());
    manager.register(FLAT, flat());
}

/// Tokens with their positions.
pub(crate) fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    analyzer
        .token_stream(text)
        .process(&mut |token| found.push((token.position, token.text.clone())));
    found
}

/// Drops elided articles and the few stop words. Stands after the lower-caser.
#[derive(Clone)]
struct SmallWords;

impl TokenFilter for SmallWords {
    type Tokenizer<T: Tokenizer> = SmallWordsTokenizer<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Self::Tokenizer<T> {
        SmallWordsTokenizer { inner: tokenizer }
    }
}

#[derive(Clone)]
struct SmallWordsTokenizer<T> {
    inner: T,
}

impl<T: Tokenizer> Tokenizer for SmallWordsTokenizer<T> {
    type TokenStream<'a> = SmallWordsStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        SmallWordsStream {
            text,
            tail: self.inner.token_stream(text),
        }
    }
}

struct SmallWordsStream<'a, T> {
    text: &'a str,
    tail: T,
}

impl<T: TokenStream> SmallWordsStream<'_, T> {
    fn is_small(&self) -> bool {
        let token = self.tail.token();
        if STOP_WORDS.contains(&token.text.as_str()) {
            return true;
        }
        ELIDED.contains(&token.text.as_str())
            && self
                .text
                .get(token.offset_to..)
                .is_some_and(|rest| rest.starts_with(['\'', '\u{2019}', '\u{2bc}']))
    }
}

impl<T: TokenStream> TokenStream for SmallWordsStream<'_, T> {
    fn advance(&mut self) -> bool {
        while self.tail.advance() {
            if !self.is_small() {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(analyzer: &mut TextAnalyzer, text: &str) -> String {
        let found: Vec<String> = tokens(analyzer, text).into_iter().map(|(_, t)| t).collect();
        found.join(" ")
    }

    #[test]
    fn both_analyses_read_french_as_written_in_the_table() {
        // text, stemmed, flat
        let table = [
            ("boulanger", "boulang", "boulanger"),
            ("boulangers", "boulanger", "boulangers"),
            ("boulangère", "boulanger", "boulangere"),
            ("boulangerie", "boulanger", "boulangerie"),
            ("pâtissier", "patissi", "patissier"),
            ("pâtisserie", "patisser", "patisserie"),
            ("coiffeur", "coiffeur", "coiffeur"),
            ("coiffeuse", "coiffeux", "coiffeuse"),
            ("vendeuse", "vendeux", "vendeuse"),
            ("l'école", "ecol", "ecole"),
            ("l’école", "ecol", "ecole"),
            ("qu'on", "on", "on"),
            ("sans diplôme", "san diplom", "sans diplome"),
            ("langage C", "langag c", "langage c"),
            ("Métiers de la mode", "meti mod", "metiers mode"),
            ("C++", "c", "c"),
            ("CAP Boulanger", "cap boulang", "cap boulanger"),
        ];
        let (mut stem, mut fold) = (stemmed(), flat());
        for (text, expected_stems, expected_words) in table {
            assert_eq!(words(&mut stem, text), expected_stems, "stemmed {text}");
            assert_eq!(words(&mut fold, text), expected_words, "flat {text}");
        }
    }

    #[test]
    fn masculine_and_feminine_join_where_the_stemmer_joins_them() {
        let mut stem = stemmed();
        for (one, other) in [
            ("électricien", "électricienne"),
            ("cuisinier", "cuisinière"),
            ("infirmier", "infirmière"),
            ("mécanicien", "mécanicienne"),
        ] {
            assert_eq!(words(&mut stem, one), words(&mut stem, other), "{one}");
        }
    }

    #[test]
    fn a_token_of_forty_bytes_or_more_is_dropped() {
        assert_eq!(words(&mut flat(), &"a".repeat(40)), "");
        assert_eq!(words(&mut flat(), &"b".repeat(39)).len(), 39);
    }
}
