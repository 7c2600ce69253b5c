//! `/dev/mail`: the mails of the file transport, as their receiver would read them. They hold names,
//! contacts and links that act, so they show only to who sits at this machine, and never on a server
//! that the public reaches.

use std::net::IpAddr;
use std::path::Path as FilePath;
use std::time::SystemTime;

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use mail_parser::{MessageParser, MimeHeaders};

use super::Web;
use super::assets::Assets;
use super::limits::is_this_machine;
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
pub(super) async fn list(
    State(web): State<Web>,
    request: Request,
) -> Result<Response, PageProblem> {
    let folder = folder(&web, &request)?;
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
    request: Request,
) -> Result<Response, PageProblem> {
    let bytes = read(&web, &request, &name)?;
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
    request: Request,
) -> Result<Response, PageProblem> {
    let bytes = read(&web, &request, &name)?;
    let headers = [
        (CONTENT_TYPE, "message/rfc822"),
        (CONTENT_DISPOSITION, "attachment; filename=\"mail.eml\""),
    ];
    Ok((headers, bytes).into_response())
}

/// The folder, when mails are captured at all and this reader may see them.
fn folder(web: &Web, request: &Request) -> Result<std::path::PathBuf, PageProblem> {
    let config = &web.app.config;
    if config.mail.transport == MailTransport::File
        && is_private(&config.server.public_url)
        && is_this_machine(request.headers(), request.extensions())
    {
        Ok(captured_folder(&config.data.dir))
    } else {
        Err(Problem::page_not_found().into())
    }
}

/// Whether that address leads to this machine only.
fn is_private(public_url: &str) -> bool {
    let (_, rest) = public_url.split_once("://").unwrap_or(("", public_url));
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

fn read(web: &Web, request: &Request, name: &str) -> Result<Vec<u8>, PageProblem> {
    let is_ours = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let path = folder(web, request)?.join(format!("{name}.eml"));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_with_a_public_address_shows_no_mail() {
        for address in [
            "http://127.0.0.1:8080",
            "http://localhost",
            "http://[::1]:8080",
            "http://0.0.0.0:80",
        ] {
            assert!(is_private(address), "{address}");
        }
        for address in [
            "https://tandem.example",
            "http://192.168.1.7:8080",
            "http://127.0.0.1.evil.example",
            "",
        ] {
            assert!(!is_private(address), "{address}");
        }
    }
}
