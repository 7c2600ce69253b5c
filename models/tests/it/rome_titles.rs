//! The official titles of trades, as people type them.

use jiff::civil::date;
use tandem_models::{Context, Intent, RomeCode, Understander};

use crate::noise::Noise;

impl Noise {
    /// One letter swapped, left out, doubled or replaced in a word of at least six letters.
    fn typo(&mut self, text: &str) -> String {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let long: Vec<usize> = (0..words.len())
            .filter(|at| words[*at].len() >= 6 && words[*at].is_ascii())
            .collect();
        if long.is_empty() {
            return text.to_owned();
        }
        let word = &mut words[long[self.below(long.len())]];
        let at = 1 + self.below(word.len() - 2);
        let mut letters: Vec<char> = word.chars().collect();
        match self.below(4) {
            0 => letters.swap(at, at + 1),
            1 => {
                letters.remove(at);
            }
            2 => letters.insert(at, letters[at]),
            _ => letters[at] = 'e',
        }
        *word = letters.into_iter().collect();
        words.join(" ")
    }

    /// One way people type a title.
    fn typed(&mut self, forms: &[String]) -> String {
        let form = &forms[self.below(forms.len())];
        let plain: String = form.chars().map(plain).collect::<String>().to_lowercase();
        match self.below(5) {
            0 => plain,
            1 => self.typo(&plain),
            2 => format!("je veux etre {plain}"),
            3 => format!("jcherche une alternance de {plain} stp"),
            _ => form.clone(),
        }
    }
}

fn plain(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' => 'e',
        'à' | 'â' | 'À' | 'Â' => 'a',
        'î' | 'ï' | 'Î' => 'i',
        'ô' | 'ö' => 'o',
        'û' | 'ù' | 'ü' => 'u',
        'ç' | 'Ç' => 'c',
        '\'' | '’' => ' ',
        other => other,
    }
}

/// Masculine and feminine of a label, the words behind both belonging to each.
fn forms(label: &str) -> Vec<String> {
    let Some((masculine, feminine)) = label.split_once(" / ") else {
        return vec![label.to_owned()];
    };
    let tail = feminine
        .split(' ')
        .skip(masculine.split(' ').count())
        .collect::<Vec<_>>()
        .join(" ");
    vec![
        format!("{masculine} {tail}").trim().to_owned(),
        feminine.to_owned(),
    ]
}

fn titles() -> Vec<(RomeCode, String)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/data/rome/unix_referentiel_appellation_v347_utf8.csv");
    let text = std::fs::read_to_string(&path).expect("the official titles");
    let rows = text.lines().skip(1);
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.trim_matches('"').split("\",\"").collect();
        let [_, title, _, rome, ..] = cells[..] else {
            return None;
        };
        Some((rome.parse().ok()?, title.replace("''", "'")))
    })
    .collect()
}

/// Shares read first and among the first five, over one title in `step`, in hundredths of a percent.
fn shares(understander: &Understander, titles: &[(RomeCode, String)], step: usize) -> [usize; 3] {
    let context = Context {
        today: date(2026, 11, 24),
        expected: None,
    };
    let mut noise = Noise(20_261_124);
    let (mut all, mut first, mut five, mut inform) = (0, 0, 0, 0);
    for (rome, title) in titles.iter().step_by(step) {
        let typed = noise.typed(&forms(title));
        let meaning = understander.understand(&typed, &context);
        let place = meaning.trades.iter().position(|found| found.rome == *rome);
        all += 1;
        first += usize::from(place == Some(0));
        five += usize::from(place.is_some_and(|place| place < 5));
        inform += usize::from(meaning.intent.value == Intent::Inform);
        if place != Some(0) {
            let read: Vec<_> = meaning.trades.iter().take(3).collect();
            let read: Vec<_> = read.iter().map(|one| (one.rome, one.score)).collect();
            println!("{typed:?} ({rome}): {read:?} {:?}", meaning.intent.value);
        }
    }
    println!("first {first}, five {five}, inform {inform}, of {all}");
    [first, five, inform].map(|right| right * 10_000 / all)
}

#[test]
fn imported_titles_are_read_as_typed_by_hand() {
    let titles = titles();
    assert!(titles.len() > 10_000, "{}", titles.len());
    let understander = Understander::with_titles(&titles);
    let [first, five, inform] = shares(&understander, &titles, 3);
    assert!(first >= 9_600 && five >= 9_900, "{first} {five}");
    assert!(inform >= 9_500, "{inform}");
}

#[test]
fn without_the_import_many_titles_still_lead_to_their_trade() {
    let [first, five, _] = shares(&Understander::embedded(), &titles(), 7);
    println!("without import: first {first}, five {five}");
    assert!(five >= 3_500, "{first} {five}");
}
