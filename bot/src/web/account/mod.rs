//! People who sign in to work here: a mail, a link that works once, a session in a cookie that only
//! the server reads. What an account may do is asked from the settings at every request.
//!
//! **One more kind of account**: a variant of `tandem_store::Account`, whom the page of sign-in
//! finds by mail ([`Web::account_of_mail`]) and where they land ([`home`]).

mod gate;
mod sign_in;

use axum::Router;
use axum::routing::{get, post};
use tandem_store::Account;

use super::Web;

pub(super) use gate::{Refusal, Signed};

/// Pages of signing in and out.
pub(super) fn router() -> Router<Web> {
    Router::new()
        .route("/connexion", get(sign_in::ask).post(sign_in::send))
        .route("/connexion/{token}", get(sign_in::show).post(sign_in::open))
        .route("/deconnexion", post(sign_in::close))
}

impl Web {
    /// The account that signs in with that mail, if any.
    fn account_of_mail(&self, mail: &str) -> Option<Account> {
        let member = self.app.config.staff.find(mail)?;
        Some(member.account())
    }
}

/// Where somebody lands who signs in.
fn home(account: &Account) -> &'static str {
    match account {
        Account::Staff { .. } => "/conseil",
    }
}
