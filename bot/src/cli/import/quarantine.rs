//! Rows put aside, in a file beside the data: line, column, value, reason.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tandem_index::import::Remark;

/// The quarantine file of one import; made at the first remark.
pub(super) struct Quarantine {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Quarantine {
    /// The file that remarks will go to.
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path, file: None }
    }

    /// Adds a remark; `fate` says whether the row was put aside or kept with a flag.
    pub(super) fn add(&mut self, remark: &Remark, fate: &str) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(create(&self.path)?),
        };
        writeln!(
            file,
            "{}\t{}\t{}\t{fate}\t{}",
            remark.line,
            one_cell(&remark.column),
            one_cell(&remark.value),
            remark.reason.to_french()
        )
    }

    /// Writes what is pending; the path when there was anything to say.
    pub(super) fn finish(self) -> io::Result<Option<PathBuf>> {
        let Some(mut file) = self.file else {
            return Ok(None);
        };
        file.flush()?;
        Ok(Some(self.path))
    }
}

fn create(path: &Path) -> io::Result<BufWriter<File>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "ligne\tcolonne\tvaleur\tsort\traison")?;
    Ok(file)
}

fn one_cell(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
