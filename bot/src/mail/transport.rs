//! How mails leave: to files that /dev/mail shows, or to a relay.

use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::config::{MailConfig, MailTransport, SmtpTls};

/// Longest wait for a relay.
const TIMEOUT: Duration = Duration::from_secs(20);

/// A way out.
#[derive(Clone)]
pub enum Transport {
    /// One `.eml` file a mail.
    Files {
        /// Folder, inside the data folder.
        folder: PathBuf,
    },
    /// A relay.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// What became of a mail that did not leave.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// Worth another try: the relay is away or said 4xx, the disk is full.
    #[error("the mail could not leave now")]
    Later(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No use trying again: the relay refused the address or the mail (5xx).
    #[error("the mail was refused for good")]
    Refused(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Folder of captured mails.
pub fn captured_folder(data: &Path) -> PathBuf {
    data.join("mail")
}

impl Transport {
    /// The transport that the settings ask for.
    ///
    /// # Errors
    /// When the relay's name makes no TLS session.
    pub fn new(config: &MailConfig, data: &Path) -> anyhow::Result<Self> {
        if config.transport == MailTransport::File {
            return Ok(Self::Files {
                folder: captured_folder(data),
            });
        }
        let host = config.smtp_host.as_str();
        let mut builder = match config.smtp_tls {
            SmtpTls::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host),
            SmtpTls::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host)?,
            SmtpTls::Implicit => AsyncSmtpTransport::<Tokio1Executor>::relay(host)?,
        }
        .port(config.smtp_port)
        .timeout(Some(TIMEOUT));
        if !config.smtp_user.is_empty() {
            builder = builder.credentials(Credentials::new(
                config.smtp_user.clone(),
                config.smtp_password.expose().unwrap_or_default().to_owned(),
            ));
        }
        Ok(Self::Smtp(builder.build()))
    }

    /// Sends one mail. `name` names the file of a captured mail: the same name twice is one mail.
    ///
    /// # Errors
    /// See [`SendError`].
    pub async fn send(&self, mail: Message, name: &str) -> Result<(), SendError> {
        match self {
            Self::Files { folder } => write(folder, name, &mail.formatted())
                .await
                .map_err(|error| SendError::Later(Box::new(error))),
            Self::Smtp(relay) => match relay.send(mail).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(SendError::Refused(Box::new(error))),
                Err(error) => Err(SendError::Later(Box::new(error))),
            },
        }
    }
}

/// Writes beside and renames: a reader never sees half a mail.
async fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{name}.part"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(&unfinished, folder.join(format!("{name}.eml"))).await
}
