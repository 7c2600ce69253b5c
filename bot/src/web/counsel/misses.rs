//! `/conseil/incomprises`: sentences that were not understood, the most frequent first; a person
//! says what each means.

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tandem_models::{Intent, RomeCode, Topic, Understander};
use tandem_store::{Miss, MissLabel};

use crate::config::StaffRole;
use crate::web::Web;
use crate::web::account::{Refusal, Signed};
use crate::web::assets::Assets;
use crate::web::pages::html;
use crate::web::problem::Problem;
use crate::web::talk::unavailable;

/// Sentences on one page.
const LISTED: u32 = 40;

/// What a sentence may want, besides speaking of a trade: those whose examples are written by hand.
const INTENTS: [(Intent, &str); 24] = [
    (Intent::Inform, "donne une information"),
    (Intent::BookAppointment, "veut un rendez-vous"),
    (Intent::Apply, "veut postuler"),
    (Intent::SeeMore, "veut voir plus"),
    (Intent::WhyThis, "demande pourquoi"),
    (Intent::ChangeAnswer, "veut changer une réponse"),
    (Intent::Undo, "revient en arrière"),
    (Intent::Restart, "recommence"),
    (Intent::MyAppointments, "demande ses rendez-vous"),
    (Intent::CancelAppointment, "annule un rendez-vous"),
    (Intent::Reschedule, "déplace un rendez-vous"),
    (Intent::Help, "demande de l’aide"),
    (Intent::Human, "veut parler à quelqu’un"),
    (Intent::MyData, "demande ses données"),
    (Intent::DeleteData, "veut tout effacer"),
    (Intent::Stop, "veut que ça s’arrête"),
    (Intent::Greet, "salue"),
    (Intent::Thanks, "remercie"),
    (Intent::Goodbye, "dit au revoir"),
    (Intent::Affirm, "dit oui"),
    (Intent::Deny, "dit non"),
    (Intent::DontKnow, "ne sait pas"),
    (Intent::Insult, "insulte"),
    (Intent::OffTopic, "parle d’autre chose"),
];

const TOPICS: [(Topic, &str); 20] = [
    (Topic::Pay, "le salaire"),
    (Topic::Contract, "le contrat"),
    (Topic::Rhythm, "le rythme"),
    (Topic::AgeLimits, "l’âge"),
    (Topic::Aids, "les aides"),
    (Topic::Housing, "le logement"),
    (Topic::Transport, "les transports"),
    (Topic::Disability, "le handicap"),
    (Topic::Rupture, "la rupture du contrat"),
    (Topic::StartDates, "les dates de début"),
    (Topic::Admission, "l’admission"),
    (Topic::Diplomas, "les diplômes"),
    (Topic::FindEmployer, "trouver un employeur"),
    (Topic::Cost, "le coût"),
    (Topic::Holidays, "les congés"),
    (Topic::Abroad, "l’étranger"),
    (Topic::Definition, "ce qu’est l’apprentissage"),
    (Topic::Exams, "les examens"),
    (Topic::GrantsFamily, "les bourses et la famille"),
    (Topic::StatusStudentCard, "le statut et la carte"),
];

