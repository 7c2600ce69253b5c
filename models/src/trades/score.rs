//! How well the words of a sentence name each trade, 0 to 1.
//!
//! A title counts more than a phrase, a phrase more than shared words; rare words count more than
//! common ones. Above [`SURE`] a trade is taken, down to [`POSSIBLE`] it is asked about.

use std::collections::BTreeMap;

use super::lexicon::{Known, Lexicon, Phrase, Source};

/// A trade read with at least this score is taken without asking.
pub(super) const SURE: f32 = 0.75;
/// Below this a trade is not worth asking about.
pub(super) const POSSIBLE: f32 = 0.25;

/// A content word of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    /// Its position in the sentence.
    pub(super) position: usize,
    pub(super) known: Known,
}

/// A trade with its score and the positions that name it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub(super) trade: u32,
    pub(super) score: f32,
    /// One bit per position (the first 64).
    pub(super) mask: u64,
    /// Every word of the phrase stood in the sentence.
    pub(super) whole: bool,
    /// A title, letter for letter.
    pub(super) titled: bool,
    /// Whole, and said of the trade itself: in talk, a diploma for two trades names neither.
    pub(super) named: bool,
}

/// Which phrases are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// What people say.
    Talk,
    /// Titles of trainings.
    Catalogue,
}

#[derive(Debug, Default, Clone, Copy)]
struct Match {
    weight: f32,
    quality: f32,
    words: u32,
    exact: u32,
    mask: u64,
}

pub(super) fn bit(position: usize) -> u64 {
    if position < 64 { 1 << position } else { 0 }
}

/// Each root once, in its best spelling.
fn distinct(content: &[Content]) -> Vec<Content> {
    let mut distinct: Vec<Content> = Vec::with_capacity(content.len());
    for one in content {
        match distinct
            .iter_mut()
            .find(|other| other.known.root == one.known.root)
        {
            Some(other) if other.known.quality < one.known.quality => *other = *one,
            Some(_) => {}
            None => distinct.push(*one),
        }
    }
    distinct
}

/// What each phrase shares with the content.
fn matches(lexicon: &Lexicon, distinct: &[Content]) -> Vec<(u32, Match)> {
    let mut matches: Vec<Match> = vec![Match::default(); lexicon.phrases.len()];
    let mut touched: Vec<u32> = Vec::new();
    for one in distinct {
        let rarity = lexicon.rarity[one.known.root as usize].max(0.3);
        for index in &lexicon.holding[one.known.root as usize] {
            let found = &mut matches[*index as usize];
            if found.words == 0 {
                touched.push(*index);
            }
            found.weight += rarity;
            found.quality += rarity * one.known.quality;
            found.words += 1;
            let phrase = &lexicon.phrases[*index as usize];
            found.exact += u32::from(
                one.known
                    .word
                    .is_some_and(|word| phrase.words.contains(&word)),
            );
            found.mask |= bit(one.position);
        }
    }
    touched
        .into_iter()
        .map(|index| (index, matches[index as usize]))
        .collect()
}

/// Trades named by `content`, best first.
pub(super) fn score(lexicon: &Lexicon, content: &[Content], style: Style) -> Vec<Scored> {
    let distinct = distinct(content);
    let total: f32 = distinct
        .iter()
        .map(|one| lexicon.rarity[one.known.root as usize].max(1.0))
        .sum();
    let matches = matches(lexicon, &distinct);
    let mut best: BTreeMap<u32, Scored> = BTreeMap::new();
    let mut against: BTreeMap<u32, u64> = BTreeMap::new();
    let mut written: BTreeMap<u32, u64> = BTreeMap::new();
    for (index, found) in &matches {
        let index = *index;
        let phrase = &lexicon.phrases[index as usize];
        let recall = found.weight / phrase.weight;
        let whole = recall > 0.999;
        if phrase.source == Source::Not {
            if whole && phrase.roots.len() > 1 {
                *against.entry(phrase.trade).or_default() |= found.mask;
            }
            continue;
        }
        let precision = (found.weight / total).min(1.0);
        let spread = (64 - found.mask.leading_zeros()).saturating_sub(found.mask.trailing_zeros());
        let close = spread <= found.words * 2 + 3;
        let exact = found.exact == found.words;
        let mut score = of_phrase(phrase, style, whole, exact, recall, precision);
        if !close {
            score *= 0.85;
        }
        score *= found.quality / found.weight;
        let of_training = matches!(phrase.source, Source::TitleWords | Source::Diploma);
        let scored = Scored {
            trade: phrase.trade,
            score,
            mask: found.mask,
            whole,
            titled: whole && exact && matches!(phrase.source, Source::Title | Source::Appellation),
            named: whole && (matches!(style, Style::Catalogue) || !of_training),
        };
        if whole && exact && of_training {
            *written.entry(phrase.trade).or_default() |= found.mask;
        }
        let held = best.entry(phrase.trade).or_insert(scored);
        *held = better(*held, scored);
    }
    // the trade's own word ("cuisine" for the cook) beside its title: surer than a word of its family
    for (trade, mask) in written {
        if let Some(held) = best.get_mut(&trade)
            && held.mask & mask != 0
            && held.score >= SURE
        {
            held.score = held.score.max(0.94);
        }
    }
    add_shared_words(lexicon, &distinct, total, &mut best, style);
    for (trade, mask) in against {
        if let Some(held) = best.get_mut(&trade)
            && held.mask & !mask == 0
        {
            held.score *= 0.5;
        }
    }
    let mut scored: Vec<Scored> = best.into_values().collect();
    shade(&mut scored);
    scored.sort_by(|one, other| {
        other
            .score
            .total_cmp(&one.score)
            .then(one.trade.cmp(&other.trade))
    });
    scored
}

