//! The last answers of an encoder, by text as it is read.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::{Encoder, Side, Vector};
use crate::text::fold;

/// An encoder that remembers: at most twice `size` texts, those not asked for lately forgotten first.
#[derive(Debug)]
pub struct Cached<E> {
    encoder: E,
    size: usize,
    held: Mutex<Held>,
}

/// Two generations: what is found in the old one moves to the new one, a full new one becomes the old one.
#[derive(Debug, Default)]
struct Held {
    new: HashMap<String, Vector>,
    old: HashMap<String, Vector>,
}

impl Held {
    fn get(&mut self, key: &str, size: usize) -> Option<Vector> {
        if let Some(vector) = self.new.get(key) {
            return Some(vector.clone());
        }
        let vector = self.old.remove(key)?;
        self.put(key.to_owned(), vector.clone(), size);
        Some(vector)
    }

    fn put(&mut self, key: String, vector: Vector, size: usize) {
        if self.new.len() >= size {
            self.old = std::mem::take(&mut self.new);
        }
        self.new.insert(key, vector);
    }
}

impl<E: Encoder> Cached<E> {
    /// Remembers the answers of `encoder`.
    pub fn new(encoder: E, size: usize) -> Self {
        Self {
            encoder,
            size: size.max(1),
            held: Mutex::default(),
        }
    }
}

impl<E: Encoder> Encoder for Cached<E> {
    fn encode(&self, texts: &[&str], side: Side) -> Vec<Vector> {
        if side == Side::Described {
            // encoded once, at the start
            return self.encoder.encode(texts, side);
        }
        let keys: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        let mut found: Vec<Option<Vector>> = {
            let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
            keys.iter().map(|key| held.get(key, self.size)).collect()
        };
        let missing: Vec<usize> = (0..texts.len()).filter(|at| found[*at].is_none()).collect();
        if !missing.is_empty() {
            let asked: Vec<&str> = missing.iter().map(|at| texts[*at]).collect();
            let answers = self.encoder.encode(&asked, side);
            let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
            for (at, vector) in missing.into_iter().zip(answers) {
                held.put(keys[at].clone(), vector.clone(), self.size);
                found[at] = Some(vector);
            }
        }
        found.into_iter().map(Option::unwrap_or_default).collect()
    }

    fn weight(&self) -> f32 {
        self.encoder.weight()
    }
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
                .map(|text| vec![f32::from(text.as_bytes()[0])])
                .collect()
        }

        fn weight(&self) -> f32 {
            1.0
        }
    }

    #[test]
    fn a_text_is_encoded_once_however_it_is_spelt_and_order_is_kept() {
        let counting = Counting::default();
        let cached = Cached::new(&counting, 8);
        assert_eq!(
            cached.encode(&["bois", "acier"], Side::Said),
            [[98.0], [97.0]]
        );
        assert_eq!(
            cached.encode(&["cuir", "Bois"], Side::Said),
            [[99.0], [98.0]]
        );
        assert_eq!(counting.0.load(Ordering::Relaxed), 3);
    }

    #[test]
    fn the_cache_never_holds_more_than_twice_its_size() {
        let counting = Counting::default();
        let cached = Cached::new(&counting, 4);
        for number in 0..100 {
            cached.encode(&[&format!("texte {number}")], Side::Said);
        }
        let held = cached.held.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(held.new.len() + held.old.len() <= 8);
    }
}
