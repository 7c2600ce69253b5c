//! Every word that says something about a trade, and every phrase made of them.
//!
//! Words are keys of a transducer, so that a misspelt one is found within its bound; phrases are
//! lists of roots, found through the roots that they share with a sentence.

use std::collections::{BTreeMap, HashMap, HashSet};

use fst::{IntoStreamer, Map, Streamer};

use super::titles::variants;
use super::{Domain, Trade};
use crate::ids::RomeCode;
use crate::text::{Typos, allowed_typos, fold, is_stop_word, sound, stem};

/// Where a phrase comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Source {
    /// What the trade is called.
    Title,
    /// What young people say of it.
    Phrase,
    /// A diploma that leads there.
    Diploma,
    /// Words of training titles.
    TitleWords,
    /// Close, but meaning another trade.
    Not,
    /// An imported appellation.
    Appellation,
}

/// A phrase as roots.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) trade: u32,
    pub(super) source: Source,
    /// Distinct roots.
    pub(super) roots: Vec<u32>,
    /// The words as written, for telling "boulanger" from "boulangerie".
    pub(super) words: Vec<u32>,
    /// Sum of the weights of its roots.
    pub(super) weight: f32,
}

/// A word of a sentence, as the lexicon knows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Known {
    pub(super) word: Option<u32>,
    pub(super) root: u32,
    /// 1 as written, less for each guess.
    pub(super) quality: f32,
}

/// Shorter words are neither "done again" nor read by ear.
const SAID_ENOUGH: usize = 5;

/// How a word sounds, if it is long enough to be known by that.
fn heard(word: &str) -> Option<String> {
    let letters = word.bytes().all(|letter| letter.is_ascii_lowercase());
    (letters && word.len() >= SAID_ENOUGH)
        .then(|| sound(word))
        .filter(|heard| heard.len() >= SAID_ENOUGH)
}

/// A word that more trades have names none.
const NAMING: usize = 12;

/// A trade as it is answered: label and code.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) rome: RomeCode,
    pub(super) label: String,
}

/// The compiled words and phrases.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: Map<Vec<u8>>,
    /// Root of each word.
    roots_of_words: Vec<u32>,
    roots: HashMap<String, u32>,
    /// A word of a trade for each way of sounding.
    sounds: HashMap<String, u32>,
    /// Rarity of each root among trades, 0 for a root that no trade has.
    pub(super) rarity: Vec<f32>,
    pub(super) phrases: Vec<Phrase>,
    /// Phrases that hold a root.
    pub(super) holding: Vec<Vec<u32>>,
    /// Trades whose own words hold a root, with how much.
    pub(super) trades_with: Vec<Vec<(u32, f32)>>,
    pub(super) trades: Vec<Named>,
}

impl Lexicon {
    /// Compiles the trades, more titles, and everyday words that must not be taken for typos of others.
    pub(crate) fn build(
        domains: &[Domain],
        titles: &[(RomeCode, String)],
        everyday: &[&str],
    ) -> Self {
        let mut builder = Builder::default();
        let mut position = HashMap::new();
        for trade in domains.iter().flat_map(|domain| &domain.trades) {
            let index = builder.trade(trade);
            position.insert(trade.rome, index);
        }
        for (rome, title) in titles {
            // an appellation of a trade that we do not describe still names it
            let index = *position
                .entry(*rome)
                .or_insert_with(|| builder.named(*rome, title));
            for written in variants(title) {
                builder.phrase(index, Source::Appellation, &written);
            }
        }
        for text in everyday {
            for word in fold(text).split(' ') {
                builder.everyday.insert(word.to_owned());
            }
        }
        builder.finish()
    }

    /// A folded word as the lexicon knows it: as written, by its root, by ear ("plakiste"),
    /// done again ("redessiner"), within its typos.
    pub(super) fn known(&self, word: &str) -> Option<Known> {
        if let Some(known) = self.as_written(word).or_else(|| self.by_root(word)) {
            return Some(known);
        }
        self.by_ear(word)
            .or_else(|| self.done_again(word))
            .or_else(|| self.misspelt(word))
    }

    fn by_root(&self, word: &str) -> Option<Known> {
        let root = *self.roots.get(stem(word))?;
        (self.rarity[root as usize] > 0.0).then_some(Known {
            word: None,
            root,
            quality: 0.96,
        })
    }

