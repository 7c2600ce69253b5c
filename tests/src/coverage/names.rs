//! Names of the variants of an enum, asked of its own deserializer.

use std::fmt;

use serde::Serialize;
use serde::de::value::{MapDeserializer, StrDeserializer};
use serde::de::{DeserializeOwned, Error, IntoDeserializer};
use serde_json::Value;

/// What no variant is called.
const NOBODY: &str = "?";

/// The names that would have been read instead of [`NOBODY`].
#[derive(Debug, Default)]
struct Names(Vec<&'static str>);

impl fmt::Display for Names {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.0)
    }
}

impl std::error::Error for Names {}

impl Error for Names {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::default()
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected.to_vec())
    }
}

/// Variants of an enum written as its name, or as one key that is its name.
pub(super) fn variants<T: DeserializeOwned>() -> Vec<&'static str> {
    let nobody: StrDeserializer<'_, Names> = NOBODY.into_deserializer();
    T::deserialize(nobody)
        .err()
        .map_or_else(Vec::new, |names| names.0)
}

/// Variants of an enum whose name stands under the key `tag`.
pub(super) fn tagged_variants<T: DeserializeOwned>(tag: &str) -> Vec<&'static str> {
    let nobody = MapDeserializer::<_, Names>::new(std::iter::once((tag, NOBODY)));
    T::deserialize(nobody)
        .err()
        .map_or_else(Vec::new, |names| names.0)
}

/// The name of the variant of this value.
pub(super) fn name_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(one)) => one.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tandem_engine::dialogue::{Action, Event, Question};

    #[test]
    fn variants_are_those_of_the_type() {
        let actions = variants::<Action>();
        assert!(actions.contains(&"choose_slot"), "{actions:?}");
        let events = tagged_variants::<Event>("event");
        assert!(events.contains(&"slot_set"), "{events:?}");
        let questions = tagged_variants::<Question>("question");
        assert!(questions.contains(&"free"), "{questions:?}");
        assert_eq!(name_of(&Action::Command("undo".to_owned())), "command");
    }
}
