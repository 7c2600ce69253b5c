//! Taking, answering, giving back: kept first, then handled in the conversation's turn.

use std::time::Duration;

use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::Redirect;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tandem_engine::dialogue::CounsellorAct;
use tandem_store::ConversationId;

use super::closed;
use crate::config::StaffRole;
use crate::web::Web;
use crate::web::account::Refusal;
use crate::web::incoming::LONGEST_TEXT;
use crate::web::problem::Problem;
use crate::web::talk::unavailable;

/// How long a form waits for its effect, so that the page it leads to shows it.
const PATIENCE: Duration = Duration::from_secs(4);

/// Any form of the page.
#[derive(Deserialize)]
pub(super) struct Sent {
    /// The token of forms.
    jeton: String,
    /// Makes two submissions of one page one.
    #[serde(default)]
    cle: String,
    #[serde(default)]
    texte: String,
}

/// `POST /conseil/{id}/repondre`.
pub(super) async fn answer(
    State(web): State<Web>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Refusal> {
    let text = sent.texte.replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() || text.chars().count() > LONGEST_TEXT {
        return Err(Problem::new(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            "answer_not_accepted",
            "Cette réponse ne peut pas partir",
            format!("Une réponse a de 1 à {LONGEST_TEXT} caractères."),
            "Revenez à la page précédente : votre texte y est encore.",
        )
        .into());
    }
    let did = CounsellorAct::Said(text);
    perform(&web, id, &headers, &sent, &did).await
}

/// `POST /conseil/{id}/prendre`.
pub(super) async fn take(
    State(web): State<Web>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Refusal> {
    perform(&web, id, &headers, &sent, &CounsellorAct::Took).await
}

/// `POST /conseil/{id}/rendre`.
pub(super) async fn give_back(
    State(web): State<Web>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Refusal> {
    perform(&web, id, &headers, &sent, &CounsellorAct::GaveBack).await
}

async fn perform(
    web: &Web,
    id: String,
    headers: &HeaderMap,
    sent: &Sent,
    did: &CounsellorAct,
) -> Result<Redirect, Refusal> {
    let signed = web.staff(headers, StaffRole::Counsellor).await?;
    signed.own_form(&sent.jeton)?;
    let key = key(&web.app.entropy.token(), sent, did);
    let now = web.app.clock.now();
    let place = match did {
        CounsellorAct::GaveBack => "/conseil".to_owned(),
        CounsellorAct::Took | CounsellorAct::Said(_) => format!("/conseil/{id}#ecrire"),
    };
    let conversation = ConversationId(id);
    let account = signed.member.account();
    let name = &signed.member.name;
    let store = &web.app.store;
    let kept = store.counsellor_did(&account, name, &conversation, did, &key, now);
    if !kept.await.map_err(unavailable)? {
        return Err(closed().into());
    }
    web.app.wake.inbox.raise();
    web.wait_for_reply(conversation.as_str(), PATIENCE).await;
    Ok(Redirect::to(&place))
}

/// One key for one submission of one page: pressing twice is once, writing something else is not.
fn key(otherwise: &str, sent: &Sent, did: &CounsellorAct) -> String {
    if sent.cle.is_empty() {
        return otherwise.to_owned();
    }
    let act = match did {
        CounsellorAct::Took => "took",
        CounsellorAct::Said(_) => "said",
        CounsellorAct::GaveBack => "gave_back",
    };
    let mut hash = Sha256::new();
    for part in [sent.cle.as_str(), act, &sent.texte] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    format!("{:x}", hash.finalize())
}
