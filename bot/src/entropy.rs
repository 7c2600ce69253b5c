//! The one place where randomness enters: the operating system's, or a seed in tests.

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

/// A source of randomness. Cheap to clone; clones of a seeded source share one sequence.
#[derive(Debug, Clone)]
pub struct Entropy {
    generator: Arc<Mutex<StdRng>>,
}

impl Entropy {
    /// A cryptographic generator seeded by the operating system.
    pub fn from_system() -> Self {
        Self {
            generator: Arc::new(Mutex::new(StdRng::from_os_rng())),
        }
    }

    /// The same sequence for the same seed, for tests.
    pub fn seeded(seed: u64) -> Self {
        Self {
            generator: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))),
        }
    }

    /// A seed for one act (a turn, a search for slots).
    pub fn seed(&self) -> u64 {
        self.generator
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next_u64()
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.generator
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(&mut bytes);
        bytes
    }

    /// A secret of 256 bits, as 43 characters fit for a link or a cookie.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }
}

impl tandem_store::Entropy for Entropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.generator
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_sequence_and_the_system_does_not() {
        assert_eq!(Entropy::seeded(7).token(), Entropy::seeded(7).token());
        assert_ne!(
            Entropy::from_system().token(),
            Entropy::from_system().token()
        );
        assert_eq!(Entropy::seeded(7).token().len(), 43);
    }
}
