//! Puts every reading of a sentence together.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::{self, IntentExamples, TopicExamples};
use crate::encoder::Encoder;
use crate::facts::{self, Facts, Taken};
use crate::ids::RomeCode;
use crate::intent::{Intents, Stated, asks};
use crate::learnt::LearntTrades;
use crate::meaning::{Context, Intent, Meaning, TradeCandidate};
use crate::places::{PlaceReading, Places, read_place};
use crate::polarity;
use crate::text::{Kind, Sentence, is_stop_word};
use crate::trades::{Domain, Lexicon, Trade, TradeReading, read_trades, trades_of_title};
use crate::voices::{Said, Voices};

/// A trade read with at least this score is a fact of the sentence.
const TRADE_IS_A_FACT: f32 = 0.5;

/// In a question or a command, a trade must be named to count ("annule mon rendez-vous" names none).
const TRADE_BESIDE_ANOTHER_WISH: f32 = 0.9;

/// Everything needed to read a sentence, compiled once. `Send` and `Sync`; shared behind an `Arc`.
#[derive(Debug)]
pub struct Understander {
    domains: Vec<Domain>,
    /// Domain and place in it of each trade.
    trades: HashMap<RomeCode, (usize, usize)>,
    lexicon: Lexicon,
    intents: Intents,
    places: Places,
    naf: HashMap<String, Vec<RomeCode>>,
    /// Speak where words are not sure.
    voices: Option<Voices>,
}

impl Understander {
    /// From the embedded data.
    pub fn embedded() -> Self {
        Self::with_titles(&[])
    }

    /// From the embedded data and more titles of trades (the official appellations, imported): gender
    /// variants in one label are written out ("Abatteur / Abatteuse de carrière").
    pub fn with_titles(titles: &[(RomeCode, String)]) -> Self {
        Self::read(titles, Voices::embedded)
    }

    /// The same without what was learnt from our phrases: only words that name a trade tell it.
    pub fn words_alone(titles: &[(RomeCode, String)]) -> Self {
        Self::read(titles, |_| None)
    }

    /// Reads the embedded data, on two threads.
    fn read(
        titles: &[(RomeCode, String)],
        voices: impl FnOnce(&[Domain]) -> Option<Voices> + Send,
    ) -> Self {
        // the embedded files are checked by `every_file_of_data_reads_and_no_trade_stands_twice`
        let (places, domains, intents, topics) = std::thread::scope(|scope| {
            let places = scope.spawn(Places::embedded);
            let domains = data::domains().unwrap_or_default();
            let intents = data::intents().unwrap_or_default();
            let topics = data::topics().unwrap_or_default();
            let places = places.join().unwrap_or_else(|_| Places::embedded());
            (places, domains, intents, topics)
        });
        let (voices, lexicon, intents) = std::thread::scope(|scope| {
            let voices = scope.spawn(|| voices(&domains));
            let lexicon = Lexicon::build(&domains, titles, &everyday(&intents, &topics));
            let bare = bare_answers(&domains, &places);
            let intents = Intents::learn(&intents, &topics, &bare, &|word| {
                lexicon.names_a_trade(word)
            });
            (voices.join().unwrap_or_default(), lexicon, intents)
        });
        Self {
            voices,
            trades: positions(&domains),
            naf: by_naf(&domains),
            intents,
            places,
            lexicon,
            domains,
        }
    }

    /// With what was learnt from phrases, asked where words are not sure.
    #[must_use]
    pub fn with_learnt(mut self, learnt: LearntTrades) -> Self {
        self.voices = Some(Voices::new(learnt));
        self
    }

    /// With another encoder beside what was learnt, asked where words are not sure: every phrase is encoded
    /// once, now.
    #[must_use]
    pub fn with_encoder(mut self, encoder: Arc<dyn Encoder>) -> Self {
        if let Some(voices) = &mut self.voices {
            voices.hear(&self.domains, encoder);
        }
        self
    }

