//! What people write and who they are, encrypted before it reaches the database.

use std::fmt;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::StoreError;
use crate::entropy::Entropy;

/// Bytes of a nonce (NIST SP 800-38D).
const NONCE: usize = 12;

/// The key of the encrypted columns: 256 bits, kept outside the database.
#[derive(Clone)]
pub struct CipherKey([u8; 32]);

impl CipherKey {
    /// A key.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for CipherKey {
    /// Never prints the key.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CipherKey(..)")
    }
}

/// AES-256-GCM: nonce, then ciphertext and tag. The purpose ("messages.body") is authenticated, so
/// that a value cannot be read in another column than its own.
pub(crate) struct Cipher {
    aes: Aes256Gcm,
    key: CipherKey,
}

impl Cipher {
    pub(crate) fn new(key: CipherKey) -> Self {
        Self {
            aes: Aes256Gcm::new(&key.0.into()),
            key,
        }
    }

    /// Encrypts a value as JSON.
    pub(crate) fn seal<T: Serialize>(
        &self,
        purpose: &'static str,
        value: &T,
        entropy: &dyn Entropy,
    ) -> Result<Vec<u8>, StoreError> {
        let json = serde_json::to_vec(value).map_err(|error| StoreError::Inconsistent {
            table: purpose,
            column: "json",
            row: String::new(),
            reason: error.to_string(),
        })?;
        let mut nonce = [0; NONCE];
        entropy.fill(&mut nonce);
        let payload = Payload {
            msg: &json,
            aad: purpose.as_bytes(),
        };
        let sealed = self
            .aes
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| StoreError::Undecipherable { purpose })?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`Self::seal`] made for the same purpose.
    pub(crate) fn open<T: DeserializeOwned>(
        &self,
        purpose: &'static str,
        sealed: &[u8],
    ) -> Result<T, StoreError> {
        let undecipherable = || StoreError::Undecipherable { purpose };
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE>()
            .ok_or_else(undecipherable)?;
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        let json = self
            .aes
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| undecipherable())?;
        serde_json::from_slice(&json).map_err(|error| StoreError::Inconsistent {
            table: purpose,
            column: "json",
            row: String::new(),
            // serde's message may quote what a person wrote: only its place is kept
            reason: format!("line {} column {}", error.line(), error.column()),
        })
    }

    /// A fingerprint of a contact that only the holder of the key can compute: finds the same
    /// person again without storing an address in clear.
    pub(crate) fn fingerprint(&self, text: &str) -> Vec<u8> {
        let mut digest = Sha256::new();
        digest.update(self.key.0);
        digest.update(b"fingerprint");
        digest.update(text.trim().to_lowercase().as_bytes());
        digest.finalize().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededEntropy;

    #[test]
    fn a_value_opens_with_its_key_in_its_column_and_not_otherwise() {
        let entropy = SeededEntropy::new(1);
        let cipher = Cipher::new(CipherKey::new([1; 32]));
        let sealed = cipher.seal("a.b", &"bonjour", &entropy).unwrap();
        assert_eq!(cipher.open::<String>("a.b", &sealed).unwrap(), "bonjour");
        assert!(!sealed.windows(7).any(|window| window == b"bonjour"));
        assert!(cipher.open::<String>("a.c", &sealed).is_err());
        let other = Cipher::new(CipherKey::new([2; 32]));
        assert!(other.open::<String>("a.b", &sealed).is_err());
        let again = cipher.seal("a.b", &"bonjour", &entropy).unwrap();
        assert_ne!(sealed, again);
        let mut tampered = sealed;
        *tampered.last_mut().unwrap() ^= 1;
        assert!(cipher.open::<String>("a.b", &tampered).is_err());
    }
}
