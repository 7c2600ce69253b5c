//! Settings: defaults in the binary, then `tandem.toml`, then `TANDEM__SECTION__KEY` in the
//! environment (and `TELEGRAM_BOT_TOKEN`), then the options of the command line.

mod counsel;
mod key;
mod load;
mod secret;
mod sections;
mod staff;

pub use counsel::CounselConfig;
pub use key::{KeyError, KeyOrigin, load_or_create_key, read_key};
pub use load::{ConfigError, Overrides, load};
pub use secret::Secret;
pub use sections::{
    Config, DataConfig, DatabaseConfig, DemoMode, LogConfig, LogFormat, MailConfig, MailTransport,
    ModelsConfig, RetentionConfig, Role, Roles, SecurityConfig, ServerConfig, SmtpTls,
    TelegramConfig, TelegramMode,
};
pub use staff::{StaffConfig, StaffMember, StaffRole};
