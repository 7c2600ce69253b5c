//! From a mail to a session and out again.

use jiff::Timestamp;

use super::{ACCOUNT, Account, OpenedSession};
use crate::act::{Act, whole_act};
use crate::db::args;
use crate::outbox::{MailJob, queue_account_mail};
use crate::{Store, StoreError, secrets};

/// How long a link works: 15 minutes.
const LINK_SECONDS: i64 = 15 * 60;
/// How long a session lasts: a working day, then it closes by itself.
const SESSION_SECONDS: i64 = 10 * 3_600;

const KEEP_LINK: &str = "INSERT INTO sign_in_links (hash, account, expires_at) VALUES ($1, $2, $3)";
const LINK: &str = "SELECT account FROM sign_in_links WHERE hash = $1 AND expires_at > $2";
const USE_LINK: &str =
    "DELETE FROM sign_in_links WHERE hash = $1 AND expires_at > $2 RETURNING account";
const OPEN: &str =
    "INSERT INTO sessions (hash, account, opened_at, expires_at) VALUES ($1, $2, $3, $4)";
const SESSION: &str = "SELECT account FROM sessions WHERE hash = $1 AND expires_at > $2";
const CLOSE: &str = "DELETE FROM sessions WHERE hash = $1";
/// What is over goes whenever somebody signs in.
const OVER: [&str; 2] = [
    "DELETE FROM sign_in_links WHERE expires_at <= $1",
    "DELETE FROM sessions WHERE expires_at <= $1",
];

impl Store {
    /// Writes to `mail` with a link that signs `account` in once, within 15 minutes.
    pub async fn send_sign_in_link(
        &self,
        account: &Account,
        mail: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        whole_act!(self, now, |act| send_link(&mut act, account, mail))
    }

    /// Whom a link signs in, without using it; `None`: used, too old or never made.
    pub async fn account_of_link(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Account>, StoreError> {
        let hash = secrets::hash(token);
        let row: Option<(Vec<u8>,)> = self.db().optional(LINK, args![hash, now]).await?;
        self.unsealed(ACCOUNT, row.as_ref().map(|(account,)| account.as_slice()))
    }

    /// Uses a link: a session of ten hours, or `None` as above. Of two presses one opens.
    pub async fn sign_in(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<OpenedSession>, StoreError> {
        whole_act!(self, now, |act| open(&mut act, token))
    }

    /// Whose session it is; `None`: closed, over or never opened.
    pub async fn account_of_session(
        &self,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Account>, StoreError> {
        let hash = secrets::hash(token);
        let row: Option<(Vec<u8>,)> = self.db().optional(SESSION, args![hash, now]).await?;
        self.unsealed(ACCOUNT, row.as_ref().map(|(account,)| account.as_slice()))
    }

    /// Closes a session.
    pub async fn sign_out(&self, token: &str, now: Timestamp) -> Result<(), StoreError> {
        let hash = secrets::hash(token);
        whole_act!(self, now, |act| close(&mut act, hash.clone()))
    }
}

async fn send_link(act: &mut Act<'_>, account: &Account, mail: &str) -> Result<(), StoreError> {
    for sql in OVER {
        act.tx.execute(sql, args![act.now]).await?;
    }
    let token = secrets::token::<32>(act.store.entropy());
    let sealed = act.store.seal(ACCOUNT, account)?;
    let until = act.after_seconds(LINK_SECONDS);
    act.tx
        .execute(KEEP_LINK, args![secrets::hash(&token), sealed, until])
        .await?;
    let to = mail.to_owned();
    queue_account_mail(act, MailJob::SignIn { to, token }).await
}

async fn open(act: &mut Act<'_>, link: &str) -> Result<Option<OpenedSession>, StoreError> {
    let used: Option<(Vec<u8>,)> = act
        .tx
        .optional(USE_LINK, args![secrets::hash(link), act.now])
        .await?;
    let Some((sealed,)) = used else {
        return Ok(None);
    };
    let account: Account = act.store.unseal(ACCOUNT, &sealed)?;
    let token = secrets::token::<32>(act.store.entropy());
    let until = act.after_seconds(SESSION_SECONDS);
    act.tx
        .execute(OPEN, args![secrets::hash(&token), sealed, act.now, until])
        .await?;
    Ok(Some(OpenedSession { token, account }))
}

async fn close(act: &mut Act<'_>, hash: Vec<u8>) -> Result<(), StoreError> {
    act.tx.execute(CLOSE, args![hash]).await.map(drop)
}
