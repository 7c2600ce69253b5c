//! The conversations that README prints, as they go today.

use std::fmt::Write as _;

/// Files whose replay README prints, in its order.
pub const PRINTED: [&str; 5] = [
    "95-voyage-lea-3e-creuse",
    "100-voyage-mme-martin",
    "74-detresse-en-plein-rendez-vous",
    "98-voyage-hugo-rqth",
    "72-ajouter-et-retirer-un-metier",
];

/// README.
pub const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");

/// One conversation as README prints it.
pub fn printed(title: &str, compact: &str) -> String {
    let mut text = String::new();
    let _ = write!(text, "**{title}**\n\n```text\n{compact}```\n");
    text
}
