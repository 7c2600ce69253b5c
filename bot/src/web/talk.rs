//! The web door's side of the store: open, hear, read back. One place where a web request meets a
//! conversation.

use std::time::Duration;

use axum::http::HeaderMap;

use super::Web;
use super::incoming::Incoming;
use super::problem::Problem;
use super::session::Claim;
use super::view::MessageView;

impl Web {
    pub(super) async fn open(&self, _entry: Option<&str>) -> Result<Claim, Problem> {
        todo!()
    }

    pub(super) async fn verify(&self, _claim: &Claim) -> Result<(), Problem> {
        todo!()
    }

    pub(super) async fn hear(
        &self,
        _conversation: &str,
        _key: &str,
        _incoming: Incoming,
    ) -> Result<(), Problem> {
        todo!()
    }

    pub(super) async fn messages_after(
        &self,
        _conversation: &str,
        _after: i64,
    ) -> Result<Vec<MessageView>, Problem> {
        todo!()
    }

    /// Waits until what was heard is answered, `at_most`.
    pub(super) async fn wait_for_reply(&self, _conversation: &str, _at_most: Duration) {
        todo!()
    }

    pub(super) async fn signed_in(
        &self,
        conversation: &str,
        headers: &HeaderMap,
    ) -> Result<(), Problem> {
        let claim = Claim::on(conversation, headers).ok_or_else(Problem::not_signed_in)?;
        self.verify(&claim).await
    }
}
