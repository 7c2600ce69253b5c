//! The HTTP client of the program, built once and handed on.

use std::time::Duration;

/// How we present ourselves to the servers that files are fetched from.
const USER_AGENT: &str = concat!("tandem/", env!("CARGO_PKG_VERSION"));

/// A client with sane limits: 10 s to connect, 60 s without a byte, 5 redirects.
///
/// # Errors
/// When the TLS provider cannot be set up.
pub fn build() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_mins(1))
        .redirect(reqwest::redirect::Policy::limited(5))
        .build()
}