    fn done_again(&self, word: &str) -> Option<Known> {
        let once = word
            .strip_prefix("re")
            .filter(|once| once.len() >= SAID_ENOUGH)?;
        let known = self.as_written(once).or_else(|| self.by_root(once))?;
        (self.rarity[known.root as usize] > 0.0).then_some(Known {
            quality: 0.9,
            ..known
        })
    }

    fn by_ear(&self, word: &str) -> Option<Known> {
        let heard = *self.sounds.get(&heard(word)?)?;
        Some(Known {
            word: Some(heard),
            root: self.roots_of_words[heard as usize],
            quality: 0.88,
        })
    }

    /// Without guessing.
    pub(super) fn as_written(&self, word: &str) -> Option<Known> {
        let found = self
            .words
            .get(word)
            .and_then(|found| u32::try_from(found).ok())?;
        Some(Known {
            word: Some(found),
            root: self.roots_of_words[found as usize],
            quality: 1.0,
        })
    }

    /// Whether that folded word stands in the data, whatever it means.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Whether that folded word stands in the title of few trades.
    pub(crate) fn names_a_trade(&self, word: &str) -> bool {
        word.len() > 3
            && self.as_written(word).is_some_and(|known| {
                let with = &self.trades_with[known.root as usize];
                with.len() <= NAMING && with.iter().any(|(_, share)| *share >= 1.0)
            })
    }

    fn misspelt(&self, word: &str) -> Option<Known> {
        let allowed = allowed_typos(word);
        if allowed == 0 {
            return None;
        }
        let mut stream = self.words.search(Typos::of(word, allowed)?).into_stream();
        let mut best: Option<(usize, bool, u32)> = None;
        while let Some((key, found)) = stream.next() {
            let (Ok(found), Ok(key)) = (u32::try_from(found), std::str::from_utf8(key)) else {
                continue;
            };
            let root = self.roots_of_words[found as usize];
            if key.len() < 4 {
                continue;
            }
            let candidate = (
                strsim::osa_distance(word, key),
                self.rarity[root as usize] == 0.0,
                found,
            );
            if best.is_none_or(|best| candidate < best) {
                best = Some(candidate);
            }
        }
        let (distance, _, found) = best?;
        let quality = if distance <= 1 { 0.9 } else { 0.8 };
        Some(Known {
            word: Some(found),
            root: self.roots_of_words[found as usize],
            quality,
        })
    }
}

#[derive(Default)]
struct Builder {
    trades: Vec<Named>,
    phrases: Vec<(u32, Source, Vec<String>)>,
    everyday: HashSet<String>,
}

impl Builder {
    fn named(&mut self, rome: RomeCode, label: &str) -> u32 {
        self.trades.push(Named {
            rome,
            label: label.to_owned(),
        });
        u32::try_from(self.trades.len() - 1).unwrap_or(u32::MAX)
    }

    fn trade(&mut self, trade: &Trade) -> u32 {
        let index = self.named(trade.rome, &trade.label);
        // a label lists forms with commas: "Boulanger, boulangère"
        let label = match trade.label.matches(", ").count() {
            1 => vec![trade.label.replace(", ", " / ")],
            _ => trade.label.split(", ").map(str::to_owned).collect(),
        };
        for title in trade.titles.iter().chain(&label) {
            for written in variants(title) {
                self.phrase(index, Source::Title, &written);
            }
        }
        for (source, texts) in [
            (Source::Phrase, &trade.phrases),
            (Source::Not, &trade.not),
            (Source::Diploma, &trade.diplomas),
            (Source::TitleWords, &trade.title_words),
        ] {
            for text in texts {
                self.phrase(index, source, text);
            }
        }
        index
    }

    fn phrase(&mut self, trade: u32, source: Source, text: &str) {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let words: Vec<String> = (0..words.len())
            .map(|at| {
                let before = at.checked_sub(1).map_or("", |before| words[before]);
                meant(
                    before,
                    words[at],
                    words.get(at + 1).copied().unwrap_or_default(),
                )
                .to_owned()
            })
            .collect();
        if !words.is_empty() {
            self.phrases.push((trade, source, words));
        }
    }

