//! The fields of a text index. Trainings and employers share them: what differs is what fills
//! them. Trades, levels and places are no fields (see `near`).

use tantivy::schema::{Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};

use super::analyzer;

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// RNCP, CFD, UAI, NAF, SIRET of a centre, raw and in capitals.
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
}

fn text(tokenizer: &str, record: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(record),
    )
}

/// The schema and its handles.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    // only titles are asked for phrases
    let (words, phrases) = (
        IndexRecordOption::WithFreqs,
        IndexRecordOption::WithFreqsAndPositions,
    );
    let fields = Fields {
        code: builder.add_text_field("code", STRING),
        diploma: builder.add_text_field("diploma", STRING),
        title: builder.add_text_field("title", text(analyzer::STEMMED, words)),
        title_flat: builder.add_text_field("title_flat", text(analyzer::FLAT, phrases)),
        name: builder.add_text_field("name", text(analyzer::FLAT, words)),
        about: builder.add_text_field("about", text(analyzer::STEMMED, words)),
    };
    (builder.build(), fields)
}
