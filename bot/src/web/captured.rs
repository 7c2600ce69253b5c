//! `/dev/mail`: the mails of the file transport, as their receiver would read them.

use std::path::Path as FilePath;
use std::time::SystemTime;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use mail_parser::{MessageParser, MimeHeaders};

use super::Web;
use super::assets::Assets;
use super::pages::html;
use super::problem::{PageProblem, Problem};
use crate::config::MailTransport;
use crate::mail::transport::captured_folder;

/// Name of the calendar file in our mails.
const ATTACHED_CALENDAR: &str = "rendez-vous.ics";

/// Mails listed.
const LISTED: usize = 200;

/// A line of the list.
struct Line {
    name: String,
    to: String,
    subject: String,
}

#[derive(Template)]
#[template(path = "captured_list.html")]
struct ListPage {
    assets: Assets,
    page_key: &'static str,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "captured_mail.html")]
struct MailPage {
    assets: Assets,
    page_key: &'static str,
    name: String,
    from: String,
    to: String,
    subject: String,
    text: String,
    calendar: Option<String>,
}

/// `GET /dev/mail`: newest first.
pub(super) async fn list(State(web): State<Web>) -> Result<Response, PageProblem> {
    let folder = folder(&web)?;
    let mut files: Vec<(SystemTime, String)> = Vec::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let (Some(name), Ok(written)) = (
            name.strip_suffix(".eml"),
            entry.metadata().and_then(|about| about.modified()),
        ) {
            files.push((written, name.to_owned()));
        }
    }
    files.sort_by(|a, b| b.cmp(a));
    files.truncate(LISTED);
    let lines = files
        .into_iter()
        .filter_map(|(_, name)| line(&folder, name))
        .collect();
    let page = ListPage {
        assets: Assets,
        page_key: "",
        lines,
    };
    Ok(([(CACHE_CONTROL, "no-store")], html(page.render())).into_response())
}

/// `GET /dev/mail/{name}`.
pub(super) async fn show(
    State(web): State<Web>,
    Path(name): Path<String>,
) -> Result<Response, PageProblem> {
    let bytes = read(&web, &name)?;
    let mail = MessageParser::default()
        .parse(&bytes)
        .ok_or_else(Problem::page_not_found)?;
    let calendar = mail
        .attachments()
        .find(|part| {
            part.attachment_name()
                .is_some_and(|name| name == ATTACHED_CALENDAR)
        })
        .map(|part| String::from_utf8_lossy(part.contents()).into_owned());
    let page = MailPage {
        assets: Assets,
        page_key: "",
        from: address(mail.from()),
        to: address(mail.to()),
        subject: mail.subject().unwrap_or_default().to_owned(),
        text: mail.body_text(0).unwrap_or_default().into_owned(),
        calendar,
        name,
    };
    Ok(([(CACHE_CONTROL, "no-store")], html(page.render())).into_response())
}

/// `GET /dev/mail/{name}/brut`: the mail as it would have left.
pub(super) async fn raw(
    State(web): State<Web>,
    Path(name): Path<String>,
) -> Result<Response, PageProblem> {
    let bytes = read(&web, &name)?;
    let headers = [
        (CONTENT_TYPE, "message/rfc822"),
        (CONTENT_DISPOSITION, "attachment; filename=\"mail.eml\""),
    ];
    Ok((headers, bytes).into_response())
}

/// The folder, when mails are captured at all.
fn folder(web: &Web) -> Result<std::path::PathBuf, PageProblem> {
    let config = &web.app.config;
    if config.mail.transport == MailTransport::File {
        Ok(captured_folder(&config.data.dir))
    } else {
        Err(Problem::page_not_found().into())
    }
}

fn read(web: &Web, name: &str) -> Result<Vec<u8>, PageProblem> {
    let is_ours = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let path = folder(web)?.join(format!("{name}.eml"));
    if !is_ours {
        return Err(Problem::page_not_found().into());
    }
    std::fs::read(path).map_err(|_| Problem::page_not_found().into())
}

fn line(folder: &FilePath, name: String) -> Option<Line> {
    let bytes = std::fs::read(folder.join(format!("{name}.eml"))).ok()?;
    let mail = MessageParser::default().parse_headers(&bytes)?;
    Some(Line {
        to: address(mail.to()),
        subject: mail.subject().unwrap_or_default().to_owned(),
        name,
    })
}

fn address(address: Option<&mail_parser::Address<'_>>) -> String {
    address
        .and_then(mail_parser::Address::first)
        .and_then(|one| one.address())
        .unwrap_or_default()
        .to_owned()
}
