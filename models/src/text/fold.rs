//! Accents, ligatures, capitals and signs to lower-case ASCII words.

use super::{Kind, Word, emoji};
use crate::meaning::Span;

/// Folds a text to lower-case ASCII letters and digits, everything else to single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        let before = folded.len();
        push_folded(letter, &mut folded);
        if folded.len() == before && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    while folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Letters and digits only; anything else adds nothing.
fn push_folded(letter: char, folded: &mut String) {
    if letter.is_ascii_alphanumeric() {
        folded.push(letter.to_ascii_lowercase());
    } else if letter.is_alphanumeric()
        && let Some(plain) = deunicode::deunicode_char(letter)
    {
        folded.extend(
            plain
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|plain| plain.to_ascii_lowercase()),
        );
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '′')
}

/// Combining marks belong to the letter before ("e" + U+0301), joiners to the emoji before.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[derive(Default)]
struct Pending {
    text: String,
    start: usize,
    kind: Option<Kind>,
    glued: bool,
    capital: bool,
}

impl Pending {
    fn flush(&mut self, end: usize, words: &mut Vec<Word>) {
        if let Some(kind) = self.kind.take()
            && !self.text.is_empty()
        {
            let text = if kind == Kind::Word {
                shorten_runs(&self.text)
            } else {
                self.text.clone()
            };
            let span = Span {
                start: self.start,
                end,
            };
            words.push(Word {
                text,
                span,
                kind,
                glued: self.glued,
                capital: self.capital,
            });
        }
        self.text.clear();
    }
}

/// Splits a text into folded words and signs. Apostrophes split and vanish; digits and letters split.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5 + 4);
    let mut pending = Pending::default();
    let mut glued = false;
    for (at, letter) in text.char_indices() {
        if is_mark(letter) {
            continue;
        }
        let kind = if letter.is_numeric() {
            Some(Kind::Number)
        } else if letter.is_alphabetic() {
            Some(Kind::Word)
        } else {
            None
        };
        if kind.is_some() && continues(&pending, kind) {
            push_folded(letter, &mut pending.text);
            continue;
        }
        let follows = pending.kind.is_some();
        pending.flush(at, &mut words);
        if kind.is_some() {
            pending.start = at;
            pending.kind = kind;
            pending.glued = glued || follows;
            pending.capital = letter.is_uppercase();
            push_folded(letter, &mut pending.text);
            glued = false;
            continue;
        }
        glued = false;
        let span = Span {
            start: at,
            end: at + letter.len_utf8(),
        };
        if let Some(meaning) = emoji::meaning(letter) {
            words.extend(meaning.split(' ').map(|text| Word {
                text: text.to_owned(),
                span,
                kind: Kind::Word,
                glued: false,
                capital: false,
            }));
        } else if is_apostrophe(letter) {
            glued = true;
        } else if let Some(sign) = sign(letter) {
            words.push(Word {
                text: sign.to_owned(),
                span,
                kind: Kind::Sign,
                glued: follows,
                capital: false,
            });
        }
    }
    pending.flush(text.len(), &mut words);
    words
}

/// "m2" and "b2b" are one word, "20km" and "1h30" are several.
fn continues(pending: &Pending, kind: Option<Kind>) -> bool {
    match (pending.kind, kind) {
        (Some(before), Some(now)) if before == now => true,
        (Some(Kind::Word), Some(Kind::Number)) => !pending.glued && pending.text.len() == 1,
        _ => false,
    }
}

fn sign(letter: char) -> Option<&'static str> {
    Some(match letter {
        ',' | '،' => ",",
        '.' | '…' => ".",
        ';' => ";",
        ':' => ":",
        '!' => "!",
        '?' | '⁉' => "?",
        '-' | '–' | '—' | '‑' => "-",
        '+' => "+",
        '/' => "/",
        '(' => "(",
        ')' => ")",
        '@' => "@",
        '\n' => "\n",
        '=' => "=",
        _ => return None,
    })
}

/// "saluuut" to "salut": three or more of one letter become one.
fn shorten_runs(word: &str) -> String {
    let bytes = word.as_bytes();
    if !bytes
        .windows(3)
        .any(|three| three[0] == three[1] && three[1] == three[2])
    {
        return word.to_owned();
    }
    let mut short = String::with_capacity(word.len());
    let mut index = 0;
    while index < bytes.len() {
        let run = bytes[index..]
            .iter()
            .take_while(|byte| **byte == bytes[index])
            .count();
        let kept = if run >= 3 { 1 } else { run };
        short.extend(std::iter::repeat_n(char::from(bytes[index]), kept));
        index += run;
    }
    short
}