/// The reading to keep of two of one trade: a whole phrase that holds another counts as much.
fn better(held: Scored, other: Scored) -> Scored {
    let holds = |outer: Scored, inner: Scored| {
        outer.named
            && outer.score >= SURE
            && inner.mask & !outer.mask == 0
            && inner.mask != outer.mask
    };
    let score = held.score.max(other.score);
    if holds(held, other) {
        return Scored { score, ..held };
    }
    if holds(other, held) {
        return Scored { score, ..other };
    }
    let longer = other.mask.count_ones() > held.mask.count_ones();
    if other.score > held.score + 0.01 || (longer && other.score > held.score - 0.01) {
        other
    } else {
        held
    }
}

fn of_phrase(
    phrase: &Phrase,
    style: Style,
    whole: bool,
    exact: bool,
    recall: f32,
    precision: f32,
) -> f32 {
    let source = phrase.source;
    // one rare word, or several: 5 is a word that a single trade has
    let telling = (phrase.weight / 5.0).min(1.0);
    let bare = phrase.roots.len() == 1;
    let partial = 0.62 * recall * precision.sqrt() * (0.4 + 0.6 * telling);
    if !whole {
        return partial * if source == Source::Title { 0.9 } else { 1.0 };
    }
    match (style, source) {
        (_, Source::Title) if exact => 0.96,
        (_, Source::Title) => 0.8 + 0.08 * telling,
        // of "aider à voir" only "aider" is left: a word that many trades have names none
        (Style::Talk, Source::Phrase) if bare => {
            (0.42 + 0.5 * telling * telling) * (0.8 + 0.2 * precision)
        }
        (Style::Talk, Source::Phrase) => (0.62 + 0.3 * telling) * (0.8 + 0.2 * precision),
        (Style::Catalogue, Source::Phrase) => 0.5 * telling,
        (Style::Catalogue, Source::TitleWords | Source::Diploma) => {
            (0.6 + 0.35 * telling) * (0.85 + 0.15 * precision)
        }
        (Style::Talk, Source::Diploma) => 0.6 + 0.2 * telling * precision,
        (Style::Talk, Source::TitleWords) => (0.6 + 0.25 * telling) * (0.85 + 0.15 * precision),
        // the official title, and nothing else said
        (_, Source::Appellation) if exact && precision > 0.999 => 0.97,
        (_, Source::Appellation) if exact => 0.92,
        (_, Source::Appellation) => 0.78,
        (_, Source::Not) => 0.0,
    }
}

/// Words that a trade has somewhere raise it a little, and alone make it a possibility.
fn add_shared_words(
    lexicon: &Lexicon,
    content: &[Content],
    total: f32,
    best: &mut BTreeMap<u32, Scored>,
    style: Style,
) {
    let mut shared: BTreeMap<u32, (f32, u64)> = BTreeMap::new();
    for one in content {
        let rarity = lexicon.rarity[one.known.root as usize];
        for (trade, share) in &lexicon.trades_with[one.known.root as usize] {
            let held = shared.entry(*trade).or_default();
            held.0 += rarity * share * one.known.quality;
            held.1 |= bit(one.position);
        }
    }
    let most = shared
        .values()
        .map(|(weight, _)| *weight)
        .fold(0.0, f32::max);
    for (trade, (weight, mask)) in shared {
        let coverage = (weight / total).min(1.0);
        let evidence = weight / (weight + 2.5);
        let alone = 0.68 * coverage * evidence;
        let held = best.entry(trade).or_insert(Scored {
            trade,
            score: 0.0,
            mask,
            whole: false,
            titled: false,
            named: false,
        });
        if alone > held.score {
            *held = Scored {
                score: alone,
                mask,
                ..*held
            };
        }
        held.score = (held.score + 0.2 * alone * (1.0 - held.score)).min(0.99);
        if style == Style::Talk {
            let left_out = if held.titled {
                LEFT_OUT_OF_A_TITLE
            } else {
                LEFT_OUT
            };
            held.score *= 1.0 - left_out * (1.0 - weight / most);
        }
    }
}

/// What a reading loses that tells nothing of words which another trade has all.
const LEFT_OUT: f32 = 0.3;
/// The same, of a title letter for letter.
const LEFT_OUT_OF_A_TITLE: f32 = 0.08;

/// Just too little to be taken without asking.
const UNSURE: f32 = 0.74;
/// Near readings of one spelling are asked about, not chosen between.
const TOO_NEAR: f32 = 0.08;

/// A reading inside a longer one fades ("boulangerie" in "vendeur en boulangerie"), and so does a word
/// of the family beside the title itself ("pompes" beside "pompier"); when one spelling names several
/// trades as well, none of them is sure.
fn shade(scored: &mut [Scored]) {
    let readings: Vec<Scored> = scored.to_vec();
    for one in scored.iter_mut() {
        let others = readings
            .iter()
            .filter(|other| other.trade != one.trade && other.whole && other.score >= SURE);
        for other in others {
            let covered = one.mask & !other.mask == 0;
            if covered && one.mask != other.mask {
                one.score *= 0.55;
                break;
            }
            if covered && other.titled && !one.titled {
                one.score *= 0.8;
                break;
            }
        }
    }
    let readings: Vec<Scored> = scored.to_vec();
    for one in scored.iter_mut() {
        let margin = if one.titled { 0.02 } else { TOO_NEAR };
        let rivals = readings
            .iter()
            .filter(|other| {
                other.trade != one.trade && other.mask & one.mask != 0 && other.score >= 0.5
            })
            .any(|other| other.score >= one.score - margin);
        if rivals && one.score > UNSURE {
            // asked about, the likeliest first
            one.score = UNSURE - 0.1 * (1.0 - one.score);
        }
    }
}
