//! What is typed finds what is meant, and nothing silly.

use tandem_index::{Query, Searcher};

use crate::supplies::{METZ, employer, training};

fn searcher() -> Searcher {
    let mut rncp = training(
        "9",
        "Licence professionnelle Métiers du numérique",
        &["M1805"],
        None,
    );
    rncp.rncp = Some("RNCP29969".to_owned());
    let trainings = vec![
        training("1", "CAP Boulanger", &["D1102"], Some(METZ)),
        training("2", "BP Boulanger", &["D1102"], Some(METZ)),
        training("3", "CAP Métiers de la coiffure", &["D1202"], Some(METZ)),
        training(
            "4",
            "CAP Accompagnant éducatif petite enfance",
            &["K1303"],
            Some(METZ),
        ),
        training(
            "5",
            "BTS Management commercial opérationnel",
            &["D1502"],
            Some(METZ),
        ),
        training("6", "CAP Agent de sécurité", &["K2503"], Some(METZ)),
        training("7", "BTS Électrotechnique", &["F1602"], Some(METZ)),
        training(
            "8",
            "BTS Conseil et commercialisation de solutions techniques",
            &["D1407"],
            None,
        ),
        rncp,
    ];
    let employers = vec![
        employer("33405590200046", "Virgile", &["D1102"], Some(METZ)),
        employer(
            "13001835100374",
            "Fournil de l'Étoile",
            &["D1102"],
            Some(METZ),
        ),
        employer("19352317200016", "Boulangerie Paul", &["D1102"], Some(METZ)),
    ];
    Searcher::in_memory(trainings, employers)
}

fn found(text: &str) -> String {
    let query = Query {
        text: Some(text.to_owned()),
        limit: 20,
        ..Query::default()
    };
    let ids: Vec<String> = searcher()
        .trainings(&query)
        .iter()
        .map(|hit| hit.item.id.to_string())
        .collect();
    ids.join(" ")
}

#[test]
fn the_table_of_questions_holds() {
    for (text, expected) in [
        ("boulanger", "1 2"),
        ("BOULANGÈRE", "1 2"),
        ("boulangers", "1 2"),
        ("cap boulanger", "1 2"),
        ("bp boulanger", "2 1"),
        ("boulnager", "1 2"),
        ("boul", "1 2"),
        ("l'électrotechnique", "7"),
        ("electrotechnique", "7"),
        ("coiffeuse", "3"),
        ("petite enfance", "4"),
        ("aepe", "4"),
        ("mco", "5"),
        ("bts mco", "5"),
        ("vigile", "6"),
        ("rncp 29969", "9"),
        ("plombier", ""),
        ("cap en apprentissage", "1 3 6 4"),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn words_that_say_nothing_filter_nothing() {
    for text in ["", "le", "?!", "en alternance"] {
        assert_eq!(found(text).split(' ').count(), 9, "{text}");
    }
}

#[test]
fn an_employers_name_comes_before_its_activity_and_is_never_guessed() {
    let names = |text: &str| -> Vec<String> {
        let query = Query {
            text: Some(text.to_owned()),
            limit: 20,
            ..Query::default()
        };
        searcher()
            .employers(&query)
            .iter()
            .map(|hit| hit.item.name.clone())
            .collect()
    };
    assert_eq!(names("boulangerie")[0], "Boulangerie Paul");
    assert_eq!(names("boulangerie").len(), 3);
    assert_eq!(names("fournil étoile"), ["Fournil de l'Étoile"]);
    assert_eq!(names("334 055 902 00046"), ["Virgile"]);
    assert!(names("vigile").is_empty());
}
