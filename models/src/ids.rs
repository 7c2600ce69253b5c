//! Codes of the official nomenclatures, parsed once and then trusted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a code was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is not a {kind} (expected {expected})")]
pub struct CodeError {
    /// What was read.
    pub value: String,
    /// Name of the nomenclature.
    pub kind: &'static str,
    /// The shape that was expected.
    pub expected: &'static str,
}

macro_rules! five_character_code {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $expected:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 5]);

        impl $name {
            /// The code as it is written.
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                let check: fn(&[u8; 5]) -> bool = $check;
                match <[u8; 5]>::try_from(value.as_bytes()) {
                    Ok(bytes) if check(&bytes) => Ok(Self(bytes)),
                    _ => Err(CodeError {
                        value: value.to_owned(),
                        kind: $kind,
                        expected: $expected,
                    }),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;

            fn try_from(value: String) -> Result<Self, Self::Error> {
                value.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}

/// An identifier that is only text, with what every such identifier can do.
#[macro_export]
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

five_character_code!(
    /// A trade of the ROME nomenclature (France Travail), such as `D1102`.
    RomeCode,
    "ROME code",
    "a capital letter and four digits",
    |bytes| bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
);

five_character_code!(
    /// A commune of INSEE's Code officiel géographique, such as `57463` or `2A004`.
    InseeCode,
    "INSEE commune code",
    "five digits, or 2A/2B and three digits",
    |bytes| bytes[2..].iter().all(u8::is_ascii_digit)
        && (bytes[..2].iter().all(u8::is_ascii_digit) || matches!(&bytes[..2], b"2A" | b"2B"))
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_to_the_letter() {
        assert_eq!("D1102".parse::<RomeCode>().unwrap().as_str(), "D1102");
        assert!("d1102".parse::<RomeCode>().is_err());
        assert!("2A004".parse::<InseeCode>().is_ok());
        assert!("2C004".parse::<InseeCode>().is_err());
    }
}
