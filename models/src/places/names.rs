//! Keys under which communes are known, and a transducer of them for misspelt names.

use std::collections::{BTreeMap, HashMap};

use fst::{IntoStreamer, Map, Streamer};

use super::Commune;
use crate::text::{Typos, fold, sound};

/// Names that people use and no register holds.
const NICKNAMES: &[(&str, &str)] = &[
    ("paname", "paris"),
    ("paris intra muros", "paris"),
    ("clermont", "clermont ferrand"),
    ("boulogne", "boulogne billancourt"),
    ("charleville", "charleville mezieres"),
    ("cergy pontoise", "cergy"),
    ("st quentin en yvelines", "montigny le bretonneux"),
    ("saint quentin en yvelines", "montigny le bretonneux"),
    ("marne la vallee", "noisy le grand"),
    ("la defense", "puteaux"),
    ("sophia antipolis", "valbonne"),
    ("evry", "evry courcouronnes"),
    ("cherbourg", "cherbourg en cotentin"),
    ("besac", "besancon"),
    ("montpel", "montpellier"),
    ("clermont fd", "clermont ferrand"),
    ("tlse", "toulouse"),
    ("bx", "bordeaux"),
    ("villeneuve d asq", "villeneuve d ascq"),
];

/// A short form ("Aix", "Fontenay") is known for communes of at least this many inhabitants.
const SHORT_FORM_FROM: u32 = 12_000;

/// Written as they sound for communes of at least this many inhabitants.
const SOUND_FROM: u32 = 10_000;
/// A sound is as far as so many typos.
const SOUND_DISTANCE: usize = 2;

/// Words that begin the second half of a compound name.
const LINKS: &[&str] = &[
    "en", "sur", "sous", "les", "lez", "la", "le", "de", "du", "des", "d", "l", "aux", "au", "et",
    "pres",
];

/// First halves that name nothing alone.
const HALVES: &[&str] = &[
    "saint", "sainte", "le", "la", "les", "l", "bois", "mont", "val", "ville", "port", "champs",
    "pont", "fort", "neuilly", "grand", "petit", "vieux", "villers", "bourg", "chateau",
];

#[derive(Debug)]
pub(super) struct Names {
    /// Key to position in `lists`.
    keys: Map<Vec<u8>>,
    /// Communes of a key, exact names first, each group most populated first.
    lists: Vec<List>,
    /// Larger communes by the sound of their key.
    sounds: HashMap<String, Vec<u32>>,
}

#[derive(Debug, Default)]
struct List {
    communes: Vec<u32>,
    /// How many of them bear the name exactly; the others are known by it for short.
    exact: usize,
}

/// A name as a key: folded, articles at the head and "cedex" dropped, "saint" as "st", no spaces.
pub(super) fn key_of(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    key_of_words(&words)
}

/// The same, from folded words.
pub(super) fn key_of_words(words: &[&str]) -> String {
    let end = words
        .iter()
        .position(|word| *word == "cedex")
        .unwrap_or(words.len());
    let mut words = &words[..end];
    while let [first, rest @ ..] = words {
        if rest.is_empty() || !matches!(*first, "le" | "la" | "les" | "l") {
            break;
        }
        words = rest;
    }
    let mut key = String::with_capacity(24);
    let of_arrondissements = matches!(words, ["paris" | "lyon" | "marseille", _, ..]);
    for (index, word) in words.iter().enumerate() {
        if of_arrondissements && index > 0 {
            match ordinal(word) {
                Some(number) if index == 1 => key.push_str(&number.to_string()),
                _ if matches!(
                    *word,
                    "arrondissement" | "arr" | "ardt" | "er" | "e" | "eme" | "ieme" | "arrdt"
                ) => {}
                _ => key.push_str(word),
            }
            continue;
        }
        match *word {
            "saint" => key.push_str("st"),
            "sainte" => key.push_str("ste"),
            held if held.len() <= 7 && held.starts_with("sa") => match undoubled(held).as_str() {
                "saint" => key.push_str("st"),
                "sainte" => key.push_str("ste"),
                _ => key.push_str(held),
            },
            // "saintemilion", "sainterose"
            joined if joined.len() > 7 && joined.starts_with("saint") => {
                key.push_str("st");
                key.push_str(&joined["saint".len()..]);
            }
            other => key.push_str(other),
        }
    }
    key
}

/// Key of a name whose article was run into it; `None` when it has none.
fn with_article(name: &str) -> Option<String> {
    let folded = fold(name);
    let (article, rest) = folded.split_once(' ')?;
    matches!(article, "le" | "la" | "les" | "l").then(|| format!("{article}{}", key_of(rest)))
}

