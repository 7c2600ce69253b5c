//! `tandem doctor` on folders that are whole, new or broken.

use std::path::Path;

use crate::cli::{Run, tandem};

fn doctor(folder: &Path) -> Run {
    tandem(folder, &["doctor"], "")
}

/// The line about a subject.
fn about<'a>(run: &'a Run, subject: &str) -> &'a str {
    let mut lines = run.stdout.lines();
    lines
        .find(|line| line.contains(&format!(" {subject} : ")))
        .unwrap_or_else(|| panic!("nothing about {subject}: {run:?}"))
}

/// A data folder with the demonstration in it.
fn whole(folder: &Path) {
    let made = tandem(folder, &["demo"], "");
    assert_eq!(made.code, Some(0), "{made:?}");
}

#[test]
fn a_new_folder_is_no_error_and_says_what_will_make_it() {
    let folder = tempfile::tempdir().unwrap();
    let run = doctor(folder.path());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(about(&run, "dossier des données").contains("tandem serve"));
    assert!(about(&run, "Telegram").contains("TELEGRAM_BOT_TOKEN"));
    assert!(!run.stdout.contains("erreur"), "{run:?}");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "looking makes nothing");
}

#[test]
fn a_whole_folder_is_sound_and_a_broken_part_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    whole(folder.path());
    let data = folder.path().join("data");
    let run = doctor(folder.path());
    assert_eq!(run.code, Some(0), "{run:?}");
    for subject in [
        "dossier des données",
        "clé de chiffrement",
        "base de données",
        "index",
    ] {
        assert!(about(&run, subject).starts_with("ok"), "{run:?}");
    }
    assert!(about(&run, "index").contains("formations"), "{run:?}");

    // A key cut short: what was written cannot be read, and nothing is overwritten.
    let key = std::fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains("key"))
        .expect("a key file");
    let kept = std::fs::read(&key).unwrap();
    std::fs::write(&key, b"trop court").unwrap();
    let run = doctor(folder.path());
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        about(&run, "clé de chiffrement").starts_with("erreur"),
        "{run:?}"
    );
    assert_eq!(std::fs::read(&key).unwrap(), b"trop court");
    std::fs::write(&key, kept).unwrap();

    // A database that is none.
    let database = std::fs::read_dir(&data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".db") || name.ends_with(".sqlite")
        })
        .expect("a database file");
    for extra in ["-wal", "-shm"] {
        let _absent_is_fine = std::fs::remove_file(format!("{}{extra}", database.display()));
    }
    std::fs::write(&database, "ceci n'est pas une base".repeat(200)).unwrap();
    let run = doctor(folder.path());
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        about(&run, "base de données").starts_with("erreur"),
        "{run:?}"
    );
    assert!(
        about(&run, "index").starts_with("ok"),
        "the rest is still looked at"
    );
}

#[test]
fn a_mail_server_that_does_not_answer_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let settings =
        format!("[mail]\ntransport = \"smtp\"\nsmtp_host = \"127.0.0.1\"\nsmtp_port = {port}\n");
    std::fs::write(folder.path().join("tandem.toml"), settings).unwrap();
    let run = doctor(folder.path());
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(
        about(&run, "courriels").contains("ne répond pas"),
        "{run:?}"
    );
    assert!(about(&run, "courriels").starts_with("erreur"), "{run:?}");
}
