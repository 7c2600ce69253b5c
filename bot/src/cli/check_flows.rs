//! `tandem check-flows`.

use std::path::PathBuf;

use anyhow::Context;
use tandem_engine::dialogue::{Flow, Flows};

use super::output::line;

/// Reads the flows and says what is wrong with them, file and line first.
pub(super) fn run(files: &[PathBuf]) -> anyhow::Result<()> {
    if files.is_empty() {
        let flows = Flows::embedded();
        line(&format!(
            "parcours du programme : {} étapes, {} textes, rien à redire",
            flows.orientation().steps.len(),
            flows.text_ids().count()
        ))?;
        return Ok(());
    }
    for path in files {
        let name = path.display().to_string();
        let yaml =
            std::fs::read_to_string(path).with_context(|| format!("{name} ne peut pas être lu"))?;
        let flow = Flow::parse(&name, &yaml)?;
        line(&format!(
            "{name} : {} étapes, rien à redire",
            flow.steps.len()
        ))?;
    }
    Ok(())
}
