//! Generations are immutable, swapped under readers, and never trusted blindly.

use std::fs;

use tandem_index::{
    Catalog, GenerationWriter, IndexError, Query, Tombstones, Training, TrainingId,
};

use crate::supplies::{METZ, employer, training};

fn supply(count: usize) -> Vec<Training> {
    (0..count)
        .map(|number| {
            training(
                &format!("t{number:03}"),
                "CAP Boulanger",
                &["D1102"],
                Some(METZ),
            )
        })
        .collect()
}

fn count(catalog: &Catalog) -> usize {
    let query = Query {
        text: Some("boulanger".to_owned()),
        limit: 1000,
        ..Query::default()
    };
    catalog.searcher().trainings(&query).len()
}

#[test]
fn a_generation_written_is_the_generation_read() {
    let root = tempfile::tempdir().unwrap();
    let writer = GenerationWriter::new(root.path()).unwrap();
    let baker = employer("33405590200046", "Fournil", &["D1102"], Some(METZ));
    let built = writer
        .build("one", supply(30), vec![baker.clone()], 7)
        .unwrap();
    writer.publish("one").unwrap();
    let catalog = Catalog::open(root.path()).unwrap();
    assert_eq!(catalog.generation(), Some(built.clone()));
    assert_eq!(
        (
            built.feed_position,
            built.counts.trainings,
            built.counts.employers
        ),
        (7, 30, 1)
    );
    let searcher = catalog.searcher();
    let id = TrainingId("t004".to_owned());
    assert_eq!(*searcher.training(&id).unwrap(), supply(30)[4]);
    assert_eq!(*searcher.employer(&baker.siret).unwrap(), baker);
    let query = Query {
        around: Some(METZ),
        radius_km: Some(5.0),
        romes: vec!["D1102".parse().unwrap()],
        limit: 3,
        ..Query::default()
    };
    assert_eq!(searcher.trainings(&query).len(), 3);
    assert!(matches!(
        writer.build("one", vec![], vec![], 8),
        Err(IndexError::Exists(_))
    ));
    assert!(matches!(
        writer.build("../x", vec![], vec![], 8),
        Err(IndexError::Name(_))
    ));
}

#[test]
fn readers_keep_answering_while_generations_are_swapped() {
    let root = tempfile::tempdir().unwrap();
    let writer = GenerationWriter::new(root.path()).unwrap();
    writer.build("g0", supply(10), vec![], 0).unwrap();
    writer.publish("g0").unwrap();
    let catalog = Catalog::open(root.path()).unwrap();
    let held = catalog.searcher();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = std::collections::BTreeSet::new();
            while !seen.contains(&13) {
                seen.insert(count(&catalog));
            }
            seen
        });
        for number in 1..=3_usize {
            let name = format!("g{number}");
            writer.build(&name, supply(10 + number), vec![], 0).unwrap();
            writer.publish(&name).unwrap();
            assert_eq!(catalog.refresh().unwrap().unwrap().name, name);
            assert_eq!(catalog.refresh().unwrap(), None);
        }
        let seen = reader.join().unwrap();
        assert!(
            seen.iter().all(|count| (10..=13).contains(count)),
            "{seen:?}"
        );
    });
    assert_eq!(writer.remove_others(&[]).unwrap(), ["g0", "g1", "g2"]);
    let query = Query {
        limit: 100,
        ..Query::default()
    };
    assert_eq!(held.trainings(&query).len(), 10);
}

#[test]
fn what_is_hidden_stays_hidden_in_the_next_generation() {
    let root = tempfile::tempdir().unwrap();
    let writer = GenerationWriter::new(root.path()).unwrap();
    writer.build("a", supply(3), vec![], 0).unwrap();
    writer.publish("a").unwrap();
    let catalog = Catalog::open(root.path()).unwrap();
    let mut tombstones = Tombstones::default();
    tombstones.trainings.insert(TrainingId("t001".to_owned()));
    catalog.hide(tombstones);
    assert_eq!(count(&catalog), 2);
    writer.build("b", supply(4), vec![], 0).unwrap();
    writer.publish("b").unwrap();
    catalog.refresh().unwrap();
    assert_eq!(count(&catalog), 3);
    catalog.hide(Tombstones::default());
    assert_eq!(count(&catalog), 4);
}

#[test]
fn a_generation_that_is_not_what_its_manifest_says_asks_to_be_rebuilt() {
    let root = tempfile::tempdir().unwrap();
    assert!(matches!(
        Catalog::open(root.path()),
        Err(IndexError::NothingPublished(_))
    ));
    let writer = GenerationWriter::new(root.path()).unwrap();
    for (name, damage) in [("version", 0), ("schema", 1), ("file", 2), ("gone", 3)] {
        writer.build(name, supply(3), vec![], 0).unwrap();
        writer.publish(name).unwrap();
        let folder = root.path().join(name);
        let manifest = folder.join("manifest.json");
        let text = fs::read_to_string(&manifest).unwrap();
        let items = folder.join("trainings/items.bin");
        match damage {
            0 => fs::write(
                &manifest,
                text.replace("\"format_version\": 2", "\"format_version\": 0"),
            ),
            1 => fs::write(
                &manifest,
                text.replace("\"schema_hash\": \"", "\"schema_hash\": \"0"),
            ),
            2 => fs::write(&items, b"nothing good"),
            _ => fs::remove_file(&items),
        }
        .unwrap();
        let error = Catalog::open(root.path()).unwrap_err();
        assert!(
            matches!(error, IndexError::Mismatch { .. }),
            "{name}: {error}"
        );
        assert!(error.to_string().contains("tandem index"), "{error}");
    }
}
