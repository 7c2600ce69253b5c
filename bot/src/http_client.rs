//! The HTTP client of the program, built once and handed on.

use std::time::Duration;

/// How we present ourselves to the servers that files are fetched from.
const USER_AGENT: &str = concat!("tandem/", env!("CARGO_PKG_VERSION"));

/// The same for files named by an address: a redirect does not lead out of https either, for
/// instance to a service inside the network.
///
/// # Errors
/// When the TLS provider cannot be set up.
pub fn for_files() -> reqwest::Result<reqwest::Client> {
    builder().https_only(true).build()
}

/// A client with sane limits: 10 s to connect, 60 s without a byte, 5 redirects.
///
/// # Errors
/// When the TLS provider cannot be set up.
pub fn build() -> reqwest::Result<reqwest::Client> {
    builder().build()
}

fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_mins(1))
        .redirect(reqwest::redirect::Policy::limited(5))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    #[tokio::test]
    async fn files_are_never_asked_for_without_encryption() {
        // Somebody listens, so that only the rule can refuse.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/x.csv", listener.local_addr().unwrap());
        let error = super::for_files()
            .unwrap()
            .get(url)
            .send()
            .await
            .unwrap_err();
        assert!(error.is_builder(), "{error:?}");
    }
}
