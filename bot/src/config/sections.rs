//! One struct a section of the settings.

use std::net::SocketAddr;
use std::path::PathBuf;

use jiff::SignedDuration;
use serde::{Deserialize, Deserializer};
use tandem_store::Retention;

use super::counsel::CounselConfig;
use super::secret::Secret;
use super::staff::StaffConfig;

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where and what to serve.
    pub server: ServerConfig,
    /// Files we keep.
    pub data: DataConfig,
    /// Database.
    pub database: DatabaseConfig,
    /// Encoder of sentences.
    pub models: ModelsConfig,
    /// Keys.
    pub security: SecurityConfig,
    /// Telegram.
    pub telegram: TelegramConfig,
    /// Mail out.
    pub mail: MailConfig,
    /// Who signs in to work here.
    pub staff: StaffConfig,
    /// When somebody answers young people.
    pub counsel: CounselConfig,
    /// How long data is kept.
    pub retention: RetentionConfig,
    /// Logs.
    pub log: LogConfig,
}

/// Where and what to serve.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// Address listened on.
    pub listen: SocketAddr,
    /// Address under which people reach us, for links in mails, without a final slash.
    pub public_url: String,
    /// What this process does.
    pub roles: Roles,
}

/// Files we keep.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataConfig {
    /// Folder of the database, the index, the key, captured mails and quarantine files.
    pub dir: PathBuf,
    /// Whether an empty supply is filled with made-up data.
    pub demo: DemoMode,
}

/// Whether an empty supply is filled with made-up data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DemoMode {
    /// When there is no training at all.
    Auto,
    /// Never.
    Never,
}

/// Database.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite:…` or `postgres://…`; may hold a password.
    pub url: String,
}

impl std::fmt::Debug for DatabaseConfig {
    /// Shows the kind of database only: a URL may hold a password.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = self.url.split(':').next().unwrap_or_default();
        formatter
            .debug_struct("DatabaseConfig")
            .field("kind", &kind)
            .finish_non_exhaustive()
    }
}

/// Encoder of sentences.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelsConfig {
    /// Folder of a whole encoder (models/setup prepares one); empty: the small one of the program.
    pub dir: PathBuf,
}

/// Keys.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityConfig {
    /// 32 bytes in base64; empty: the file `security.key` of the data folder.
    pub key: Secret,
}

/// Telegram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TelegramConfig {
    /// Token of the bot; empty: no Telegram.
    pub token: Secret,
    /// Server of the Bot API.
    pub api_url: String,
    /// How updates come.
    pub mode: TelegramMode,
    /// Secret that Telegram repeats with every call of the webhook.
    pub webhook_secret: Secret,
    /// Name of the bot without `@`, for links; asked from Telegram when empty.
    pub bot_username: String,
}

/// How updates come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TelegramMode {
    /// We ask.
    Polling,
    /// Telegram calls us.
    Webhook,
}

/// Mail out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// How mails leave.
    pub transport: MailTransport,
    /// Sender, `Name <address>`.
    pub from: String,
    /// Relay.
    pub smtp_host: String,
    /// Its port.
    pub smtp_port: u16,
    /// User; empty: no authentication.
    pub smtp_user: String,
    /// Password.
    pub smtp_password: Secret,
    /// Encryption.
    pub smtp_tls: SmtpTls,
}

impl MailConfig {
    /// The bare address of the sender, for calendars and Message-IDs.
    pub fn address(&self) -> &str {
        match self.from.rsplit_once('<') {
            Some((_, address)) => address.trim_end_matches('>').trim(),
            None => self.from.trim(),
        }
    }
}

/// How long data is kept, in days (CHANNELS privacy 9). Contacts are never kept beyond two years.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionConfig {
    /// Words of a conversation, after its last message.
    pub text_days: u16,
    /// Anonymous profile, after the last message.
    pub profile_days: u16,
    /// Name and contact, after the appointment or the lead.
    pub contact_days: u16,
    /// Traces of what was received and sent.
    pub delivery_days: u16,
    /// Proofs of erasure.
    pub proof_days: u16,
}

/// The longest that contacts may be kept after the last contact: two years.
const CONTACT_CAP_DAYS: u16 = 730;

impl RetentionConfig {
    /// As the store wants it.
    pub fn rule(self) -> Retention {
        let days = |days: u16| SignedDuration::from_hours(24 * i64::from(days));
        Retention {
            text: days(self.text_days),
            profile: days(self.profile_days),
            contact: days(self.contact_days.min(CONTACT_CAP_DAYS)),
            delivery: days(self.delivery_days),
            proof: days(self.proof_days),
        }
    }
}

/// How mails leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTransport {
    /// Written to the data folder and shown at /dev/mail.
    File,
    /// Given to a relay.
    Smtp,
}

/// Encryption of the connection to the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    /// None: a relay on the same machine.
    None,
    /// STARTTLS required (port 587).
    Starttls,
    /// TLS from the first byte (port 465).
    Implicit,
}

/// Logs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogConfig {
    /// Shape of a line.
    pub format: LogFormat,
    /// Filter as tracing-subscriber reads it.
    pub filter: String,
}

/// Shape of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// What a process can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// Web chat and pages.
    Web,
    /// Telegram in and out.
    Telegram,
    /// Turns, jobs, mails.
    Worker,
    /// Index generations.
    Indexer,
}

impl Role {
    fn parse(name: &str) -> Option<Self> {
        Some(match name.trim() {
            "web" => Self::Web,
            "telegram" => Self::Telegram,
            "worker" => Self::Worker,
            "indexer" => Self::Indexer,
            _ => return None,
        })
    }
}

/// What this process does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles(pub Vec<Role>);

impl Roles {
    /// Whether this process plays that role.
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }
}

impl<'de> Deserialize<'de> for Roles {
    /// Reads "web,worker" or `["web", "worker"]`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            Line(String),
            List(Vec<String>),
        }
        let names = match Shape::deserialize(deserializer)? {
            Shape::Line(line) => line.split(',').map(str::to_owned).collect(),
            Shape::List(list) => list,
        };
        names
            .iter()
            .map(|name| {
                Role::parse(name).ok_or_else(|| {
                    serde::de::Error::custom(format!(
                        "unknown role {name:?}: expected web, telegram, worker, indexer"
                    ))
                })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}
