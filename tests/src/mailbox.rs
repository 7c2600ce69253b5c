//! A real SMTP server of its own (aiosmtpd) and an independent reader of what it received.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, ensure};
use serde::Deserialize;
use tandem_bot::typography;
use tempfile::TempDir;

/// A mail as its reader understood it (`tests/python/read_mail.py`).
#[derive(Debug, Clone, Deserialize)]
pub struct ReceivedMail {
    /// To.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Message-ID.
    pub message_id: String,
    /// Text part.
    pub text: String,
    /// HTML part.
    pub html: String,
    /// Calendar parts.
    pub calendars: Vec<ReceivedCalendar>,
}

/// A calendar part as the `icalendar` library read it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the names are those of RFC 5545")]
pub struct ReceivedCalendar {
    #[serde(rename = "type")]
    pub content_type: String,
    pub type_method: Option<String>,
    pub transfer: String,
    pub method: String,
    pub uid: String,
    pub sequence: u32,
    pub status: String,
    pub start: String,
    pub end: String,
    pub summary: String,
    pub location: String,
    pub longest_line: usize,
}

/// A mail server that runs until it is dropped.
#[derive(Debug)]
pub struct Mailbox {
    child: Child,
    folder: TempDir,
    /// Mails read so far, by their file.
    read: Mutex<BTreeMap<PathBuf, ReceivedMail>>,
    /// Its port on the loopback.
    pub port: u16,
}

impl Mailbox {
    /// Starts it.
    ///
    /// # Errors
    /// When Python or aiosmtpd is missing (`tests/run` installs both).
    pub fn start() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut child = Command::new(python())
            .arg(script("mail_server.py"))
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the mail server")?;
        let output = child.stdout.take().context("its output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let port = line
            .trim()
            .parse()
            .context("the mail server did not start: run tests/run")?;
        Ok(Self {
            child,
            folder,
            port,
            read: Mutex::default(),
        })
    }

    /// Mails received so far, oldest first.
    ///
    /// # Errors
    /// When a mail is not one, or a calendar lacks what the standard requires.
    pub fn mails(&self) -> anyhow::Result<Vec<ReceivedMail>> {
        let files = self.files()?;
        let mut known = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<&PathBuf> = files
            .iter()
            .filter(|file| !known.contains_key(*file))
            .collect();
        if !new.is_empty() {
            let mails = read(&new)?;
            ensure!(mails.len() == new.len(), "a mail was not read");
            known.extend(new.into_iter().cloned().zip(mails));
        }
        Ok(known.values().cloned().collect())
    }

    /// How many mails were received so far.
    ///
    /// # Errors
    /// When their folder is away.
    pub fn count(&self) -> anyhow::Result<usize> {
        Ok(self.files()?.len())
    }

    fn files(&self) -> anyhow::Result<Vec<PathBuf>> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.folder.path())?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
            .collect();
        files.sort();
        Ok(files)
    }

    /// Waits until there are at least `count` mails.
    ///
    /// # Errors
    /// When they do not come within ten seconds.
    pub async fn wait_for(&self, count: usize) -> anyhow::Result<Vec<ReceivedMail>> {
        for _ in 0..100 {
            if self.count()? >= count {
                return self.mails();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::bail!("fewer than {count} mails came: {:?}", self.mails()?)
    }
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        let _already_gone_is_fine = self.child.kill();
        let _already_gone_is_fine = self.child.wait();
    }
}

/// Reads these files with another program than the one that wrote them.
fn read(files: &[&PathBuf]) -> anyhow::Result<Vec<ReceivedMail>> {
    let read = Command::new(python())
        .arg(script("read_mail.py"))
        .args(files)
        .output()?;
    ensure!(
        read.status.success(),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );
    // compared word by word; how French is set is proven where letters are written
    typography::plain(&String::from_utf8(read.stdout)?)
        .lines()
        .map(|line| serde_json::from_str(line).context("a mail as JSON"))
        .collect()
}

fn python() -> PathBuf {
    let installed = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.venv/bin/python"));
    std::env::var_os("TANDEM_TEST_PYTHON").map_or(installed, PathBuf::from)
}

fn script(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/python")).join(name)
}
