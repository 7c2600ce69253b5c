//! A row of a table or an object of a JSON list, read by field name.

use std::borrow::Cow;

use csv::StringRecord;
use serde_json::{Map, Value};

use super::super::report::{Reason, Remark};
use super::super::table::{Header, cell};
use super::super::values;

/// One or the other.
#[derive(Clone, Copy)]
pub(crate) enum Fields<'a> {
    Row(&'a Header, &'a StringRecord),
    Object(&'a Map<String, Value>),
}

impl<'a> Fields<'a> {
    /// The value of a field as text, trimmed; empty when absent.
    pub(crate) fn text(self, name: &str) -> Cow<'a, str> {
        match self {
            Self::Row(header, record) => Cow::Borrowed(cell(record, header.at(name))),
            Self::Object(object) => match object.get(name) {
                Some(Value::String(text)) => Cow::Borrowed(text.trim()),
                Some(value) => Cow::Owned(values::scalar(value).unwrap_or_default()),
                None => Cow::Borrowed(""),
            },
        }
    }

    /// The values of a field.
    pub(crate) fn list(self, name: &str) -> Vec<String> {
        match self {
            Self::Object(object) => match object.get(name) {
                Some(Value::Array(list)) => list.iter().filter_map(values::scalar).collect(),
                _ => values::list(&self.text(name)),
            },
            Self::Row(..) => values::list(&self.text(name)),
        }
    }

    /// Whether a field says yes; `None` when it says nothing.
    pub(crate) fn truth(self, name: &str) -> Option<bool> {
        match values::fold(&self.text(name)).as_str() {
            "true" | "oui" | "1" | "vrai" => Some(true),
            "false" | "non" | "0" | "faux" => Some(false),
            _ => None,
        }
    }

    /// A remark on a field.
    pub(crate) fn remark(self, line: u64, name: &str, reason: Reason) -> Remark {
        let column = match self {
            Self::Row(header, _) => header.name(header.at(name)),
            Self::Object(_) => name,
        };
        Remark::new(line, column, &self.text(name), reason)
    }
}
