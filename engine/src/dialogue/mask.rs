//! What a person writes about themselves without being asked is not kept (CHANNELS privacy 5).

use tandem_models::Meaning;

/// The sentence without personal data.
pub(super) fn mask(text: &str, meaning: &Meaning) -> String {
    let mut masked = String::new();
    let mut at = 0;
    let mut spans: Vec<_> = meaning.sensitive.iter().map(|found| found.span).collect();
    spans.sort_unstable_by_key(|span| span.start);
    for span in spans {
        if let Some(before) = text.get(at..span.start) {
            masked.push_str(before);
            masked.push_str("•••");
            at = span.end;
        }
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}
