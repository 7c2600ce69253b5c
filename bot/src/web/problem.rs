//! What went wrong and what to do next, in French: RFC 9457 for programs, a page for people.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::pages;

/// A problem detail (RFC 9457), with a code for programs and a next step for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// URN of the kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// One line.
    pub title: &'static str,
    /// HTTP status.
    pub status: u16,
    /// Stable name of the kind.
    pub code: &'static str,
    /// What happened, precisely.
    pub detail: String,
    /// What the person can do now.
    pub next: Box<str>,
    /// Seconds to wait before trying again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

impl Problem {
    /// A problem of that kind.
    pub fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
        next: &str,
    ) -> Self {
        Self {
            kind: format!("urn:tandem:problem:{code}"),
            title,
            status: status.as_u16(),
            code,
            detail: detail.into(),
            next: next.into(),
            retry_after: None,
        }
    }

    /// The body is larger than the door accepts.
    pub fn too_large(limit: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "message_too_large",
            "Ton message est trop long",
            format!(
                "On ne peut pas recevoir plus de {} ko d'un coup.",
                limit / 1024
            ),
            "Raconte l'essentiel en quelques phrases : le métier, ta ville, ta classe.",
        )
    }

    /// The body is not UTF-8.
    pub fn not_utf8(position: usize) -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "text_not_utf8",
            "Ce texte est illisible",
            format!(
                "Le message contient des octets qui ne sont pas de l'UTF-8 (position {position})."
            ),
            "Réécris ton message au clavier, sans copier-coller.",
        )
    }

    /// The body is not the JSON expected.
    pub fn bad_json(reason: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "body_not_understood",
            "Cette demande n'a pas été comprise",
            format!("Le corps de la requête n'est pas celui attendu : {reason}."),
            "Envoie du JSON, par exemple {\"type\":\"text\",\"text\":\"Salut\"}.",
        )
    }

    /// A value of the request is wrong.
    pub fn bad_value(field: &str, expected: &str) -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "value_not_accepted",
            "Une valeur ne convient pas",
            format!("« {field} » n'est pas accepté ici."),
            &format!("Attendu : {expected}."),
        )
    }

    /// The form is not a form.
    pub fn bad_form() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "form_not_understood",
            "Ce formulaire n'a pas été compris",
            "Le contenu envoyé n'est pas celui de la page de conversation.",
            "Reviens à la conversation et recommence : rien de ce que tu as déjà dit n'est perdu.",
        )
    }

    /// Another site sent the form.
    pub fn sent_from_elsewhere() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "sent_from_elsewhere",
            "Ce bouton ne vient pas d'ici",
            "Un autre site a essayé d'envoyer un formulaire à ta place. Rien n'a été fait.",
            "Ouvre la conversation et recommence depuis la page : tout y est encore.",
        )
    }

    /// The body did not arrive in time.
    pub fn too_slow() -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "message_too_slow",
            "Ton message n'est pas arrivé jusqu'au bout",
            "La connexion est trop lente ou a été coupée.",
            "Renvoie-le : il n'a pas été reçu.",
        )
    }

    /// No proof of who asks, or one that no longer holds.
    pub fn not_signed_in() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "conversation_token_refused",
            "Cette conversation ne peut pas être ouverte d'ici",
            "Le jeton de la conversation manque ou n'est plus valable.",
            "Recharge la page pour commencer une nouvelle conversation.",
        )
    }

    /// No conversation of that id.
    pub fn conversation_not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "conversation_not_found",
            "Cette conversation n'existe pas ou plus",
            "Elle a peut-être été effacée à ta demande, ou parce qu'elle était ancienne.",
            "Recharge la page pour commencer une nouvelle conversation.",
        )
    }

    /// No file with that message.
    pub fn file_not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "file_not_found",
            "Ce fichier n'existe plus",
            "Il n'y a pas de fichier avec ce message, ou il ne correspond plus à rien.",
            "Reviens à la conversation et redemande-le, par exemple avec « mes rendez-vous ».",
        )
    }

    /// No page of that address.
    pub fn page_not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "page_not_found",
            "Cette page n'existe pas",
            "L'adresse est peut-être mal recopiée.",
            "La conversation, elle, est toujours là.",
        )
    }

    /// The page exists, not that way of asking.
    pub fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
            "Cette adresse ne s'utilise pas ainsi",
            "La méthode HTTP ne convient pas à cette adresse.",
            "Reviens à la conversation.",
        )
    }

    /// The link to sign in is used, too old, or never was.
    pub fn sign_in_link_used_up() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "sign_in_link_used_up",
            "Ce lien de connexion ne marche plus",
            "Un lien de connexion sert une seule fois, dans les 15 minutes.",
            "Demandez-en un nouveau sur la page de connexion : /connexion",
        )
    }

    /// Signed in, and not allowed there.
    pub fn not_allowed() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "not_allowed",
            "Cette page n'est pas pour vous",
            "Votre compte n'y donne pas accès.",
            "Si elle devrait l'être, demandez à la personne qui gère Tandem chez vous.",
        )
    }

    /// Too many requests: `seconds` to wait.
    pub fn too_fast(seconds: u64) -> Self {
        let mut problem = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_messages",
            "Doucement, je n'arrive plus à suivre",
            "Beaucoup de messages sont arrivés en peu de temps.",
            &format!("Attends {seconds} s, puis renvoie ton message : il est gardé."),
        );
        problem.retry_after = Some(seconds);
        problem
    }

    /// The store did not answer: not the person's fault, and it passes.
    pub fn unavailable() -> Self {
        let mut problem = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "temporarily_unavailable",
            "Petit souci de notre côté",
            "La base de données n'a pas répondu.",
            "Réessaie dans quelques secondes : rien de ce que tu as déjà dit n'est perdu.",
        );
        problem.retry_after = Some(5);
        problem
    }

    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST)
    }

    fn with_retry_after(&self, mut response: Response) -> Response {
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl IntoResponse for Problem {
    /// As `application/problem+json`.
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        let headers = [(CONTENT_TYPE, "application/problem+json")];
        let response = (self.status_code(), headers, body).into_response();
        self.with_retry_after(response)
    }
}

/// A problem shown to a person, as a page.
#[derive(Debug, Clone)]
pub(super) struct PageProblem(pub(super) Problem);

impl From<Problem> for PageProblem {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl IntoResponse for PageProblem {
    fn into_response(self) -> Response {
        let problem = self.0;
        let page = pages::ErrorPage::new(&problem).render();
        let response = (problem.status_code(), pages::html(page)).into_response();
        problem.with_retry_after(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_as_rfc_9457_with_a_next_step() {
        let json = serde_json::to_value(Problem::too_large(64 * 1024)).unwrap();
        assert_eq!(json["type"], "urn:tandem:problem:message_too_large");
        assert_eq!(json["status"], 413);
        assert!(json["detail"].as_str().unwrap().contains("64 ko"));
        assert!(json["next"].as_str().unwrap().contains("l'essentiel"));
        assert!(json.get("retry_after").is_none());
    }
}