    /// What a sentence means.
    pub fn understand(&self, text: &str, context: &Context) -> Meaning {
        let sentence = Sentence::read(text);
        let mut taken = Taken::none(&sentence);
        let mut facts = facts::read(&sentence, *context, &mut taken);
        let common = |word: &str| is_stop_word(word) || self.lexicon.has_word(word);
        let place = read_place(
            &self.places,
            &sentence,
            taken.as_slice(),
            context.expected,
            &common,
        );
        if let Some((start, end)) = place.words {
            taken.mark(start, end);
        }
        let refused = polarity::refused(&sentence);
        let mut trades = read_trades(&self.lexicon, &sentence, taken.as_slice(), &refused);
        if facts.mail.is_some() || facts.phone.is_some() {
            trades
                .wanted
                .retain(|trade| trade.score >= TRADE_BESIDE_ANOTHER_WISH);
        }
        let mut stated = stated(&facts, &place, &trades.wanted, &trades.rejected);
        if covered(&sentence, &taken, &trades) {
            stated = stated.and_nothing_else();
        }
        let (intent, topic) = self.intents.read(&sentence, *context, stated, &|word| {
            self.lexicon.names_a_trade(word)
        });
        if intent.value != Intent::Inform {
            trades
                .wanted
                .retain(|trade| trade.score >= TRADE_BESIDE_ANOTHER_WISH);
            trades
                .rejected
                .retain(|trade| trade.score >= TRADE_BESIDE_ANOTHER_WISH);
        }
        let tells_of_themselves = facts.mail.is_some()
            || facts.phone.is_some()
            || trades.wanted.is_empty() && !facts.sensitive.is_empty();
        if let Some(voices) = &self.voices
            && intent.value == Intent::Inform
            && !trades.titled
            && !tells_of_themselves
            && says_more(&sentence, &taken)
        {
            let label = |rome| self.trade(rome).map(|trade| trade.label.clone());
            let (text, words) = said(&sentence, &taken, &refused);
            let known = |word: &&str| !is_stop_word(word) && self.lexicon.has_word(word);
            let said = Said {
                known: words.iter().any(known),
                text: &text,
                words: &words,
                span: sentence.whole(),
                expected: context.expected,
            };
            voices.complete(&mut trades.wanted, said, &label);
            trades
                .wanted
                .retain(|one| trades.rejected.iter().all(|other| other.rome != one.rome));
        }
        if intent.value == Intent::AskQuestion
            && asks(&sentence)
            && !sentence.has_any(&["je suis", "j ai", "suis"])
        {
            // "c'est payé combien en CAP ?" asks about a CAP, it holds none
            facts.level_now = None;
        }
        let PlaceReading { place, unknown, .. } = place;
        Meaning {
            intent,
            topic,
            trades: trades.wanted,
            not_trades: trades.rejected,
            place,
            unknown_place: unknown,
            level_now: facts.level_now,
            target_level: facts.target_level,
            reach: facts.reach,
            travel_mode: facts.travel_mode,
            age_band: facts.age_band,
            start: facts.start,
            has_employer: facts.has_employer,
            is_correction: polarity::is_correction(&sentence),
            is_for_a_child: facts.is_for_a_child,
            first_name: facts.first_name,
            mail: facts.mail,
            phone: facts.phone,
            sensitive: facts.sensitive,
        }
    }

    /// Trades of a training title ("CAP boulanger", "BTS MCO"), best first: a drier reading than
    /// [`Self::understand`], without small talk, for catalogues.
    pub fn trades_of_title(&self, title: &str) -> Vec<TradeCandidate> {
        trades_of_title(&self.lexicon, title)
    }

    /// Trades practised in a NAF class, best first; "10.71C" and "1071C" are one.
    pub fn trades_of_naf(&self, naf: &str) -> Vec<RomeCode> {
        let naf: String = naf
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        self.naf.get(&naf).cloned().unwrap_or_default()
    }

    /// Domains with their trades.
    pub fn domains(&self) -> &[Domain] {
        &self.domains
    }

    /// One trade.
    pub fn trade(&self, rome: RomeCode) -> Option<&Trade> {
        let (domain, trade) = self.trades.get(&rome)?;
        self.domains.get(*domain)?.trades.get(*trade)
    }

    /// The communes.
    pub fn places(&self) -> &Places {
        &self.places
    }
}

/// What people say that is of no trade.
fn everyday<'a>(intents: &'a [IntentExamples], topics: &'a [TopicExamples]) -> Vec<&'a str> {
    intents
        .iter()
        .flat_map(|taught| taught.examples.iter().chain(&taught.not_examples))
        .chain(topics.iter().flat_map(|taught| &taught.examples))
        .map(String::as_str)
        .collect()
}

/// Phrases of each trade among the bare answers.
const PHRASES_OF_A_TRADE: usize = 2;
/// One town in so many is among the bare answers.
const TOWNS_APART: usize = 240;

/// What people answer without a word more: trades, activities, towns.
fn bare_answers(domains: &[Domain], places: &Places) -> Vec<String> {
    let trades = domains.iter().flat_map(|domain| &domain.trades);
    let mut answers: Vec<String> = trades
        .flat_map(|trade| {
            let title = trade.titles.first().into_iter();
            let phrases = trade.phrases.iter().take(PHRASES_OF_A_TRADE);
            title.chain(phrases).cloned()
        })
        .collect();
    let towns = places.communes().iter().step_by(TOWNS_APART);
    answers.extend(towns.map(|town| town.name.clone()));
    answers
}

