//! A sentence as hashed counts of words, pairs of words and pieces of words.

use crate::text::{Kind, Sentence, stem};

/// Number of columns; a power of two.
pub(super) const COLUMNS: usize = 1 << 14;

/// Columns with their values; of length one as a vector.
pub(super) type Features = Vec<(u32, f32)>;

/// FNV-1a, for the same columns on every machine.
fn column(kind: u8, parts: &[&[u8]]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(kind);
    hash = hash.wrapping_mul(0x0100_0000_01b3);
    for part in parts {
        for byte in *part {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x0100_0000_01b3);
    }
    let folded = hash ^ (hash >> 32);
    u32::try_from(folded & (COLUMNS as u64 - 1)).unwrap_or(0)
}

/// Features of a sentence.
pub(super) fn of(sentence: &Sentence) -> Features {
    let words: Vec<&str> = sentence
        .words
        .iter()
        .filter(|word| word.kind != Kind::Sign || word.text == "?")
        .map(|word| {
            if word.kind == Kind::Number {
                "#"
            } else {
                word.text.as_str()
            }
        })
        .take(60)
        .collect();
    let mut features: Features = Vec::with_capacity(words.len() * 10);
    let mut before = "^";
    for word in &words {
        features.push((column(1, &[word.as_bytes()]), 1.0));
        features.push((column(4, &[stem(word).as_bytes()]), 0.7));
        features.push((column(2, &[before.as_bytes(), word.as_bytes()]), 0.9));
        before = word;
        if word.len() < 3 {
            continue;
        }
        let bounded: Vec<u8> = [b"<", word.as_bytes(), b">"].concat();
        for size in 3..=4 {
            features.extend(
                bounded
                    .windows(size)
                    .map(|piece| (column(3, &[piece]), 0.35)),
            );
        }
    }
    features.push((column(2, &[before.as_bytes(), b"$"]), 0.9));
    features.sort_unstable_by_key(|(column, _)| *column);
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    let length = features
        .iter()
        .map(|(_, value)| value * value)
        .sum::<f32>()
        .sqrt();
    if length > 0.0 {
        for (_, value) in &mut features {
            *value /= length;
        }
    }
    features
}