#[derive(Template)]
#[template(path = "counsel/misses.html")]
struct MissesPage<'a> {
    assets: Assets,
    signed: &'a Signed,
    total: u64,
    misses: Vec<Shown>,
    /// Value and words of what a sentence may want.
    intents: Vec<(String, &'static str)>,
    /// Value and words of what it may ask about.
    topics: Vec<(String, &'static str)>,
    /// Trades, as they are completed in the field.
    trades: Vec<String>,
    /// What was said of the last one.
    done: Option<Done>,
}

/// A sentence, with what had been asked.
struct Shown {
    miss: Miss,
    asked: String,
}

/// What the last form did.
struct Done {
    id: String,
    says: String,
}

/// Handed on through the redirect.
#[derive(Deserialize)]
pub(super) struct After {
    phrase: Option<String>,
    sens: Option<String>,
}

/// `GET /conseil/incomprises`.
pub(super) async fn show(
    State(web): State<Web>,
    headers: HeaderMap,
    Query(after): Query<After>,
) -> Result<Response, Refusal> {
    let signed = web.staff(&headers, StaffRole::Admin).await?;
    let understander = &web.app.understander;
    let done = after.phrase.zip(after.sens).and_then(|(id, label)| {
        let says = said(label.parse().ok()?, understander);
        Some(Done { id, says })
    });
    let store = &web.app.store;
    let page = MissesPage {
        assets: Assets,
        signed: &signed,
        total: store.count_open_misses().await.map_err(unavailable)?,
        misses: store
            .open_misses(LISTED)
            .await
            .map_err(unavailable)?
            .into_iter()
            .map(|miss| Shown {
                asked: asked(&web, &miss.about),
                miss,
            })
            .collect(),
        intents: INTENTS
            .map(|(intent, words)| (MissLabel::Intent(intent).to_string(), words))
            .to_vec(),
        topics: TOPICS
            .map(|(topic, words)| (MissLabel::Topic(topic).to_string(), words))
            .to_vec(),
        trades: understander
            .domains()
            .iter()
            .flat_map(|domain| &domain.trades)
            .map(|trade| format!("{} ({})", trade.label, trade.rome))
            .collect(),
        done,
    };
    Ok(html(page.render()))
}

/// What had been asked, in words.
fn asked(web: &Web, about: &str) -> String {
    let step = web.app.flows.orientation().step(about);
    match (step, about) {
        (Some(step), _) => step.short.clone(),
        (None, "free") => "rien, les propositions étaient là".to_owned(),
        (None, "notice") => "de commencer".to_owned(),
        (None, _) => "une précision".to_owned(),
    }
}

/// What a person says of one sentence.
#[derive(Deserialize)]
pub(super) struct Said {
    /// The token of forms.
    jeton: String,
    /// The sentence.
    phrase: String,
    /// A trade: its title, or its code.
    #[serde(default)]
    metier: String,
    /// A label as written in the list.
    #[serde(default)]
    sens: String,
    /// "ignorer", or "annuler" to take the last word back.
    #[serde(default)]
    geste: String,
}

/// `POST /conseil/incomprises`.
pub(super) async fn label(
    State(web): State<Web>,
    headers: HeaderMap,
    Form(said): Form<Said>,
) -> Result<Response, Refusal> {
    let signed = web.staff(&headers, StaffRole::Admin).await?;
    signed.own_form(&said.jeton)?;
    let label = meant(&said, &web.app.understander)?;
    let now = web.app.clock.now();
    let found = web.app.store.label_miss(&said.phrase, label, now).await;
    if !found.map_err(unavailable)? {
        return Err(Problem::page_not_found().into());
    }
    let place = match label {
        Some(label) => format!("/conseil/incomprises?phrase={}&sens={label}", said.phrase),
        None => "/conseil/incomprises".to_owned(),
    };
    Ok(Redirect::to(&place).into_response())
}

/// The label that the form says; `None` takes it back.
fn meant(said: &Said, understander: &Understander) -> Result<Option<MissLabel>, Problem> {
    match said.geste.as_str() {
        "ignorer" => return Ok(Some(MissLabel::Ignored)),
        "annuler" => return Ok(None),
        _ => {}
    }
    if !said.metier.trim().is_empty() {
        return match trade(&said.metier, understander) {
            Some(rome) => Ok(Some(MissLabel::Trade(rome))),
            None => Err(unknown(&said.metier)),
        };
    }
    said.sens.parse().map(Some).map_err(|_| unknown(&said.sens))
}

/// The trade of a title or of a code: "Boulanger, boulangère (D1102)", "boulanger", "D1102".
fn trade(written: &str, understander: &Understander) -> Option<RomeCode> {
    let written = written.trim();
    let code = written
        .rsplit_once('(')
        .map_or(written, |(_, code)| code.trim_end_matches(')'));
    let coded = code.trim().to_uppercase().parse().ok();
    let coded = coded.filter(|rome| understander.trade(*rome).is_some());
    let titled = || Some(understander.trades_of_title(written).first()?.rome);
    coded.or_else(titled)
}

fn unknown(written: &str) -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "label_not_understood",
        "Ce choix n'est pas reconnu",
        format!("« {written} » n'est ni un métier connu ni un sens de la liste."),
        "Revenez à la page précédente et choisissez dans la liste proposée.",
    )
}

/// What a label says, for whoever gave it.
fn said(label: MissLabel, understander: &Understander) -> String {
    match label {
        MissLabel::Trade(rome) => understander
            .trade(rome)
            .map_or_else(|| rome.to_string(), |trade| trade.label.clone()),
        MissLabel::Intent(intent) => words_of(&INTENTS, intent),
        MissLabel::Topic(topic) => words_of(&TOPICS, topic),
        MissLabel::Ignored => "à ignorer".to_owned(),
    }
}

fn words_of<T: Copy + PartialEq>(list: &[(T, &'static str)], wanted: T) -> String {
    let found = list.iter().find(|(value, _)| *value == wanted);
    found.map_or_else(String::new, |(_, words)| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trade_is_known_by_its_title_its_code_or_both() {
        let understander = Understander::embedded();
        let baker: RomeCode = "D1102".parse().unwrap();
        for written in [
            "Boulanger, boulangère (D1102)",
            "d1102",
            "boulangère",
            " Boulanger ",
        ] {
            assert_eq!(trade(written, &understander), Some(baker), "{written}");
        }
        assert_eq!(trade("zzzz", &understander), None);
    }
}
