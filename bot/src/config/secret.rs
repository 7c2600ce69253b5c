//! A setting that must not be read over a shoulder.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};

/// A secret text. `Debug` tells only whether one is set.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Wraps a text.
    pub fn new(value: &str) -> Self {
        Self(SecretString::from(value))
    }

    /// The text, `None` when it is empty.
    pub fn expose(&self) -> Option<&str> {
        Some(self.0.expose_secret()).filter(|value| !value.is_empty())
    }

    /// Whether one is set.
    pub fn is_set(&self) -> bool {
        self.expose().is_some()
    }
}

impl Default for Secret {
    fn default() -> Self {
        Self::new("")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|value| Self(SecretString::from(value)))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.is_set() { "[secret]" } else { "[none]" })
    }
}
