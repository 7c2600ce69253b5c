//! Conversations: ten read aloud as transcripts, the promises of the dialogue one by one, and
//! random ones.

mod booking;
mod chat;
mod desk;
mod family;
mod human;
mod privacy;
mod promises;
mod properties;
mod questions;
mod said;
mod transcripts;
mod versions;
mod world;
