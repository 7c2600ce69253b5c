//! How a person travels.

use super::Taken;
use crate::meaning::{Context, Expected, Found, TravelMode};
use crate::text::Sentence;

/// Words of a way to travel.
const MODES: &[(&str, TravelMode)] = &[
    ("pied", TravelMode::Walk),
    ("pieds", TravelMode::Walk),
    ("marche", TravelMode::Walk),
    ("velo", TravelMode::Bike),
    ("trottinette", TravelMode::Bike),
    ("trot", TravelMode::Bike),
    ("bus", TravelMode::Bus),
    ("tram", TravelMode::Bus),
    ("tramway", TravelMode::Bus),
    ("metro", TravelMode::Bus),
    ("transports", TravelMode::Bus),
    ("transport", TravelMode::Bus),
    ("train", TravelMode::Train),
    ("ter", TravelMode::Train),
    ("rer", TravelMode::Train),
    ("voiture", TravelMode::Car),
    ("voitur", TravelMode::Car),
    ("voitures", TravelMode::Car),
    ("bagnole", TravelMode::Car),
    ("caisse", TravelMode::Car),
    ("scooter", TravelMode::Car),
    ("scoot", TravelMode::Car),
    ("moto", TravelMode::Car),
    ("mobylette", TravelMode::Car),
    ("covoiturage", TravelMode::Car),
    ("covoit", TravelMode::Car),
    ("permis", TravelMode::Car),
];

/// Say how, beside a duration or when it was asked.
const HOW: &[&str] = &[
    "en",
    "a",
    "par",
    "le",
    "j ai une",
    "j ai un",
    "j ai ma",
    "j ai mon",
    "j ai le",
    "j ai deja le",
    "avec ma",
    "avec mon",
    "avec le",
    "prendre le",
    "prends le",
    "ma",
    "mon",
    "de",
    "avoir le",
    "a en",
];

/// Say how by themselves.
const SURE: &[&str] = &[
    "en",
    "a",
    "j ai une",
    "j ai un",
    "j ai ma",
    "j ai mon",
    "j ai le",
    "j ai deja le",
    "avec ma",
    "avec mon",
    "prendre le",
    "prends le",
    "avec le",
    "par le",
    "en le",
];

/// Say that this way is not there.
const NONE: &[&str] = &[
    "pas de",
    "pas le",
    "pas",
    "sans",
    "pas encore le",
    "pas d",
    "plus de",
    "pas encore de",
    "pas en",
    "pas mon",
];

pub(super) fn read(
    sentence: &Sentence,
    context: Context,
    taken: &mut Taken,
) -> Option<Found<TravelMode>> {
    let asked = context.expected == Some(Expected::Reach);
    let measured = sentence
        .words
        .iter()
        .enumerate()
        .any(|(position, word)| word.text == "minutes" && !taken.is_free(position));
    for (position, word) in sentence.words.iter().enumerate() {
        let Some((_, mode)) = MODES.iter().find(|(name, _)| *name == word.text) else {
            continue;
        };
        if !taken.is_free(position) {
            continue;
        }
        if sentence.preceded_by(position, NONE) {
            // "pas le permis": said of travel all the same, and no wish for a trade
            taken.mark(position, position + 1);
            continue;
        }
        // "en train de chercher"
        if word.text == "train"
            && matches!(sentence.at(position + 1), "de" | "d")
            && sentence.preceded_by(position, &["en"])
        {
            continue;
        }
        // "je suis en voiture" but not "vendre en voiture" nor "à moto" after a verb of trade
        let how = sentence.preceded_by(position, SURE)
            || (measured && sentence.preceded_by(position, HOW))
            || (asked && (sentence.preceded_by(position, HOW) || sentence.words.len() <= 5));
        let licence_of = word.text == "permis"
            && !sentence.preceded_by(position, &["le", "mon", "un"])
            && !asked;
        if how && !licence_of {
            let start = position.saturating_sub(1);
            taken.mark(position, position + 1);
            return Some(Found {
                value: *mode,
                score: 0.9,
                span: sentence.span(start, position + 1),
            });
        }
    }
    None
}
