//! With the real weights: `models/setup` prepares them, `TANDEM_TEST_MODELS` names another folder.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::*;

static ENCODER: LazyLock<BertEncoder> = LazyLock::new(|| BertEncoder::open(&folder()).unwrap());

fn folder() -> PathBuf {
    std::env::var_os("TANDEM_TEST_MODELS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/models/e5"),
        PathBuf::from,
    )
}

/// A copy of the folder to spoil: links to the files but those named.
fn copy(name: &str, without: &[&str]) -> PathBuf {
    let copy = std::env::temp_dir().join(format!("tandem-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&copy).unwrap();
    for file in [CONFIG, TOKENIZER, PROMPTS, WEIGHTS] {
        if !without.contains(&file) {
            let original = folder().canonicalize().unwrap().join(file);
            std::os::unix::fs::symlink(original, copy.join(file)).unwrap();
        }
    }
    copy
}

fn said_by(folder: &Path) -> String {
    let error = BertEncoder::open(folder).unwrap_err().to_string();
    std::fs::remove_dir_all(folder).unwrap();
    error
}

fn near(one: &Vector, other: &Vector) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[test]
fn an_activity_lies_nearest_to_its_trade_though_they_share_no_word() {
    let trades = ENCODER.encode(
        &[
            "kinésithérapeute, rééducation",
            "boulanger, boulangère",
            "développeur informatique",
            "mécanicien auto",
        ],
        Side::Described,
    );
    for (said, nearest) in [
        ("m'occuper des gens qui ont du mal à marcher", 0),
        (
            "me lever la nuit pour que le quartier ait ses croissants",
            1,
        ),
        ("écrire des programmes en python", 2),
        ("changer les freins d'une voiture", 3),
    ] {
        let vector = &ENCODER.encode(&[said], Side::Said)[0];
        let best = (0..trades.len()).max_by(|one, other| {
            near(vector, &trades[*one]).total_cmp(&near(vector, &trades[*other]))
        });
        assert_eq!(best, Some(nearest), "{said}");
    }
}

#[test]
fn a_text_has_one_vector_whatever_it_is_encoded_with() {
    let texts = ["souder", "m'occuper des gens qui ont du mal à marcher", ""];
    let together = ENCODER.encode(&texts, Side::Said);
    for (text, vector) in texts.iter().zip(&together) {
        let alone = &ENCODER.encode(&[text], Side::Said)[0];
        assert!(
            (near(vector, vector) - 1.0).abs() < 1e-4,
            "{text}: not of length one"
        );
        assert!(near(alone, vector) > 0.9999, "{text}");
    }
}

#[test]
fn a_very_long_message_is_read_from_its_beginning() {
    let long = "réparer des motos ".repeat(2_000);
    let vectors = ENCODER.encode(&[&long, "réparer des motos"], Side::Said);
    assert!(near(&vectors[0], &vectors[1]) > 0.9);
}

#[test]
fn a_missing_file_is_named() {
    for file in [CONFIG, TOKENIZER, WEIGHTS] {
        let error = said_by(&copy(&format!("without-{file}"), &[file]));
        assert_eq!(error, format!("{file} is missing"));
    }
}

#[test]
fn a_file_of_the_wrong_shape_is_named_with_both_shapes() {
    let folder = copy("wide", &[CONFIG]);
    let config = std::fs::read_to_string(self::folder().join(CONFIG)).unwrap();
    let wide = config.replace("\"hidden_size\": 384", "\"hidden_size\": 768");
    assert_ne!(wide, config);
    std::fs::write(folder.join(CONFIG), wide).unwrap();
    let error = said_by(&folder);
    assert!(
        error.starts_with("model.safetensors: embeddings.word_embeddings.weight has the shape"),
        "{error}"
    );
    assert!(error.contains("384]") && error.contains("768]"), "{error}");
}

#[test]
fn weights_cut_short_or_of_another_kind_are_told() {
    let folder = copy("short", &[WEIGHTS]);
    let mut bytes = std::fs::read(self::folder().join(WEIGHTS)).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(folder.join(WEIGHTS), bytes).unwrap();
    assert!(said_by(&folder).contains("cut short"));
    let folder = copy("other", &[WEIGHTS]);
    std::fs::write(folder.join(WEIGHTS), b"PK\x03\x04 not weights at all").unwrap();
    assert!(said_by(&folder).starts_with("model.safetensors cannot be read"));
}

#[test]
fn weights_as_libtorch_writes_them_give_the_same_vectors() {
    let folder = copy("torch", &[WEIGHTS]);
    let config: BertConfig = parse(&read(&folder, CONFIG).unwrap(), CONFIG).unwrap();
    let mut store = VarStore::new(Device::Cpu);
    let model = BertForSentenceEmbeddings::new_with_optional_pooler(store.root(), &config, false);
    Weights::open(&self::folder())
        .unwrap()
        .fill(&store)
        .unwrap();
    store.freeze();
    store.save(folder.join(WEIGHTS_OF_TORCH)).unwrap();
    drop(model);
    let other = BertEncoder::open(&folder).unwrap();
    let text = ["réparer des motos"];
    assert_eq!(
        other.encode(&text, Side::Said),
        ENCODER.encode(&text, Side::Said)
    );
    std::fs::remove_dir_all(&folder).unwrap();
}
