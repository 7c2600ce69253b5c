//! `GET /chat/fichiers/{seq}`: the file that goes with a message, made when it is asked for.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use tandem_store::{ConversationId, Line};

use super::Web;
use super::problem::{PageProblem, Problem};
use super::session::Claim;
use super::talk::unavailable;
use crate::files::make;

/// The file of message `seq` of the cookie's conversation.
pub(super) async fn download(
    State(web): State<Web>,
    Path(seq): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageProblem> {
    let seq: i64 = seq.parse().map_err(|_| Problem::file_not_found())?;
    let claim = Claim::of_cookie(&headers).ok_or_else(Problem::not_signed_in)?;
    web.verify(&claim).await?;
    let Some(Line::Said(message)) = web.line(&claim.conversation, seq).await? else {
        return Err(Problem::file_not_found().into());
    };
    let reference = message.file.ok_or_else(Problem::file_not_found)?;
    let conversation = ConversationId(claim.conversation);
    let document = make(&web.app, Some(&conversation), &reference)
        .await
        .map_err(unavailable)?
        .ok_or_else(Problem::file_not_found)?;
    let disposition = format!("attachment; filename=\"{}\"", document.name);
    let headers = [
        (CONTENT_TYPE, document.media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, document.bytes).into_response())
}
