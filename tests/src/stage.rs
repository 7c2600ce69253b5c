//! The whole program in one process, on real imported trainings, with a clock that tests move:
//! real database, real HTTP, real mail server, the Bot API emulator.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use tandem_bot::App;
use tandem_bot::cli::{Edge, open};
use tandem_bot::clock::Clock;
use tandem_bot::config::{Overrides, load};
use tandem_bot::entropy::Entropy;
use tandem_engine::appointments::AppointmentMode;
use tandem_engine::slots::{AppointmentType, HolidayZone, Opening};
use tandem_index::{Catalog, Centre, CentreId, Query};
use tandem_models::Point;
use tandem_store::{AdviserSetup, CalendarSetup, Coverage, Import, Store};
use tempfile::TempDir;

use crate::emulator::{Emulator, TOKEN};
use crate::mailbox::Mailbox;
use crate::server::binary;

/// Centre of Metz.
const METZ: Point = Point {
    lat: 49.1196,
    lon: 6.1764,
};

/// Masons, whose centres get a calendar.
const MASONRY: &str = "F1703";

/// Secretaries' schools, whose centres meet by video.
const OFFICE: &str = "M1607";

/// Beauticians, whose centres get a mail.
const BEAUTY: &str = "D1208";

/// Dental assistants, whose centre has a calendar and never a free slot.
const DENTAL_CARE: &str = "J1303";

/// The one employer with a mail and one with a phone: the real file has neither.
const RECRUITER: &str = r#"[{"siret": "99999999800019", "raison_sociale": "LES TAILLEURS DE LA SEILLE",
    "naf_code": "2370Z", "insee_city_code": "57463", "zip_code": "57000",
    "libelleCommuneEtablissement": "METZ", "street_number": "4", "street_name": "RUE DE LA GARE",
    "company_size": "6-9", "email": "embauche@seille.example", "phone": "0387000004",
    "rome_codes": [{"rome_code": "F1612", "normalized_score": 1.0},
        {"rome_code": "F1703", "normalized_score": 1.0}]},
    {"siret": "99999999800027", "raison_sociale": "LES TOITS DE LA SEILLE",
    "naf_code": "4391B", "insee_city_code": "57463", "zip_code": "57000",
    "libelleCommuneEtablissement": "METZ", "street_number": "6", "street_name": "RUE DE LA GARE",
    "company_size": "6-9", "phone": "0387000005",
    "rome_codes": [{"rome_code": "F1610", "normalized_score": 1.0}]}]"#;

/// A running program.
pub struct Stage {
    /// Its parts.
    pub app: App,
    /// Telegram, as far as it is concerned.
    pub telegram: Emulator,
    /// Its mail relay.
    pub mailbox: Mailbox,
    /// `http://127.0.0.1:port`.
    pub url: String,
    _folder: TempDir,
}

/// Files of the real world, read where they are kept.
pub fn shared_data(path: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")).join(path)
}

impl Stage {
    /// Imports the real catalogue and the employers of Moselle, gives the centres that teach masonry
    /// within 60 km of Metz a calendar and those that teach beauty care a mail, and serves with the
    /// clock held at `now`.
    ///
    /// # Errors
    /// When any of it cannot be done.
    pub async fn around_metz(now: Timestamp) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        import(
            "catalogue",
            "formations/rco_catalogue_2020-06-25.tsv.gz",
            &data,
        )?;
        import("employers", "employers/etablissements_moselle.tsv", &data)?;
        let recruiters = folder.path().join("recruteurs.json");
        std::fs::write(&recruiters, RECRUITER)?;
        run_import("recruiters", &recruiters, &data)?;

        let telegram = Emulator::start().await?;
        let mailbox = Mailbox::start()?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let settings = [
            ("TANDEM__SERVER__PUBLIC_URL", url.clone()),
            ("TANDEM__DATA__DEMO", "never".to_owned()),
            ("TANDEM__MAIL__TRANSPORT", "smtp".to_owned()),
            ("TANDEM__MAIL__SMTP_HOST", "127.0.0.1".to_owned()),
            ("TANDEM__MAIL__SMTP_PORT", mailbox.port.to_string()),
            ("TANDEM__MAIL__SMTP_TLS", "none".to_owned()),
            ("TELEGRAM_BOT_TOKEN", TOKEN.to_owned()),
            ("TANDEM__TELEGRAM__API_URL", telegram.api_url()),
            ("TANDEM__TELEGRAM__MODE", "webhook".to_owned()),
            (
                "TANDEM__TELEGRAM__WEBHOOK_SECRET",
                "un-secret-de-test".to_owned(),
            ),
        ];
        let overrides = Overrides {
            data: Some(data),
            ..Overrides::default()
        };
        let config = load(
            &overrides,
            settings.map(|(key, value)| (key.to_owned(), value)),
        )?;