/// "saiint", "saintt": a letter held down.
fn undoubled(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// "7e", "07", "1er", "xi" is not read: nobody types it.
fn ordinal(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let number: u8 = digits.parse().ok()?;
    (matches!(ending, "" | "e" | "er" | "eme" | "ieme" | "nd") && (1..=20).contains(&number))
        .then_some(number)
}

impl Names {
    pub(super) fn build(communes: &[Commune]) -> Self {
        let mut exact: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut short: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (commune, index) in communes.iter().zip(0_u32..) {
            exact.entry(key_of(&commune.name)).or_default().push(index);
            // "lhay les roses", "lehavre"
            if let Some(joined) = with_article(&commune.name) {
                exact.entry(joined).or_default().push(index);
            }
            if commune.population >= SHORT_FORM_FROM
                && let Some(half) = first_half(&commune.name)
            {
                short.entry(half).or_default().push(index);
            }
        }
        for (nickname, name) in NICKNAMES {
            if let Some(named) = exact.get(&key_of(name)) {
                short
                    .entry(key_of(nickname))
                    .or_default()
                    .extend(named.clone());
            }
        }
        let mut all: BTreeMap<String, List> = BTreeMap::new();
        for (key, mut named) in exact {
            sort_by_population(&mut named, communes);
            all.insert(
                key,
                List {
                    exact: named.len(),
                    communes: named,
                },
            );
        }
        for (key, mut named) in short {
            sort_by_population(&mut named, communes);
            let list = all.entry(key).or_default();
            for index in named {
                if !list.communes.contains(&index) {
                    list.communes.push(index);
                }
            }
        }
        let mut sounds: HashMap<String, Vec<u32>> = HashMap::new();
        for (key, list) in &all {
            let known = list.communes.iter().copied();
            let large = known.filter(|index| communes[*index as usize].population >= SOUND_FROM);
            let large: Vec<u32> = large.collect();
            if !large.is_empty() {
                sounds.entry(sound(key)).or_default().extend(large);
            }
        }
        for named in sounds.values_mut() {
            sort_by_population(named, communes);
            named.dedup();
        }
        let keys =
            Map::from_iter(all.keys().map(String::as_bytes).zip(0_u64..)).unwrap_or_default();
        Self {
            keys,
            lists: all.into_values().collect(),
            sounds,
        }
    }

    /// Communes that bear exactly this name.
    pub(super) fn exact(&self, key: &str) -> &[u32] {
        self.list(key)
            .map_or(&[], |list| &list.communes[..list.exact])
    }

    /// Communes known by this name, in full or for short.
    pub(super) fn known_as(&self, key: &str) -> &[u32] {
        self.list(key).map_or(&[], |list| &list.communes)
    }

    fn list(&self, key: &str) -> Option<&List> {
        self.keys
            .get(key)
            .and_then(|position| self.lists.get(usize::try_from(position).ok()?))
    }

    /// Larger communes whose name sounds like this key.
    pub(super) fn sounding(&self, key: &str) -> Option<(usize, &[u32])> {
        let sound = sound(key);
        (sound.len() >= 3)
            .then(|| self.sounds.get(&sound))
            .flatten()
            .map(|indices| (SOUND_DISTANCE, indices.as_slice()))
    }

    /// Keys within `bound` typos, with their distance.
    pub(super) fn near(&self, key: &str, bound: u8) -> Vec<(usize, &[u32])> {
        let Some(typos) = Typos::of(key, bound) else {
            return Vec::new();
        };
        let mut stream = self.keys.search(typos).into_stream();
        let mut near = Vec::new();
        while let Some((found, position)) = stream.next() {
            let Some(list) = usize::try_from(position)
                .ok()
                .and_then(|position| self.lists.get(position))
            else {
                continue;
            };
            let distance = strsim::osa_distance(key, &String::from_utf8_lossy(found));
            near.push((distance, list.communes.as_slice()));
        }
        near.sort_by_key(|(distance, _)| *distance);
        near
    }
}

fn sort_by_population(indices: &mut [u32], communes: &[Commune]) {
    indices.sort_by_key(|index| std::cmp::Reverse(communes[*index as usize].population));
}

/// "Aix-en-Provence" to "aix"; `None` when the half says nothing.
fn first_half(name: &str) -> Option<String> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let link = words.iter().skip(1).position(|word| LINKS.contains(word))? + 1;
    let head = &words[..link];
    let alone = head.len() == 1 && HALVES.contains(&head[0]);
    (!alone && key_of_words(head).len() >= 3).then(|| key_of_words(head))
}
