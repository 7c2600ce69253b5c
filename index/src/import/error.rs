//! Why a whole file was refused. A refused file has changed nothing: the caller commits last.

/// A file that cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read to its end: disk, network, or a broken gz.
    #[error("unreadable or cut short: {0}")]
    Io(#[from] std::io::Error),
    /// There is no header line.
    #[error("the file is empty")]
    Empty,
    /// The header fits none of the layouts known for this kind.
    #[error("{kind}: missing columns {missing:?} of {layout}; found {found:?}")]
    Columns {
        /// Kind asked for.
        kind: &'static str,
        /// The layout that fits best.
        layout: &'static str,
        /// Its columns that are not there.
        missing: Vec<&'static str>,
        /// The columns that are.
        found: Vec<String>,
    },
    /// A workbook that cannot be opened.
    #[error("not a readable workbook: {0}")]
    Workbook(String),
    /// JSON that is not an array of objects, or breaks off.
    #[error("not the expected JSON: {0}")]
    Json(String),
    /// A quoted field that never ends.
    #[error("line {line}: a quoted field has no end")]
    OpenQuote {
        /// Line where the record begins.
        line: u64,
    },
    /// The caller asked to stop.
    #[error("stopped by the caller")]
    Stopped,
}

impl ImportError {
    /// The same in French, for people: what is wrong and what to do.
    pub fn to_french(&self) -> String {
        match self {
            Self::Io(error) => format!(
                "Le fichier est illisible ou coupé ({error}). Rien n'a été changé : téléchargez-le à nouveau."
            ),
            Self::Empty => "Le fichier est vide. Rien n'a été changé.".to_owned(),
            Self::Columns {
                layout,
                missing,
                found,
                ..
            } => format!(
                "Ce fichier n'a pas les colonnes attendues ({layout}). Il manque : {}. \
                 Colonnes trouvées : {}. Rien n'a été changé.",
                missing.join(", "),
                shortened(found)
            ),
            Self::Workbook(error) => format!(
                "Le classeur est illisible ({error}). Rien n'a été changé : \
                 enregistrez-le à nouveau au format XLSX, ou exportez-le en CSV."
            ),
            Self::Json(error) => format!(
                "Le fichier JSON n'est pas une liste d'objets ou s'interrompt ({error}). Rien n'a été changé."
            ),
            Self::OpenQuote { line } => format!(
                "Ligne {line} : un guillemet ouvert n'est jamais fermé. Rien n'a été changé : corrigez cette ligne."
            ),
            Self::Stopped => "L'import a été interrompu. Rien n'a été changé.".to_owned(),
        }
    }
}

fn shortened(found: &[String]) -> String {
    const SHOWN: usize = 12;
    if found.is_empty() {
        return "aucune".to_owned();
    }
    let mut text = found
        .iter()
        .take(SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if found.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
