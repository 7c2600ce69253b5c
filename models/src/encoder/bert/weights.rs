//! Weights out of a file: model.safetensors (a JSON header, then the bytes), or what libtorch writes.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use rust_bert::bert::BertConfig;
use serde::Deserialize;
use tch::nn::VarStore;
use tch::{Kind, Tensor};

use super::{CONFIG, FolderError, WEIGHTS, WEIGHTS_OF_TORCH, not_opened, unreadable};

/// A header longer than this is none.
const LONGEST_HEADER: u64 = 16_000_000;
/// Some tools put the model's name before every tensor's.
const PREFIX: &str = "bert.";

/// Tensors by name.
pub(super) enum Weights {
    /// Read one at a time.
    Safe {
        file: File,
        start: u64,
        places: HashMap<String, Place>,
    },
    /// All in memory.
    Torch(HashMap<String, Tensor>),
}

/// Where a tensor lies after the header.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    dtype: String,
    shape: Vec<i64>,
    data_offsets: (u64, u64),
}

impl Weights {
    pub(super) fn open(folder: &Path) -> Result<Self, FolderError> {
        match File::open(folder.join(WEIGHTS)) {
            Ok(file) => Self::safe(file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::torch(folder),
            Err(error) => Err(unreadable(WEIGHTS, &error)),
        }
    }

    fn safe(mut file: File) -> Result<Self, FolderError> {
        let wrong = |reason: &dyn std::fmt::Display| unreadable(WEIGHTS, reason);
        let mut length = [0; 8];
        file.read_exact(&mut length)
            .map_err(|error| wrong(&error))?;
        let length = u64::from_le_bytes(length);
        if length > LONGEST_HEADER {
            return Err(wrong(&"it has no header"));
        }
        let mut header = Vec::new();
        (&mut file)
            .take(length)
            .read_to_end(&mut header)
            .map_err(|error| wrong(&error))?;
        let mut entries: HashMap<String, serde_json::Value> =
            serde_json::from_slice(&header).map_err(|error| wrong(&error))?;
        entries.remove("__metadata__");
        let mut places = HashMap::new();
        for (name, entry) in entries {
            let place = serde_json::from_value(entry).map_err(|error| wrong(&error))?;
            places.insert(plain(&name), place);
        }
        Ok(Self::Safe {
            file,
            start: 8 + length,
            places,
        })
    }

    fn torch(folder: &Path) -> Result<Self, FolderError> {
        let path = folder.join(WEIGHTS_OF_TORCH);
        if let Err(error) = File::open(&path) {
            // the name that most tools give is the one to look for
            return Err(match not_opened(WEIGHTS, &error) {
                FolderError::Unreadable { reason, .. } => unreadable(WEIGHTS_OF_TORCH, &reason),
                missing => missing,
            });
        }
        let tensors =
            Tensor::load_multi(&path).map_err(|error| unreadable(WEIGHTS_OF_TORCH, &error))?;
        Ok(Self::Torch(
            tensors
                .into_iter()
                .map(|(name, tensor)| (plain(&name), tensor))
                .collect(),
        ))
    }

    fn file(&self) -> &'static str {
        match self {
            Self::Safe { .. } => WEIGHTS,
            Self::Torch(_) => WEIGHTS_OF_TORCH,
        }
    }

    fn shape(&self, name: &str) -> Option<Vec<i64>> {
        match self {
            Self::Safe { places, .. } => places.get(name).map(|place| place.shape.clone()),
            Self::Torch(tensors) => tensors.get(name).map(Tensor::size),
        }
    }

    /// Compares what fixes the size of everything, before anything of that size is made.
    pub(super) fn check(&self, config: &BertConfig) -> Result<(), FolderError> {
        let (hidden, heads) = (config.hidden_size, config.num_attention_heads);
        if heads <= 0 || hidden <= 0 || hidden % heads != 0 {
            let reason = format!("{hidden} values cannot be shared among {heads} heads");
            return Err(unreadable(CONFIG, &reason));
        }
        let embedding = |name: &str| format!("embeddings.{name}_embeddings.weight");
        let last = config.num_hidden_layers - 1;
        for (name, wanted) in [
            (embedding("word"), [config.vocab_size, hidden]),
            (
                embedding("position"),
                [config.max_position_embeddings, hidden],
            ),
            (embedding("token_type"), [config.type_vocab_size, hidden]),
            (
                format!("encoder.layer.{last}.intermediate.dense.weight"),
                [config.intermediate_size, hidden],
            ),
        ] {
            self.compare(&name, &wanted)?;
        }
        Ok(())
    }

    fn compare(&self, name: &str, wanted: &[i64]) -> Result<(), FolderError> {
        let found = self
            .shape(name)
            .ok_or_else(|| unreadable(self.file(), &format!("it holds no {name}")))?;
        if found == wanted {
            return Ok(());
        }
        Err(FolderError::Shape {
            file: self.file(),
            what: name.to_owned(),
            found,
            wanted: wanted.to_vec(),
        })
    }

    /// Copies every tensor of the model from the file.
    pub(super) fn fill(&mut self, store: &VarStore) -> Result<(), FolderError> {
        for (name, mut variable) in store.variables() {
            self.compare(&name, &variable.size())?;
            let tensor = self.tensor(&name)?;
            tch::no_grad(|| variable.f_copy_(&tensor))
                .map_err(|error| unreadable(self.file(), &error))?;
        }
        Ok(())
    }

    fn tensor(&mut self, name: &str) -> Result<Tensor, FolderError> {
        let none = || unreadable(WEIGHTS, &format!("it holds no {name}"));
        match self {
            Self::Torch(tensors) => tensors.remove(name).ok_or_else(none),
            Self::Safe {
                file,
                start,
                places,
            } => {
                let place = places.get(name).ok_or_else(none)?;
                let wrong = |reason: &dyn std::fmt::Display| {
                    unreadable(WEIGHTS, &format!("{name}: {reason}"))
                };
                let kind = match place.dtype.as_str() {
                    "F32" => Kind::Float,
                    "F16" => Kind::Half,
                    "BF16" => Kind::BFloat16,
                    other => return Err(wrong(&format!("values of kind {other} are not read"))),
                };
                let (from, to) = place.data_offsets;
                let mut bytes = Vec::new();
                file.seek(SeekFrom::Start(start.saturating_add(from)))
                    .and_then(|_| file.take(to.saturating_sub(from)).read_to_end(&mut bytes))
                    .map_err(|error| wrong(&error))?;
                let values: i64 = place.shape.iter().product();
                let wanted = usize::try_from(values).unwrap_or(usize::MAX);
                if bytes.len() != wanted.saturating_mul(kind.elt_size_in_bytes()) {
                    return Err(wrong(&"its bytes are cut short"));
                }
                Tensor::f_of_data_size(&bytes, &place.shape, kind).map_err(|error| wrong(&error))
            }
        }
    }
}

fn plain(name: &str) -> String {
    name.strip_prefix(PREFIX).unwrap_or(name).to_owned()
}
