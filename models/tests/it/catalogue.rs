//! Trades of training titles and of NAF classes.

use std::io::Read;
use std::path::Path;

use tandem_models::{RomeCode, Understander};

#[test]
fn training_titles_lead_to_their_trade() {
    let understander = Understander::embedded();
    for (title, rome) in [
        ("CAP boulanger", "D1102"),
        ("BP Boulanger (Apprentissage)", "D1102"),
        ("CAP métiers de la coiffure", "D1202"),
        ("CAP accompagnant éducatif petite enfance", "K1303"),
        (
            "Bac pro maintenance des véhicules option A voitures particulières",
            "I1604",
        ),
        ("CAP maçon", "F1703"),
        ("CAP cuisine", "G1602"),
        ("Diplôme d'État d'aide-soignant", "J1501"),
        ("CAP monteur en installations sanitaires", "F1603"),
        ("Titre professionnel soudeur(se)", "H2913"),
        ("CAP fleuriste", "D1209"),
        ("CAP couvreur", "F1610"),
        ("BTS comptabilité et gestion", "M1203"),
    ] {
        let found = understander.trades_of_title(title);
        assert_eq!(
            found.first().map(|found| found.rome.to_string()).as_deref(),
            Some(rome),
            "{title}: {found:#?}"
        );
    }
    assert!(understander.trades_of_title("").is_empty());
}

#[test]
fn imported_appellations_are_read_in_both_genders() {
    let rome: RomeCode = "F1402".parse().unwrap();
    let titles = [(rome, "Abatteur / Abatteuse de carrière".to_owned())];
    let understander = Understander::with_titles(&titles);
    for title in ["abatteur de carrière", "abatteuse de carrière"] {
        assert_eq!(
            understander
                .trades_of_title(title)
                .first()
                .map(|found| found.rome),
            Some(rome),
            "{title}"
        );
    }
}

#[test]
fn trades_are_known_by_naf_class_with_or_without_its_point() {
    let understander = Understander::embedded();
    let bakers = understander.trades_of_naf("10.71C");
    assert_eq!(bakers.first().map(RomeCode::as_str), Some("D1102"));
    assert_eq!(bakers, understander.trades_of_naf("1071C"));
    assert!(understander.trades_of_naf("0000Z").is_empty());
}

/// On the real catalogue, where it lies beside the work tree: nine lines in ten lead to a trade, by a
/// reading that is more than shared words.
#[test]
fn nine_lines_in_ten_of_the_real_catalogue_lead_to_a_trade() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/formations/rco_catalogue_2020-06-25.tsv.gz");
    let Ok(packed) = std::fs::read(&file) else {
        println!("{} is not here: nothing to measure", file.display());
        return;
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    let understander = Understander::embedded();
    let best = |title: &str| {
        understander
            .trades_of_title(title)
            .first()
            .map_or(0.0, |found| found.score)
    };
    let (mut rows, mut linked) = (0_u16, 0_u16);
    for line in text.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, _, _, _, name, _, _, diploma, ..] = columns[..] else {
            continue;
        };
        rows += 1;
        linked += u16::from(best(name).max(best(diploma)) >= 0.5);
    }
    let share = f32::from(linked) / f32::from(rows);
    println!("{linked} of {rows} lines: {share}");
    assert!(rows > 7_000 && share >= 0.9, "{linked} of {rows}: {share}");
}
