//! A folder with a whole encoder, as models/setup prepares it.

use std::path::Path;
use std::sync::Arc;

use super::Encoder;

/// Why a folder of models cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The program has no encoder of its kind.
    #[error("this program was built without the feature `bert`")]
    NotBuilt,
    /// A file is not there.
    #[error("{file} is missing")]
    Missing {
        /// Its name in the folder.
        file: &'static str,
    },
    /// A file is not what its name says.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// Its name in the folder.
        file: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A file does not go with config.json.
    #[error("{file}: {what} has the shape {found:?}, config.json wants {wanted:?}")]
    Shape {
        /// Its name in the folder.
        file: &'static str,
        /// A tensor, or the pieces.
        what: String,
        /// Its shape.
        found: Vec<i64>,
        /// What it should be.
        wanted: Vec<i64>,
    },
}

/// Opens the encoder of a folder: config.json, tokenizer.json and weights of any model of BERT's type.
///
/// # Errors
/// When a file is missing, unreadable or of another shape, and in a program built without the feature `bert`.
pub fn open_folder(folder: &Path) -> Result<Arc<dyn Encoder>, FolderError> {
    #[cfg(feature = "bert")]
    {
        let encoder = super::bert::BertEncoder::open(folder)?;
        let kept = super::bert::Kept::beside(folder, encoder);
        Ok(Arc::new(super::Cached::new(kept, ANSWERS_HELD)))
    }
    #[cfg(not(feature = "bert"))]
    {
        let _ = folder;
        Err(FolderError::NotBuilt)
    }
}

/// Answers remembered of a whole encoder: 1.5 kB each.
#[cfg(feature = "bert")]
const ANSWERS_HELD: usize = 4_096;

#[cfg(all(test, not(feature = "bert")))]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_the_whole_encoder_says_so() {
        let error = open_folder(Path::new("/nowhere")).err();
        assert!(matches!(error, Some(FolderError::NotBuilt)), "{error:?}");
    }
}
