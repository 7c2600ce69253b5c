//! `tandem doctor`: what works, what does not, what to do about it.

use std::time::Duration;

use tandem_engine::dialogue::Flows;
use tandem_index::Catalog;

use super::output::line;
use super::{Edge, open};
use crate::config::{Config, KeyOrigin, MailTransport, read_key};
use crate::workers::bot_name;
use crate::{http_client, indexer};

/// Free space under which the disk is worth a word, in kilobytes.
const LOW_SPACE_KB: u64 = 500_000;

/// Time given to servers that are asked.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a check found.
enum Finding {
    /// Fine.
    Sound(String),
    /// Works, but.
    Notice(String),
    /// Does not work: what is wrong, and what to do.
    Wrong(String),
}

/// Whether the installation can serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Yes.
    Sound,
    /// At least one thing must be repaired.
    Wrong,
}

/// Runs every check and says each result on a line.
pub(super) async fn run(config: &Config, edge: &Edge) -> anyhow::Result<Verdict> {
    let mut verdict = Verdict::Sound;
    let findings = [
        ("dossier des données", data_folder(config)),
        ("espace disque", disk(config).await),
        ("clé de chiffrement", key(config)),
        ("base de données", database(config, edge).await),
        ("index", index(config)),
        ("parcours", flows()),
        ("courriels", mail(config).await),
        ("Telegram", telegram(config).await),
    ];
    for (subject, finding) in findings {
        let (mark, text) = match finding {
            Finding::Sound(text) => ("ok     ", text),
            Finding::Notice(text) => ("à voir ", text),
            Finding::Wrong(text) => {
                verdict = Verdict::Wrong;
                ("erreur ", text)
            }
        };
        line(&format!("{mark} {subject} : {text}"))?;
    }
    Ok(verdict)
}

fn data_folder(config: &Config) -> Finding {
    let dir = &config.data.dir;
    if !dir.exists() {
        return Finding::Notice(format!(
            "{} n'existe pas encore : `tandem serve` le crée",
            dir.display()
        ));
    }
    let probe = dir.join(format!(".doctor-{}", std::process::id()));
    match std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => Finding::Sound(dir.display().to_string()),
        Err(error) => Finding::Wrong(format!(
            "{} n'est pas accessible en écriture ({error}) : donnez les droits à l'utilisateur du service",
            dir.display()
        )),
    }
}

/// Free space as `df` tells it.
async fn disk(config: &Config) -> Finding {
    let mut dir = config.data.dir.as_path();
    while !dir.exists() {
        dir = match dir.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => std::path::Path::new("."),
        };
    }
    let told = tokio::process::Command::new("df")
        .arg("-Pk")
        .arg(dir)
        .output()
        .await;
    let free = told.ok().and_then(|told| {
        let table = String::from_utf8(told.stdout).ok()?;
        table
            .lines()
            .nth(1)?
            .split_whitespace()
            .nth(3)?
            .parse::<u64>()
            .ok()
    });
    match free {
        Some(free) if free < LOW_SPACE_KB => Finding::Notice(format!(
            "{} Mo libres : faites de la place avant un import",
            free / 1_000
        )),
        Some(free) => Finding::Sound(format!("{} Go libres", free / 1_000_000)),
        None => Finding::Notice("inconnu sur cette machine".to_owned()),
    }
}

fn key(config: &Config) -> Finding {
    match read_key(config) {
        Ok((_, KeyOrigin::Settings)) => Finding::Sound("donnée par les réglages".to_owned()),
        Ok((_, KeyOrigin::File(path) | KeyOrigin::Created(path))) => Finding::Sound(format!(
            "{} ; gardez-en une copie à part, sans elle les conversations sont illisibles",
            path.display()
        )),
        Err(error @ crate::config::KeyError::Missing { .. }) => Finding::Notice(error.to_string()),
        Err(error) => Finding::Wrong(error.to_string()),
    }
}

async fn database(config: &Config, edge: &Edge) -> Finding {
    if config.database.url.starts_with("sqlite") && !config.data.dir.exists() {
        return Finding::Notice("pas encore créée : `tandem serve` la crée".to_owned());
    }
    match open::store(config, &edge.entropy).await {
        Ok(store) => match store.backlog(edge.clock.now()).await {
            Ok(backlog) if backlog.dead > 0 => Finding::Notice(format!(
                "à jour ; {} messages ou courriels abandonnés après plusieurs essais",
                backlog.dead
            )),
            Ok(backlog) => Finding::Sound(format!(
                "{}, à jour ; en attente : {} messages reçus, {} courriels, {} messages Telegram",
                store.database_kind(),
                backlog.inbox,
                backlog.mail,
                backlog.telegram
            )),
            Err(error) => Finding::Wrong(error.to_string()),
        },
        Err(error) => Finding::Wrong(format!("{error:#}")),
    }
}

fn index(config: &Config) -> Finding {
    match Catalog::open(indexer::folder(config)) {
        Ok(catalog) => {
            let (trainings, employers) = catalog.searcher().counts();
            Finding::Sound(format!("{trainings} formations, {employers} employeurs"))
        }
        Err(tandem_index::IndexError::NothingPublished(_)) => {
            Finding::Notice("pas encore construit : `tandem serve` ou `tandem index`".to_owned())
        }
        Err(error) => Finding::Wrong(format!("{error} ; reconstruisez-le avec `tandem index`")),
    }
}

fn flows() -> Finding {
    let steps = Flows::embedded().orientation().steps.len();
    Finding::Sound(format!("{steps} étapes"))
}

async fn mail(config: &Config) -> Finding {
    let mail = &config.mail;
    match mail.transport {
        MailTransport::File => Finding::Notice(
            "écrits dans le dossier des données et montrés sur /dev/mail ; pour les envoyer \
             vraiment : TANDEM__MAIL__TRANSPORT=smtp"
                .to_owned(),
        ),
        MailTransport::Smtp => {
            let address = (mail.smtp_host.as_str(), mail.smtp_port);
            let reached = tokio::time::timeout(PATIENCE, tokio::net::TcpStream::connect(address));
            match reached.await {
                Ok(Ok(_)) => Finding::Sound(format!("{}:{} répond", address.0, address.1)),
                Ok(Err(error)) => Finding::Wrong(format!(
                    "{}:{} ne répond pas ({error}) : vérifiez TANDEM__MAIL__SMTP_HOST et le port",
                    address.0, address.1
                )),
                Err(_) => Finding::Wrong(format!(
                    "{}:{} ne répond pas en 5 s : un pare-feu ?",
                    address.0, address.1
                )),
            }
        }
    }
}

async fn telegram(config: &Config) -> Finding {
    if !config.telegram.token.is_set() {
        return Finding::Notice(
            "pas configuré ; pour l'ouvrir : TELEGRAM_BOT_TOKEN=… (donné par @BotFather)"
                .to_owned(),
        );
    }
    let asked = match http_client::build() {
        Ok(http) => bot_name::ask(&http, &config.telegram).await,
        Err(error) => Err(error.into()),
    };
    match asked {
        Ok(name) => Finding::Sound(format!("@{name}")),
        Err(error) => Finding::Wrong(format!("{error:#}")),
    }
}
