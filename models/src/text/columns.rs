//! Features of texts as columns of a table: hashed, so that no list of words has to be kept.

/// The column of a feature among `columns`, a power of two: FNV-1a, the same on every machine. `kind` keeps
/// apart a word and a piece that are spelt alike.
pub(crate) fn column(columns: usize, kind: u8, parts: &[&[u8]]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(kind);
    hash = hash.wrapping_mul(0x0100_0000_01b3);
    for part in parts {
        for byte in *part {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash = (hash ^ 0xff).wrapping_mul(0x0100_0000_01b3);
    }
    let folded = hash ^ (hash >> 32);
    u32::try_from(folded & (columns as u64 - 1)).unwrap_or(0)
}

/// Pieces of three to five letters of a word, its ends marked.
pub(crate) fn pieces(word: &str, mut each: impl FnMut(&[u8])) {
    let bounded: Vec<u8> = [b"<", word.as_bytes(), b">"].concat();
    for size in 3..=5 {
        for piece in bounded.windows(size) {
            each(piece);
        }
    }
}

/// Each column once, in order.
pub(crate) fn summed(mut features: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    features.sort_unstable_by_key(|(column, _)| *column);
    features.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    features
}

/// Brought to length one as a vector; zeros stay zeros.
pub(crate) fn of_length_one(mut features: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let squares: f32 = features.iter().map(|(_, value)| value * value).sum();
    let length = squares.sqrt();
    if length > 0.0 {
        for (_, value) in &mut features {
            *value /= length;
        }
    }
    features
}

/// How much each of `columns` tells: the rarer among the texts, the more.
#[expect(clippy::cast_precision_loss, reason = "counts of texts")]
pub(crate) fn rarity(read: &[Vec<(u32, f32)>], columns: usize) -> Vec<f32> {
    let mut held = vec![0_u32; columns];
    for (column, _) in read.iter().flatten() {
        held[*column as usize] += 1;
    }
    let all = read.len() as f32;
    held.into_iter()
        .map(|held| ((1.0 + all) / (1.0 + held as f32)).ln() + 1.0)
        .collect()
}
