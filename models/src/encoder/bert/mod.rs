//! The whole encoder: BERT's layers through rust-bert, on the processor, one thread.
//!
//! A sentence is the mean of its pieces' last layer, brought to length one. It takes some 20 ms: asked only
//! where words are not sure, its answers remembered by [`super::Cached`], what is described by [`Kept`].
//! It reads its folder and nothing else.

mod kept;
mod weights;

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rust_bert::bert::{BertConfig, BertForSentenceEmbeddings};
use serde::Deserialize;
use tch::nn::VarStore;
use tch::{Device, Kind, Tensor};
use tokenizers::Tokenizer;

use super::folder::FolderError;
use super::{Encoder, Side, Vector};
use crate::voices::OF_THE_WHOLE;
pub(super) use kept::Kept;
use weights::Weights;

/// Settings of the layers.
const CONFIG: &str = "config.json";
/// How texts are cut into pieces.
const TOKENIZER: &str = "tokenizer.json";
/// Weights as most tools write them.
const WEIGHTS: &str = "model.safetensors";
/// Weights as libtorch writes them, taken when the former are not there.
const WEIGHTS_OF_TORCH: &str = "rust_model.ot";

/// Pieces of a text that are read; a message is rarely longer, and the time grows with them.
const LONGEST: usize = 64;
/// Texts that go through the layers together.
const TOGETHER: usize = 32;
/// What the model wants before a text, where sentence-transformers writes it. May be missing.
const PROMPTS: &str = "config_sentence_transformers.json";

/// A model of BERT's type.
pub(super) struct BertEncoder {
    /// Tensors may be sent to another thread, not shared.
    model: Mutex<BertForSentenceEmbeddings>,
    tokenizer: Tokenizer,
    prompts: Prompts,
    dimensions: usize,
}

/// What stands before a text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Prompts {
    query: String,
    passage: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SentenceSettings {
    prompts: Prompts,
}

impl BertEncoder {
    /// Reads the folder, checking that its files go together.
    pub(super) fn open(folder: &Path) -> Result<Self, FolderError> {
        let config: BertConfig = parse(&read(folder, CONFIG)?, CONFIG)?;
        let tokenizer = Tokenizer::from_bytes(read(folder, TOKENIZER)?)
            .map_err(|error| unreadable(TOKENIZER, &error))?;
        let prompts = match read(folder, PROMPTS) {
            Ok(text) => parse::<SentenceSettings>(&text, PROMPTS)?.prompts,
            Err(FolderError::Missing { .. }) => Prompts::default(),
            Err(error) => return Err(error),
        };
        let mut weights = Weights::open(folder)?;
        weights.check(&config)?;
        let pieces = i64::try_from(tokenizer.get_vocab_size(true)).unwrap_or(i64::MAX);
        if pieces > config.vocab_size {
            return Err(FolderError::Shape {
                file: TOKENIZER,
                what: "the list of pieces".to_owned(),
                found: vec![pieces],
                wanted: vec![config.vocab_size],
            });
        }
        // two threads are slower than one on sentences of ten pieces
        tch::set_num_threads(1);
        let mut store = VarStore::new(Device::Cpu);
        let model =
            BertForSentenceEmbeddings::new_with_optional_pooler(store.root(), &config, false);
        weights.fill(&store)?;
        store.freeze();
        Ok(Self {
            model: Mutex::new(model),
            tokenizer,
            prompts,
            dimensions: usize::try_from(config.hidden_size).unwrap_or_default(),
        })
    }

    /// Numbers of the pieces of a text.
    fn pieces(&self, text: &str, side: Side) -> Vec<i64> {
        let prompt = match side {
            Side::Said => &self.prompts.query,
            Side::Described => &self.prompts.passage,
        };
        let Ok(cut) = self.tokenizer.encode(format!("{prompt}{text}"), true) else {
            return Vec::new();
        };
        let ids = cut.get_ids();
        let mut pieces: Vec<i64> = ids
            .iter()
            .take(LONGEST)
            .map(|piece| i64::from(*piece))
            .collect();
        // the sign that ends a text stands even where the text was cut short
        if let (Some(last), Some(end)) = (pieces.last_mut(), ids.last()) {
            *last = i64::from(*end);
        }
        pieces
    }

