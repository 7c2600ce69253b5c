//! The tables of the supply have the same columns: one set of statements each.

/// Statements on one table.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) known: &'static str,
    pub(crate) insert: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) forget: &'static str,
    pub(crate) one: &'static str,
    pub(crate) page: &'static str,
    pub(crate) count: &'static str,
}

/// Follows the rows of [`Table::insert`].
pub(crate) const REPLACE: &str = "ON CONFLICT (id) DO UPDATE SET source = excluded.source, \
    hash = excluded.hash, body = excluded.body, feed = excluded.feed";

macro_rules! tables {
    ($($constant:ident = $name:literal;)*) => {
        $(pub(crate) const $constant: Table = Table {
            name: $name,
            known: concat!("SELECT id, source, hash FROM ", $name),
            insert: concat!("INSERT INTO ", $name, " (id, source, hash, body, feed) VALUES"),
            delete: concat!("DELETE FROM ", $name, " WHERE id IN"),
            forget: concat!("DELETE FROM ", $name, " WHERE source = $1"),
            one: concat!("SELECT id, body FROM ", $name, " WHERE id = $1"),
            page: concat!(
                "SELECT id, body FROM ", $name, " WHERE id > $1 ORDER BY id LIMIT $2"
            ),
            count: concat!("SELECT COUNT(*) FROM ", $name),
        };)*
    };
}

tables! {
    TRAININGS = "trainings";
    CENTRES = "centres";
    EMPLOYERS = "employers";
    ROME = "rome";
    CERTIFICATIONS = "certifications";
    NAF_HIRINGS = "naf_hirings";
    COMMUNES = "communes";
}

/// Every table of the supply.
pub(crate) const ALL: [Table; 7] = [
    TRAININGS,
    CENTRES,
    EMPLOYERS,
    ROME,
    CERTIFICATIONS,
    NAF_HIRINGS,
    COMMUNES,
];
