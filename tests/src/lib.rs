//! What whole journeys need: a Bot API emulator, running servers, conversations as files.
//!
//! Nothing here replaces a part of Tandem: the emulator stands for Telegram, `aiosmtpd` for a mail
//! server, Chromium for a phone. A new fault goes into the module of the part that it belongs to.

pub mod conversation;
pub mod coverage;
pub mod doors;
pub mod emulator;
pub mod known;
pub mod mailbox;
mod mails;
pub mod page;
pub mod phone;
pub mod postgres;
pub mod readme;
pub mod replay;
pub mod server;
pub mod stage;
pub mod transcript;
pub mod web_client;
