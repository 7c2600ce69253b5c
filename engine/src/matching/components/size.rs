//! Size of the team: somebody must have the time to teach.

use tandem_index::Employer;

use crate::matching::Component;
use crate::matching::weights::{NEUTRAL, SIZE};

/// The component, from the band as shown ("6 à 9 salariés").
pub(in crate::matching) fn component(employer: &Employer) -> Component {
    let Some(size) = &employer.size else {
        return SIZE.component(NEUTRAL, None);
    };
    let value = match smallest_staff(size) {
        None => NEUTRAL,
        Some(0) => 0.2,
        Some(1..=2) => 0.5,
        Some(3..=9) => 0.8,
        Some(10..=249) => 1.0,
        Some(_) => 0.9,
    };
    SIZE.component(value, Some(size.clone()))
}

/// The first number of the band; thousands may be spaced.
fn smallest_staff(size: &str) -> Option<u32> {
    let mut digits = String::new();
    for character in size.chars() {
        match character {
            '0'..='9' => digits.push(character),
            ' ' | '\u{a0}' | '\u{202f}' if !digits.is_empty() => {}
            _ if digits.is_empty() => {}
            _ => break,
        }
    }
    digits.parse().ok()
}
