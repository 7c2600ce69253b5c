//! Broken files change nothing and say what is wrong; broken rows are put aside.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tandem_index::import::{ImportError, Kind, Reason};

use crate::imports::{data, run_bytes};

fn error(kind: Kind, bytes: &[u8]) -> ImportError {
    match run_bytes(kind, bytes) {
        Ok(_) => panic!("accepted"),
        Err(error) => error,
    }
}

#[test]
fn a_file_cut_short_is_refused() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed
        .write_all(b"code_rome\tlibelle\nA1101\tConduite\n")
        .unwrap();
    let packed = packed.finish().unwrap();
    assert!(run_bytes(Kind::Rome, &packed).is_ok());
    for length in [12, packed.len() / 2, packed.len() - 4] {
        let error = error(Kind::Rome, &packed[..length]);
        assert!(matches!(error, ImportError::Io(_)), "{length}: {error}");
        assert!(error.to_french().contains("Rien n'a été changé"));
    }
    let workbook = std::fs::read(data("formations/rco_catalogue_2020-06-25.xlsx")).unwrap();
    let error = error(Kind::Catalogue, &workbook[..workbook.len() / 2]);
    assert!(matches!(error, ImportError::Workbook(_)), "{error}");
}

#[test]
fn a_file_without_its_columns_says_which_and_what_it_has() {
    let error = error(Kind::Rome, b"code_rome;nom\nA1101;x\n");
    let ImportError::Columns { missing, found, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(missing.len(), 1);
    assert_eq!(found, &["code_rome", "nom"]);
    let french = error.to_french();
    assert!(
        french.contains(missing[0]) && french.contains("nom"),
        "{french}"
    );
}

#[test]
fn what_is_no_table_is_refused() {
    assert!(matches!(error(Kind::Rome, b""), ImportError::Empty));
    assert!(matches!(error(Kind::Rome, b"  \n\n"), ImportError::Empty));
    assert!(matches!(error(Kind::Rome, b"[1]"), ImportError::Json(_)));
    assert!(matches!(
        error(Kind::Recruiters, b"siret\n1\n"),
        ImportError::Json(_)
    ));
    assert!(matches!(
        error(Kind::Recruiters, b"[{}, {"),
        ImportError::Json(_)
    ));
}

#[test]
fn a_quote_that_swallows_the_file_is_refused() {
    let mut text = b"code_rome\tlibelle\nA1101\t\"Conduite\n".to_vec();
    for _ in 0..30_000 {
        text.extend_from_slice(b"A1201\tElagage\n");
    }
    let error = error(Kind::Rome, &text);
    assert!(
        matches!(error, ImportError::OpenQuote { line: 2 }),
        "{error}"
    );
}

#[test]
fn bad_rows_are_put_aside_with_their_line_and_the_rest_is_kept() {
    let text = b"\xef\xbb\xbflibelle;code_rome\nConduite;A1101\n\xe9lagage;A1201\nseul\n;A1202\nX;a1203\nOK;A1204\n";
    let outcome = run_bytes(Kind::Rome, text).unwrap();
    assert_eq!((outcome.report.read, outcome.report.kept), (6, 2));
    let aside: Vec<_> = outcome
        .quarantined
        .iter()
        .map(|r| (r.line, r.column.as_str(), r.reason))
        .collect();
    assert_eq!(
        aside,
        [
            (3, "", Reason::InvalidUtf8),
            (4, "", Reason::FieldCount),
            (5, "libelle", Reason::Missing),
            (6, "code_rome", Reason::BadCode),
        ]
    );
}

#[test]
fn the_caller_can_stop_an_import() {
    let mut seen = 0;
    let stopped = tandem_index::import::import(
        Kind::Rome,
        &b"code_rome,libelle\nA1101,x\nA1201,y\n"[..],
        crate::imports::bare(),
        &mut |_| {
            seen += 1;
            std::ops::ControlFlow::Break(())
        },
    );
    assert!(matches!(stopped, Err(ImportError::Stopped)));
    assert_eq!(seen, 1);
}
