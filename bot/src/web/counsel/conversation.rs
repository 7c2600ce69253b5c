//! One conversation: what was said, who answers, and the field to answer in.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use tandem_engine::dialogue::{ChannelKind, profile_facts};
use tandem_store::{ConversationId, HandoverStage, Line, TranscriptLine};

use super::{closed, moment};
use crate::config::StaffRole;
use crate::web::Web;
use crate::web::account::{Refusal, Signed};
use crate::web::assets::Assets;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::talk::unavailable;

/// Most lines read at once.
const PAGE: u32 = 200;

/// A line as counsellors read it.
#[derive(Template)]
#[template(path = "counsel/line.html")]
pub(super) struct LineView {
    pub(super) seq: i64,
    /// "young", "tandem" or "team".
    class: &'static str,
    who: String,
    text: String,
    /// Titles of what was proposed.
    cards: Vec<String>,
    /// Labels of what could be answered.
    choices: Vec<String>,
    at: String,
}

/// Where the conversation stands, and what can be done about it.
#[derive(Template)]
#[template(path = "counsel/stage.html")]
pub(super) struct StageView {
    id: String,
    form_token: String,
    says: String,
    /// Nobody took it, or somebody else did.
    can_take: bool,
    /// The reader answers.
    is_own: bool,
}

#[derive(Template)]
#[template(path = "counsel/conversation.html")]
struct ConversationPage<'a> {
    assets: Assets,
    signed: &'a Signed,
    id: &'a str,
    /// Makes two submissions of this very page one.
    page_key: String,
    facts: Vec<(String, String)>,
    lines: Vec<LineView>,
    last_seq: i64,
    stage: StageView,
}

/// `GET /conseil/{id}`.
pub(super) async fn show(
    State(web): State<Web>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let signed = web.staff(&headers, StaffRole::Counsellor).await?;
    let conversation = ConversationId(id.clone());
    let now = web.app.clock.now();
    let account = signed.member.account();
    let opened = web.app.store.open_handover(&account, &conversation, now);
    let profile = opened.await.map_err(unavailable)?.ok_or_else(closed)?;
    let lines = lines_after(&web, &conversation, 0).await?;
    let stage = stage(&web, &signed, &conversation).await?;
    let world = web.app.world();
    let page = ConversationPage {
        assets: Assets,
        signed: &signed,
        id: &id,
        page_key: web.app.entropy.token(),
        facts: profile_facts(&world.on(ChannelKind::Web), &profile),
        last_seq: lines.last().map_or(0, |line| line.seq),
        lines,
        stage: stage.ok_or_else(closed)?,
    };
    Ok(html(page.render()))
}

/// Every line after `after` that may be read.
pub(super) async fn lines_after(
    web: &Web,
    conversation: &ConversationId,
    mut after: i64,
) -> Result<Vec<LineView>, Problem> {
    let mut lines = Vec::new();
    loop {
        let found = web
            .app
            .store
            .handover_lines_after(conversation, after, PAGE);
        let found = found.await.map_err(unavailable)?;
        let Some(last) = found.last() else {
            return Ok(lines);
        };
        after = last.seq;
        lines.extend(found.into_iter().map(view));
    }
}

/// Where it stands; `None`: it may no longer be read.
pub(super) async fn stage(
    web: &Web,
    signed: &Signed,
    conversation: &ConversationId,
) -> Result<Option<StageView>, Problem> {
    let found = web.app.store.handover(conversation).await;
    let Some(handover) = found.map_err(unavailable)? else {
        return Ok(None);
    };
    let own = web.app.store.counsellor_id(&signed.member.account());
    let now = web.app.clock.now();
    let is_own = matches!(&handover.stage, HandoverStage::Taken(by) if by.id == own);
    let says = match (&handover.stage, handover.waits_since) {
        (HandoverStage::Requested, _) => format!(
            "Personne n’a encore pris cette conversation. Demande de {}.",
            moment(handover.asked_at, now)
        ),
        (HandoverStage::Missed { at }, _) => format!(
            "Personne n’a répondu à temps : Tandem a repris la conversation à {}. Vous lisez ce qui \
             précède. Si vous écrivez, elle vous revient.",
            moment(*at, now)
        ),
        (HandoverStage::Taken(_), Some(since)) if is_own => {
            format!(
                "Vous répondez. La personne attend depuis {}.",
                moment(since, now)
            )
        }
        (HandoverStage::Taken(_), None) if is_own => {
            "Vous répondez. À la personne d’écrire ; Tandem se tait.".to_owned()
        }
        (HandoverStage::Taken(by), _) => {
            format!(
                "{} répond. Si vous écrivez, la conversation passe à vous.",
                by.name
            )
        }
    };
    Ok(Some(StageView {
        id: conversation.to_string(),
        form_token: signed.form_token.clone(),
        says,
        can_take: !is_own,
        is_own,
    }))
}

fn view(line: TranscriptLine) -> LineView {
    let at = crate::clock::paris().to_datetime(line.at).time();
    let at = tandem_engine::french::time(at);
    match line.line {
        Line::Heard { text, .. } => LineView {
            seq: line.seq,
            class: "young",
            who: "La personne".to_owned(),
            text: if text.is_empty() {
                "…".to_owned()
            } else {
                text
            },
            cards: Vec::new(),
            choices: Vec::new(),
            at,
        },
        Line::Said(message) => LineView {
            seq: line.seq,
            class: if message.author.is_some() {
                "team"
            } else {
                "tandem"
            },
            who: message.author.unwrap_or_else(|| "Tandem".to_owned()),
            text: message.text,
            cards: message
                .cards
                .into_iter()
                .map(|card| format!("{}, {}", card.title, card.subtitle))
                .collect(),
            choices: message
                .buttons
                .into_iter()
                .map(|button| button.label)
                .collect(),
            at,
        },
    }
}
