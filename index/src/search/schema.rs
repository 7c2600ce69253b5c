//! The fields of an index. Trainings and employers share them: what differs is what fills them.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyzer;

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// Key of the document, raw.
    pub(crate) id: Field,
    /// Trades, raw.
    pub(crate) rome: Field,
    /// RNCP, CFD, SIRET, UAI, NAF, raw and in capitals.
    pub(crate) code: Field,
    /// Kind of diploma, folded words, raw ("cap", "bts", "tp").
    pub(crate) diploma: Field,
    /// Title of a training, titles of an employer's offers; stemmed.
    pub(crate) title: Field,
    /// The same, flat.
    pub(crate) title_flat: Field,
    /// Name of the centre or of the employer; flat, never fuzzy.
    pub(crate) name: Field,
    /// What else describes it (activity); stemmed.
    pub(crate) about: Field,
    /// Latitude in degrees, column only.
    pub(crate) lat: Field,
    /// Longitude in degrees, column only.
    pub(crate) lon: Field,
    /// European level, column only; 0: none.
    pub(crate) level: Field,
    /// Taught wholly at a distance, column only.
    pub(crate) remote: Field,
}

fn text(tokenizer: &str) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    )
}

/// The schema and its handles.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        id: builder.add_text_field("id", STRING),
        rome: builder.add_text_field("rome", STRING),
        code: builder.add_text_field("code", STRING),
        diploma: builder.add_text_field("diploma", STRING),
        title: builder.add_text_field("title", text(analyzer::STEMMED)),
        title_flat: builder.add_text_field("title_flat", text(analyzer::FLAT)),
        name: builder.add_text_field("name", text(analyzer::FLAT)),
        about: builder.add_text_field("about", text(analyzer::STEMMED)),
        lat: builder.add_f64_field("lat", FAST),
        lon: builder.add_f64_field("lon", FAST),
        level: builder.add_u64_field("level", FAST),
        remote: builder.add_bool_field("remote", FAST),
    };
    (builder.build(), fields)
}