        let edge = Edge {
            clock: Clock::held_at(now),
            entropy: Entropy::from_system(),
        };
        let store = open::store(&config, &edge.entropy).await?;
        let understander = open::understander(&store, None).await?;
        let catalog = open::catalog(&config)?;
        set_desks(&store, &catalog, now).await?;
        let app = open::app(config, edge, store, catalog, understander).await?;
        tokio::spawn(tandem_bot::serve::serve(app.clone(), listener));
        Ok(Self {
            app,
            telegram,
            mailbox,
            url,
            _folder: folder,
        })
    }

    /// Waits until nothing is left to do: inputs, messages, mails.
    ///
    /// # Errors
    /// When something is still there after twenty seconds, or was given up.
    pub async fn settle(&self) -> anyhow::Result<()> {
        for _ in 0..2_000 {
            let left = self.app.store.backlog(self.app.clock.now()).await?;
            if left.inbox + left.telegram + left.mail == 0 {
                ensure!(left.dead == 0, "something was given up: {left:?}");
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        anyhow::bail!(
            "never settled: {:?}",
            self.app.store.backlog(self.app.clock.now()).await?
        )
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.app.shutdown.cancel();
    }
}

/// Gives masonry around Metz a calendar (by phone where it is far), dental care a full one, and
/// beauty care a mail.
async fn set_desks(store: &Store, catalog: &Catalog, now: Timestamp) -> anyhow::Result<()> {
    let within = |rome: &str, km: f64| -> anyhow::Result<BTreeSet<CentreId>> {
        let found = catalog.searcher().trainings(&Query {
            romes: vec![rome.parse()?],
            around: Some(METZ),
            radius_km: Some(km),
            limit: 50,
            ..Query::default()
        });
        Ok(found.iter().map(|hit| hit.item.centre.clone()).collect())
    };
    let around_metz = |rome: &str| within(rome, 60.0);
    let masonry = around_metz(MASONRY)?;
    let near = within(MASONRY, 30.0)?;
    ensure!(!masonry.is_empty(), "no masonry was imported around Metz");
    // The real file says no address: some centres get one.
    let mut called = Vec::new();
    for (number, centre) in masonry.iter().enumerate() {
        let mut calendar = calendar(centre, &number.to_string());
        if !near.contains(centre) {
            called.push(phoned(store, centre).await?);
            calendar.appointment_type.mode = AppointmentMode::Phone;
            calendar.appointment_type.instructions = None;
        }
        store.set_centre_calendar(&calendar, now).await?;
    }
    let dental_care = around_metz(DENTAL_CARE)?;
    ensure!(!dental_care.is_empty(), "no dental care around Metz");
    for (number, centre) in dental_care.difference(&masonry).enumerate() {
        let mut full = calendar(centre, &format!("complet-{number}"));
        for adviser in &mut full.advisers {
            for opening in &mut adviser.openings {
                opening.first_day = Date::constant(2029, 1, 1);
            }
        }
        store.set_centre_calendar(&full, now).await?;
    }
    let office = around_metz(OFFICE)?;
    let taken: BTreeSet<CentreId> = masonry.union(&dental_care).cloned().collect();
    ensure!(
        !office.is_subset(&taken),
        "no office work of its own around Metz"
    );
    for (number, centre) in office.difference(&taken).enumerate() {
        let mut by_video = calendar(centre, &format!("visio-{number}"));
        by_video.appointment_type.mode = AppointmentMode::Video;
        store.set_centre_calendar(&by_video, now).await?;
    }
    let mut written_to = Vec::new();
    for id in around_metz(BEAUTY)?.difference(&masonry) {
        written_to.push(Centre {
            mail: Some("accueil@sans-agenda.example".to_owned()),
            ..phoned(store, id).await?
        });
    }
    ensure!(
        !written_to.is_empty(),
        "no beauty care was imported around Metz"
    );
    let import = Import {
        source: "addresses",
        coverage: Coverage::Partial,
    };
    written_to.extend(called);
    store.import_centres(written_to, import, now).await?;
    Ok(())
}

/// A centre with a phone.
async fn phoned(store: &Store, id: &CentreId) -> anyhow::Result<Centre> {
    let centre = store.centre(id).await?.context("its centre")?;
    Ok(Centre {
        phone: Some("0387000010".to_owned()),
        ..centre
    })
}

/// One adviser, weekdays 9:00 to 12:00 and 13:30 to 17:00.
fn calendar(centre: &CentreId, number: &str) -> CalendarSetup {
    let opening = |start: Time, end: Time| Opening {
        first_day: Date::constant(2026, 11, 2),
        start,
        end,
        weekdays: vec![1, 2, 3, 4, 5],
        every_weeks: 1,
        until: None,
    };
    CalendarSetup {
        centre: centre.clone(),
        time_zone: "Europe/Paris".to_owned(),
        holidays: HolidayZone::AlsaceMoselle,
        appointment_type: AppointmentType {
            id: format!("information-{number}"),
            name: "Rendez-vous d’information".to_owned(),
            mode: AppointmentMode::PublicOffice,
            duration_minutes: 30,
            interval_minutes: 30,
            buffer_before_minutes: 0,
            buffer_after_minutes: 0,
            min_delay_seconds: 86_400,
            max_delay_seconds: 7_889_238,
            instructions: Some("Apporte ton dernier bulletin.".to_owned()),
        },
        advisers: vec![AdviserSetup {
            id: format!("conseil-{number}"),
            name: "Camille".to_owned(),
            mail: Some(format!("conseil-{number}@cfa.example")),
            openings: vec![
                opening(Time::constant(9, 0, 0, 0), Time::constant(12, 0, 0, 0)),
                opening(Time::constant(13, 30, 0, 0), Time::constant(17, 0, 0, 0)),
            ],
        }],
    }
}

fn import(kind: &str, file: &str, data: &Path) -> anyhow::Result<()> {
    run_import(kind, &shared_data(file), data)
}

fn run_import(kind: &str, file: &Path, data: &Path) -> anyhow::Result<()> {
    let output = Command::new(binary()?)
        .args(["import", kind])
        .arg(file)
        .arg("--data")
        .arg(data)
        .env_remove("TELEGRAM_BOT_TOKEN")
        .output()
        .context("running the import")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}
