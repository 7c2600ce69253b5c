//! Objects of a JSON array, one after the other, without holding the array.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::error::ImportError;

/// Keys under which exports wrap their array.
const WRAPPERS: [&str; 4] = ["formations", "results", "data", "recruiters"];

/// Calls back with every element and its position from 1. An array, or an object with an
/// array under one of the known names.
pub(crate) fn each_element(
    input: impl Read,
    each: &mut dyn FnMut(u64, Value) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut stopped = None;
    let mut reader = serde_json::Deserializer::from_reader(input);
    let elements = Elements {
        each,
        stopped: &mut stopped,
    };
    let read = elements
        .deserialize(&mut reader)
        .and_then(|()| reader.end());
    match (stopped, read) {
        (Some(error), _) => Err(error),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) if error.is_io() => Err(ImportError::Io(error.into())),
        (None, Err(error)) => Err(ImportError::Json(error.to_string())),
    }
}

struct Elements<'a, 'e> {
    each: &'a mut (dyn FnMut(u64, Value) -> Result<(), ImportError> + 'e),
    stopped: &'a mut Option<ImportError>,
}

impl<'de> DeserializeSeed<'de> for Elements<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        let mut position = 0;
        while let Some(element) = array.next_element::<Value>()? {
            position += 1;
            if let Err(error) = (self.each)(position, element) {
                *self.stopped = Some(error);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let Self { each, stopped } = self;
        let mut is_found = false;
        while let Some(key) = object.next_key::<String>()? {
            if !is_found && WRAPPERS.contains(&key.as_str()) {
                is_found = true;
                object.next_value_seed(Elements {
                    each: &mut *each,
                    stopped: &mut *stopped,
                })?;
            } else {
                object.next_value::<IgnoredAny>()?;
            }
        }
        if is_found {
            Ok(())
        } else {
            Err(A::Error::custom("no array of objects in it"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(text: &str) -> Result<Vec<u64>, ImportError> {
        let mut seen = Vec::new();
        each_element(text.as_bytes(), &mut |position, _| {
            seen.push(position);
            Ok(())
        })?;
        Ok(seen)
    }

    #[test]
    fn arrays_are_streamed_wrapped_or_not_and_broken_ones_refused() {
        assert_eq!(positions("[{},{}]").unwrap(), [1, 2]);
        assert_eq!(
            positions(r#"{"pagination":{"n":[9]},"formations":[{}]}"#).unwrap(),
            [1]
        );
        for broken in ["[{}", "[{},", "{\"other\":[1]}", "12", "[{}] x"] {
            assert!(
                matches!(positions(broken), Err(ImportError::Json(_))),
                "{broken}"
            );
        }
    }
}