    fn finish(self) -> Lexicon {
        let mut words: BTreeMap<String, u32> = BTreeMap::new();
        let mut roots: HashMap<String, u32> = HashMap::new();
        let mut root_of = |word: &str| {
            let next = u32::try_from(roots.len()).unwrap_or(u32::MAX);
            *roots.entry(stem(word).to_owned()).or_insert(next)
        };
        for word in self
            .everyday
            .iter()
            .chain(self.phrases.iter().flat_map(|(_, _, words)| words))
        {
            if !word.is_empty() && !words.contains_key(word) {
                let root = root_of(word);
                words.insert(word.clone(), root);
            }
        }
        let position: HashMap<&str, u32> = words.keys().map(String::as_str).zip(0_u32..).collect();
        let mut phrases = Vec::with_capacity(self.phrases.len());
        let mut seen = HashSet::new();
        for (trade, source, text) in &self.phrases {
            let content: Vec<&String> = text
                .iter()
                .filter(|word| says_something(word, *source))
                .collect();
            let mut of_roots: Vec<u32> = content.iter().map(|word| words[*word]).collect();
            of_roots.sort_unstable();
            of_roots.dedup();
            let of_words: Vec<u32> = content.iter().map(|word| position[word.as_str()]).collect();
            if !of_roots.is_empty() && seen.insert((*trade, *source, of_words.clone())) {
                phrases.push(Phrase {
                    trade: *trade,
                    source: *source,
                    roots: of_roots,
                    words: of_words,
                    weight: 0.0,
                });
            }
        }
        let mut trades_with: Vec<BTreeMap<u32, f32>> = vec![BTreeMap::new(); roots.len()];
        for phrase in &phrases {
            let share: f32 = match phrase.source {
                Source::Not => continue,
                Source::Title => 1.0,
                Source::Phrase | Source::TitleWords => 0.8,
                Source::Diploma | Source::Appellation => 0.5,
            };
            for root in &phrase.roots {
                let held = trades_with[*root as usize].entry(phrase.trade).or_default();
                *held = (*held).max(share);
            }
        }
        let rarity: Vec<f32> = trades_with
            .iter()
            .map(|with| rarity(with.len(), self.trades.len()))
            .collect();
        let mut holding: Vec<Vec<u32>> = vec![Vec::new(); roots.len()];
        for (phrase, index) in phrases.iter_mut().zip(0_u32..) {
            phrase.weight = phrase
                .roots
                .iter()
                .map(|root| rarity[*root as usize].max(0.3))
                .sum();
            for root in &phrase.roots {
                holding[*root as usize].push(index);
            }
        }
        let mut sounds: HashMap<String, u32> = HashMap::new();
        for ((word, root), index) in words.iter().zip(0_u32..) {
            if rarity[*root as usize] > 0.0
                && let Some(heard) = heard(word)
            {
                sounds.entry(heard).or_insert(index);
            }
        }
        Lexicon {
            sounds,
            roots_of_words: words.values().copied().collect(),
            words: Map::from_iter(words.keys().map(String::as_bytes).zip(0_u64..))
                .unwrap_or_default(),
            roots,
            rarity,
            phrases,
            holding,
            trades_with: trades_with
                .into_iter()
                .map(|with| with.into_iter().collect())
                .collect(),
            trades: self.trades,
        }
    }
}

/// The word that is meant: "le son" is no possessive.
pub(super) fn meant<'a>(before: &str, word: &'a str, after: &str) -> &'a str {
    let noun = matches!(before, "du" | "le" | "au" | "de" | "et" | "prise" | "en")
        || after.is_empty()
        || matches!(after, "et" | "lumiere" | ",");
    if word == "son" && noun {
        "sonorisation"
    } else {
        word
    }
}

/// Words of level count in no phrase; a diploma is its speciality.
fn says_something(word: &str, source: Source) -> bool {
    let level = matches!(source, Source::Diploma) && crate::facts::is_level_word(word);
    !level && !is_stop_word(word)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of trades, far below 2^23"
)]
fn rarity(trades_with: usize, trades: usize) -> f32 {
    if trades_with == 0 {
        return 0.0;
    }
    (1.0 + trades as f32 / (trades_with as f32 + 0.5)).ln()
}