fn positions(domains: &[Domain]) -> HashMap<RomeCode, (usize, usize)> {
    let mut positions = HashMap::new();
    for (index, domain) in domains.iter().enumerate() {
        for (place, trade) in domain.trades.iter().enumerate() {
            positions.entry(trade.rome).or_insert((index, place));
        }
    }
    positions
}

/// A trade counts the more in a class the earlier it names it.
fn by_naf(domains: &[Domain]) -> HashMap<String, Vec<RomeCode>> {
    let mut ranked: HashMap<String, Vec<(usize, RomeCode)>> = HashMap::new();
    for trade in domains.iter().flat_map(|domain| &domain.trades) {
        for (rank, naf) in trade.naf.iter().enumerate() {
            ranked
                .entry(naf.replace('.', ""))
                .or_default()
                .push((rank, trade.rome));
        }
    }
    ranked
        .into_iter()
        .map(|(naf, mut trades)| {
            trades.sort();
            (naf, trades.into_iter().map(|(_, rome)| rome).collect())
        })
        .collect()
}

/// Whether a word that says something is in no fact.
fn says_more(sentence: &Sentence, taken: &Taken) -> bool {
    sentence.words.iter().enumerate().any(|(position, word)| {
        taken.is_free(position) && word.kind == Kind::Word && !is_stop_word(&word.text)
    })
}

/// What is in no fact and not refused: as typed, and as folded words.
fn said<'a>(sentence: &'a Sentence, taken: &Taken, refused: &[bool]) -> (String, Vec<&'a str>) {
    let mut said = String::new();
    let mut words = Vec::new();
    let mut last = None;
    for (position, word) in sentence.words.iter().enumerate() {
        let free = taken.is_free(position) && !refused.get(position).copied().unwrap_or(false);
        if free && word.kind != Kind::Sign {
            words.push(word.text.as_str());
        }
        // several words share one span when "jveux" became "je veux"
        if free && last != Some(word.span) {
            last = Some(word.span);
            said.push_str(
                sentence
                    .original
                    .get(word.span.start..word.span.end)
                    .unwrap_or_default(),
            );
            said.push(' ');
        }
    }
    (said, words)
}

/// Whether facts hold every word that says something.
fn covered(sentence: &Sentence, taken: &Taken, trades: &TradeReading) -> bool {
    let named = trades.wanted.iter().chain(&trades.rejected);
    let spans: Vec<_> = named
        .filter(|trade| trade.score >= TRADE_BESIDE_ANOTHER_WISH)
        .map(|trade| trade.span)
        .collect();
    let says = |position: usize| {
        let word = &sentence.words[position];
        let held = spans
            .iter()
            .any(|span| span.start <= word.span.start && word.span.end <= span.end);
        taken.is_free(position)
            && !held
            && word.kind != Kind::Sign
            && !is_stop_word(&word.text)
            && !matches!(
                word.text.as_str(),
                "alternance" | "apprentissage" | "formation"
            )
    };
    let mut any = false;
    for position in 0..sentence.words.len() {
        if says(position) {
            return false;
        }
        any |= !taken.is_free(position);
    }
    any || !spans.is_empty()
}

/// What weighs for a sentence that gives facts, by how rarely another wish holds them.
fn stated(
    facts: &Facts,
    place: &PlaceReading,
    wanted: &[TradeCandidate],
    rejected: &[TradeCandidate],
) -> Stated {
    let named = wanted.iter().chain(rejected);
    let trade = match named.map(|trade| trade.score).fold(0.0, f32::max) {
        sure if sure >= TRADE_BESIDE_ANOTHER_WISH => 2.0,
        likely if likely >= TRADE_IS_A_FACT => 1.0,
        _ => 0.0,
    };
    let given = [
        (place.place.is_some(), 1.6),
        (facts.level_now.is_some(), 1.0),
        (facts.target_level.is_some(), 1.0),
        (facts.reach.is_some(), 1.5),
        (facts.travel_mode.is_some(), 0.8),
        (facts.age_band.is_some(), 1.2),
        (facts.start.is_some(), 0.8),
        (facts.has_employer.is_some(), 1.2),
        (facts.first_name.is_some(), 1.5),
        (facts.mail.is_some(), 3.0),
        (facts.phone.is_some(), 3.0),
    ];
    given
        .iter()
        .filter(|(given, _)| *given)
        .fold(Stated::default().and(trade), |stated, (_, weight)| {
            stated.and(*weight)
        })
}