    /// One vector for each row of pieces, none of them empty.
    fn through_layers(&self, rows: &[&[i64]]) -> Option<Vec<Vector>> {
        let longest = rows.iter().map(|row| row.len()).max()?;
        let (mut padded, mut real) = (Vec::new(), Vec::new());
        for row in rows {
            padded.extend_from_slice(row);
            padded.resize(padded.len() + longest - row.len(), 0);
            real.extend(std::iter::repeat_n(1_i64, row.len()));
            real.resize(padded.len(), 0);
        }
        let size = [
            i64::try_from(rows.len()).ok()?,
            i64::try_from(longest).ok()?,
        ];
        let means = tch::no_grad(|| {
            let pieces = Tensor::of_slice(&padded).f_view(size).ok()?;
            let real = Tensor::of_slice(&real).f_view(size).ok()?;
            let model = self.model.lock().unwrap_or_else(PoisonError::into_inner);
            let layers = model
                .forward_t(
                    Some(&pieces),
                    Some(&real),
                    None,
                    None,
                    None,
                    None,
                    None,
                    false,
                )
                .ok()?;
            let weight = real.f_unsqueeze(-1).ok()?.f_to_kind(Kind::Float).ok()?;
            let sum = (layers.hidden_state * &weight)
                .f_sum_dim_intlist([1].as_slice(), false, Kind::Float)
                .ok()?;
            let mean = sum
                / weight
                    .f_sum_dim_intlist([1].as_slice(), false, Kind::Float)
                    .ok()?;
            let length = mean.f_norm_scalaropt_dim(2.0, [1].as_slice(), true).ok()?;
            Some(mean / length)
        })?;
        let flat = Vec::<f32>::from(means.contiguous().view(-1));
        Some(flat.chunks(self.dimensions).map(<[f32]>::to_vec).collect())
    }
}

impl Encoder for BertEncoder {
    fn encode(&self, texts: &[&str], side: Side) -> Vec<Vector> {
        let rows: Vec<Vec<i64>> = texts.iter().map(|text| self.pieces(text, side)).collect();
        let mut vectors = vec![vec![0.0; self.dimensions]; texts.len()];
        // texts of about one length go together, so that little is padded
        let mut order: Vec<usize> = (0..rows.len()).filter(|at| !rows[*at].is_empty()).collect();
        order.sort_by_key(|at| rows[*at].len());
        for batch in order.chunks(TOGETHER) {
            let cut: Vec<&[i64]> = batch.iter().map(|at| rows[*at].as_slice()).collect();
            for (at, vector) in batch
                .iter()
                .zip(self.through_layers(&cut).unwrap_or_default())
            {
                vectors[*at] = vector;
            }
        }
        vectors
    }

    fn weight(&self) -> f32 {
        OF_THE_WHOLE
    }
}

impl fmt::Debug for BertEncoder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BertEncoder")
            .field("dimensions", &self.dimensions)
            .field("prompts", &self.prompts)
            .finish_non_exhaustive()
    }
}

fn read(folder: &Path, file: &'static str) -> Result<Vec<u8>, FolderError> {
    std::fs::read(folder.join(file)).map_err(|error| not_opened(file, &error))
}

fn not_opened(file: &'static str, error: &std::io::Error) -> FolderError {
    match error.kind() {
        std::io::ErrorKind::NotFound => FolderError::Missing { file },
        _ => unreadable(file, error),
    }
}

fn unreadable(file: &'static str, reason: &dyn fmt::Display) -> FolderError {
    FolderError::Unreadable {
        file,
        reason: reason.to_string(),
    }
}

fn parse<T: for<'de> Deserialize<'de>>(text: &[u8], file: &'static str) -> Result<T, FolderError> {
    serde_json::from_slice(text).map_err(|error| unreadable(file, &error))
}

#[cfg(test)]
mod tests;
