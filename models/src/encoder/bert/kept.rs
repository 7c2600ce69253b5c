//! What is described is encoded once for a machine: the vectors stay in a file beside the model.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{BertEncoder, CONFIG, PROMPTS, TOKENIZER, WEIGHTS, WEIGHTS_OF_TORCH};
use crate::encoder::{Encoder, Side, Vector};

/// The file of the vectors.
const FILE: &str = "described.bin";
const MAGIC: &[u8; 4] = b"TDV1";

/// An encoder whose vectors of descriptions are kept in a file. Without the right to write, or with a file of
/// another model, they are only made again.
#[derive(Debug)]
pub(in crate::encoder) struct Kept<E> {
    encoder: E,
    path: PathBuf,
    /// Which model made the vectors.
    model: u64,
    held: Mutex<HashMap<u64, Vector>>,
}

impl Kept<BertEncoder> {
    /// Vectors in the model's own folder.
    pub(in crate::encoder) fn beside(folder: &Path, encoder: BertEncoder) -> Self {
        let mut model = hash(MAGIC);
        for file in [CONFIG, TOKENIZER, PROMPTS] {
            model ^= hash(&std::fs::read(folder.join(file)).unwrap_or_default()).rotate_left(7);
        }
        for file in [WEIGHTS, WEIGHTS_OF_TORCH] {
            let known = std::fs::metadata(folder.join(file)).ok();
            let changed = known.and_then(|known| Some((known.len(), known.modified().ok()?)));
            model ^= hash(format!("{changed:?}").as_bytes()).rotate_left(13);
        }
        Self::new(encoder, folder.join(FILE), model)
    }
}

impl<E: Encoder> Kept<E> {
    fn new(encoder: E, path: PathBuf, model: u64) -> Self {
        let held = std::fs::read(&path).ok();
        let held = held.and_then(|bytes| read(&bytes, model));
        Self {
            encoder,
            path,
            model,
            held: Mutex::new(held.unwrap_or_default()),
        }
    }

    fn write(&self, held: &HashMap<u64, Vector>) -> std::io::Result<()> {
        let dimensions = held.values().next().map_or(0, Vec::len);
        let part = self
            .path
            .with_extension(format!("{}.part", std::process::id()));
        let mut file = std::io::BufWriter::new(std::fs::File::create(&part)?);
        file.write_all(MAGIC)?;
        file.write_all(&self.model.to_le_bytes())?;
        file.write_all(&u64::try_from(dimensions).unwrap_or_default().to_le_bytes())?;
        for (key, vector) in held {
            file.write_all(&key.to_le_bytes())?;
            for value in vector {
                file.write_all(&value.to_le_bytes())?;
            }
        }
        file.into_inner()?.sync_all()?;
        std::fs::rename(part, &self.path)
    }
}

impl<E: Encoder> Encoder for Kept<E> {
    fn encode(&self, texts: &[&str], side: Side) -> Vec<Vector> {
        if side == Side::Said {
            return self.encoder.encode(texts, side);
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let keys: Vec<u64> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        let missing: Vec<(u64, &str)> = keys
            .iter()
            .zip(texts)
            .filter(|(key, _)| !held.contains_key(key))
            .map(|(key, text)| (*key, *text))
            .collect();
        if !missing.is_empty() {
            let asked: Vec<&str> = missing.iter().map(|(_, text)| *text).collect();
            let vectors = self.encoder.encode(&asked, side);
            held.extend(missing.iter().map(|(key, _)| *key).zip(vectors));
            // a folder that may not be written to costs the time again at the next start, nothing else
            let _ = self.write(&held);
        }
        keys.iter()
            .map(|key| held.get(key).cloned().unwrap_or_default())
            .collect()
    }

    fn weight(&self) -> f32 {
        self.encoder.weight()
    }
}

/// The vectors of a file, if that model made them.
fn read(bytes: &[u8], model: u64) -> Option<HashMap<u64, Vector>> {
    let number = |at: usize| {
        let bytes = bytes.get(at..at + 8)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?))
    };
    if bytes.get(..4)? != MAGIC || number(4)? != model {
        return None;
    }
    let dimensions = usize::try_from(number(12)?)
        .ok()
        .filter(|size| *size < 65_536)?;
    let rows = bytes.get(20..)?.chunks(8 + 4 * dimensions);
    rows.map(|row| {
        let (key, values) = row.split_at_checked(8)?;
        let vector: Vector = values
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        (vector.len() == dimensions).then_some((u64::from_le_bytes(key.try_into().ok()?), vector))
    })
    .collect()
}

/// FNV-1a: the same on every machine and version.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Counts the texts that it is given.
    #[derive(Debug, Default)]
    struct Counting(AtomicUsize);

    impl Encoder for &Counting {
        fn encode(&self, texts: &[&str], _: Side) -> Vec<Vector> {
            self.0.fetch_add(texts.len(), Ordering::Relaxed);
            texts
                .iter()
                .map(|text| vec![f32::from(text.as_bytes()[0]), 0.5])
                .collect()
        }

        fn weight(&self) -> f32 {
            1.0
        }
    }

    #[test]
    fn a_description_is_encoded_once_for_a_machine_and_again_for_another_model() {
        let folder = std::env::temp_dir().join(format!("tandem-kept-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(FILE);
        let counting = Counting::default();
        let encode = |model: u64, texts: &[&str]| {
            Kept::new(&counting, path.clone(), model).encode(texts, Side::Described)
        };
        assert_eq!(encode(1, &["bois", "acier"]), [[98.0, 0.5], [97.0, 0.5]]);
        assert_eq!(encode(1, &["acier", "cuir"]), [[97.0, 0.5], [99.0, 0.5]]);
        assert_eq!(counting.0.load(Ordering::Relaxed), 3);
        encode(2, &["bois"]);
        assert_eq!(counting.0.load(Ordering::Relaxed), 4);
        std::fs::write(&path, b"TDV1 cut short").unwrap();
        assert_eq!(encode(2, &["bois"]), [[98.0, 0.5]]);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_people_say_is_never_written() {
        let path = std::env::temp_dir().join(format!("tandem-said-{}.bin", std::process::id()));
        let counting = Counting::default();
        Kept::new(&counting, path.clone(), 1).encode(&["bois"], Side::Said);
        assert!(std::fs::metadata(&path).is_err());
    }
}
