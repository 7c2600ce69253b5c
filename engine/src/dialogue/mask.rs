//! What a person writes about themselves without being asked is not kept (CHANNELS privacy 5).

use tandem_models::{Meaning, Span};

/// The sentence without personal data that nobody asked for.
pub(super) fn mask(text: &str, meaning: &Meaning) -> String {
    hide(text, meaning.sensitive.iter().map(|found| found.span))
}

/// The same without names either: to be read by people who learn nothing of the person.
pub(super) fn mask_names(text: &str, meaning: &Meaning) -> String {
    let name = meaning.first_name.iter().map(|found| found.span);
    let mail = meaning.mail.iter().map(|found| found.span);
    let phone = meaning.phone.iter().map(|found| found.span);
    let sensitive = meaning.sensitive.iter().map(|found| found.span);
    hide(text, sensitive.chain(name).chain(mail).chain(phone))
}

fn hide(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let mut masked = String::new();
    let mut at = 0;
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable_by_key(|span| span.start);
    for span in spans {
        if let Some(before) = text.get(at..span.start) {
            masked.push_str(before);
            masked.push_str("•••");
        }
        at = at.max(span.end);
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}
