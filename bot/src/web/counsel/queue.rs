//! Who waits for somebody.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use tandem_engine::dialogue::ChannelKind;
use tandem_store::{Handover, HandoverStage};

use super::moment;
use crate::config::StaffRole;
use crate::web::Web;
use crate::web::account::{Refusal, Signed};
use crate::web::assets::Assets;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::talk::unavailable;

/// Most conversations listed.
const LISTED: u32 = 200;

/// A conversation in the list.
struct Item {
    href: String,
    /// "Sur le site, depuis 14 h 05".
    title: String,
    /// Who answers, or what happened.
    about: String,
}

/// The lists, by themselves: the page holds them and the stream renews them.
#[derive(Template, Default)]
#[template(path = "counsel/queue_list.html")]
pub(super) struct QueueList {
    waiting: Vec<Item>,
    taken: Vec<Item>,
    missed: Vec<Item>,
}

#[derive(Template)]
#[template(path = "counsel/queue.html")]
struct QueuePage<'a> {
    assets: Assets,
    signed: &'a Signed,
    hours: String,
    is_open: bool,
    is_admin: bool,
    list: QueueList,
}

/// `GET /conseil`.
pub(super) async fn show(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    let signed = web.staff(&headers, StaffRole::Counsellor).await?;
    let desk = web.app.config.counsel.help_desk();
    let page = QueuePage {
        assets: Assets,
        signed: &signed,
        hours: desk.hours.said(),
        is_open: desk.is_open(web.app.clock.now()),
        is_admin: signed.member.role == StaffRole::Admin,
        list: list(&web, &signed).await?,
    };
    Ok(html(page.render()))
}

/// What stands in the lists now.
pub(super) async fn list(web: &Web, signed: &Signed) -> Result<QueueList, Problem> {
    let found = web.app.store.handovers(LISTED).await;
    let now = web.app.clock.now();
    let own = web.app.store.counsellor_id(&signed.member.account());
    let mut list = QueueList::default();
    for handover in found.map_err(unavailable)? {
        let lane = match &handover.stage {
            HandoverStage::Requested => &mut list.waiting,
            HandoverStage::Taken(_) => &mut list.taken,
            HandoverStage::Missed { .. } => &mut list.missed,
        };
        lane.push(item(&handover, &own, now));
    }
    Ok(list)
}

impl QueueList {
    /// How many wait for somebody.
    fn count(&self) -> usize {
        self.waiting.len()
    }
}

fn item(handover: &Handover, own: &str, now: Timestamp) -> Item {
    let place = match handover.channel {
        ChannelKind::Web => "Sur le site",
        ChannelKind::Telegram => "Sur Telegram",
        ChannelKind::Terminal => "Dans le terminal",
    };
    let asked = moment(handover.asked_at, now);
    let about = match (&handover.stage, handover.waits_since) {
        (HandoverStage::Requested, _) => "Attend que quelqu’un réponde".to_owned(),
        (HandoverStage::Missed { at }, _) => {
            format!("Sans réponse à {}, revenue à Tandem", moment(*at, now))
        }
        (HandoverStage::Taken(by), waits) => {
            let who = if by.id == own { "Vous" } else { &by.name };
            match waits {
                Some(since) => format!(
                    "{who} : une réponse est attendue depuis {}",
                    moment(since, now)
                ),
                None => format!("{who} : à la personne d’écrire"),
            }
        }
    };
    Item {
        href: format!("/conseil/{}", handover.conversation),
        title: format!("{place}, demande de {asked}"),
        about,
    }
}
