//! Orders that are always the same few words: read to the letter, before any guess.

use tandem_models::Meaning;

use super::state::{Awaiting, Question};
use super::turn::Turn;
use super::{agenda, appointments, commands, french, press, sentence};

/// Runs the order that these words are. `false`: they are none.
pub(super) fn handle(
    turn: &mut Turn<'_>,
    question: &Question,
    text: &str,
    meaning: &Meaning,
) -> bool {
    let folded = french::fold(text);
    if let Some(command) = command(&folded) {
        commands::run(turn, command, 1);
        return true;
    }
    match folded.as_str() {
        "annuler" | "annule" | "j annule" | "annuler mon rdv" | "annuler mon rendez vous" => {
            sentence::cancel(turn, question);
            return true;
        }
        "deplacer" | "deplacer mon rdv" | "deplacer mon rendez vous" => {
            appointments::look_up(turn, Awaiting::Move { appointment: None });
            return true;
        }
        _ => {}
    }
    match edited(&folded) {
        Some(slot) if !sentence::has_facts(meaning) && !is_asked(turn, slot) => {
            press::edit(turn, slot);
            true
        }
        _ => false,
    }
}

/// Whether these words are an order: never a name, a contact or a message.
pub(super) fn is_one(text: &str) -> bool {
    let folded = french::fold(text);
    command(&folded).is_some()
        || edited(&folded).is_some()
        || folded.starts_with("annul")
        || folded.starts_with("deplacer")
}

/// The command that these words are, to the letter.
pub(super) fn named(text: &str) -> Option<&'static str> {
    command(&french::fold(text))
}

/// The command of these words.
fn command(folded: &str) -> Option<&'static str> {
    let goes_on = ["continu", "passer sur", "aller sur", "reprendre sur"]
        .iter()
        .any(|verb| folded.contains(verb));
    if goes_on && folded.contains("telegram") {
        return Some("continue_telegram");
    }
    if goes_on
        && ["sur le site", "sur le web", "sur internet"]
            .iter()
            .any(|on| folded.contains(on))
    {
        return Some("continue_web");
    }
    let is_short = folded.split(' ').count() <= 6;
    let shows = ["montre", "voir", "affiche", "donne"]
        .iter()
        .any(|verb| folded.starts_with(verb) || folded.contains(&format!(" {verb} ")));
    if is_short && shows && folded.ends_with("entreprises") {
        return Some("employers");
    }
    Some(match folded {
        "passer" | "passe" | "je passe" | "on passe" | "skip" | "suivant" | "question suivante" => {
            "skip"
        }
        "retour" | "retour en arriere" | "revenir en arriere" | "reviens en arriere"
        | "precedent" | "arriere" => "undo",
        "recap" | "recapitulatif" | "mes reponses" | "changer mes reponses" => "recap",
        "voir plus" | "la suite" | "encore" => "more",
        "autre domaine" | "un autre domaine" | "changer de domaine" => "other_domain",
        "autres domaines" | "d autres domaines" => "other_domains",
        "autres metiers" | "d autres metiers" => "other_trades",
        "repete"
        | "repete stp"
        | "tu peux repeter"
        | "tu peux repeter stp"
        | "peux tu repeter"
        | "redis"
        | "redis stp"
        | "repete la question"
        | "redis moi la question"
        | "c etait quoi la question"
        | "c est quoi la question" => "repeat",
        "on reprend" | "continuer" | "reprendre" | "on continue" => "continue",
        "mes rdv" | "mes rendez vous" => "my_appointments",
        "mes donnees" => "my_data",
        "supprimer" | "supprime tout" | "tout supprimer" | "supprimer mes donnees" => "erase",
        "reprendre avec tandem" | "revenir a tandem" | "tandem" => "bot_back",
        "parler a un humain" | "parler a quelqu un" => "human",
        "recommencer" | "tout recommencer" => "restart",
        "voir les entreprises" | "les entreprises" => "employers",
        "laisse tomber" | "laisser tomber" => "abandon",
        _ => return None,
    })
}

/// "changer ma ville": the slot that is to be changed.
fn edited(folded: &str) -> Option<&'static str> {
    let mut words = folded.split(' ');
    let is_change = words.next().is_some_and(|verb| {
        ["changer", "modifier", "corriger", "change", "modifie"].contains(&verb)
    });
    if !is_change {
        return None;
    }
    words.find_map(|word| {
        Some(match word {
            "ville" | "commune" | "adresse" | "lieu" => "place",
            "age" => "age_band",
            "metier" | "formation" => "trades",
            "classe" | "niveau" | "diplome" => "level_now",
            "distance" | "trajet" | "transport" | "rayon" => "reach",
            "date" | "debut" | "rentree" => "start",
            _ => return None,
        })
    })
}

/// Whether that slot is what is being asked already.
fn is_asked(turn: &Turn<'_>, slot: &str) -> bool {
    match agenda::question(&turn.state, turn.flow()) {
        Question::Step(id) => turn
            .flow()
            .step(&id)
            .is_some_and(|step| step.slots.iter().any(|own| own == slot)),
        _ => false,
    }
}
