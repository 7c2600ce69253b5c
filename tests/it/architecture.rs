//! models → index → engine → store → bot: each crate may use what stands before it, never after.

use std::process::Command;

use serde_json::Value;

/// The one allowed order.
const ORDER: [&str; 6] = [
    "tandem-models",
    "tandem-index",
    "tandem-engine",
    "tandem-store",
    "tandem-bot",
    "tandem-tests",
];

/// Crates that only one of ours may name (normal dependencies).
const OWNED: [(&str, &[&str]); 6] = [
    ("axum", &["tandem-bot", "tandem-tests"]),
    ("teloxide", &["tandem-bot"]),
    ("lettre", &["tandem-bot"]),
    ("sqlx", &["tandem-store"]),
    ("reqwest", &["tandem-bot", "tandem-tests"]),
    ("tantivy", &["tandem-index"]),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

/// `(package, dependency, kind)` for each edge; kind is "normal", "dev" or "build".
fn edges(metadata: &Value) -> Vec<(String, String, String)> {
    let mut edges = Vec::new();
    for package in metadata["packages"].as_array().expect("packages") {
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            edges.push((
                package["name"].as_str().expect("name").to_owned(),
                dependency["name"].as_str().expect("name").to_owned(),
                dependency["kind"].as_str().unwrap_or("normal").to_owned(),
            ));
        }
    }
    edges
}

#[test]
fn no_crate_uses_one_that_comes_after_it() {
    let metadata = metadata();
    let position = |name: &str| ORDER.iter().position(|known| *known == name);
    let packages = metadata["packages"].as_array().expect("packages");
    for package in packages {
        let name = package["name"].as_str().expect("name");
        assert!(position(name).is_some(), "{name} has no place in the order");
    }
    let mut own_edges = 0;
    for (from, to, kind) in edges(&metadata) {
        let (Some(from_place), Some(to_place)) = (position(&from), position(&to)) else {
            continue;
        };
        own_edges += 1;
        assert!(to_place < from_place, "{from} must not use {to} ({kind})");
    }
    assert!(
        own_edges >= 10,
        "only {own_edges} edges were read: the test reads nothing"
    );
}

#[test]
fn the_edges_of_the_program_stay_at_its_edge() {
    let edges = edges(&metadata());
    for (dependency, owners) in OWNED {
        let users: Vec<&str> = edges
            .iter()
            .filter(|(_, to, kind)| to == dependency && kind == "normal")
            .map(|(from, _, _)| from.as_str())
            .collect();
        assert!(!users.is_empty(), "nobody uses {dependency}");
        for user in users {
            assert!(owners.contains(&user), "{user} must not know {dependency}");
        }
    }
}
