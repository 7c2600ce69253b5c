//! Mail addresses, phone numbers and social security numbers.
//!
//! Phone numbers become E.164 (ITU); those of overseas départements take their own country code.
//! Social security numbers are recognised by their key (97 minus the number modulo 97), to be masked.

use super::{Facts, Taken};
use crate::meaning::{Found, SensitiveKind, Span};
use crate::text::Sentence;

pub(super) fn read(sentence: &Sentence, taken: &mut Taken, facts: &mut Facts) {
    if let Some(mail) = mail(sentence.original) {
        take(sentence, taken, mail.span);
        facts.sensitive.push(Found {
            value: SensitiveKind::Mail,
            score: mail.score,
            span: mail.span,
        });
        facts.mail = Some(mail);
    }
    for run in digit_runs(sentence.original) {
        if facts
            .mail
            .as_ref()
            .is_some_and(|mail| run.span.start < mail.span.end && mail.span.start < run.span.end)
        {
            continue;
        }
        if is_nir(&run.digits) {
            take(sentence, taken, run.span);
            facts.sensitive.push(Found {
                value: SensitiveKind::Nir,
                score: 0.99,
                span: run.span,
            });
        } else if let Some(phone) = phone(&run) {
            take(sentence, taken, run.span);
            facts.sensitive.push(Found {
                value: SensitiveKind::Phone,
                score: 0.98,
                span: run.span,
            });
            facts.phone = Some(Found {
                value: phone,
                score: 0.98,
                span: run.span,
            });
        }
    }
}

fn take(sentence: &Sentence, taken: &mut Taken, span: Span) {
    for (position, word) in sentence.words.iter().enumerate() {
        if word.span.start < span.end && span.start < word.span.end {
            taken.mark(position, position + 1);
        }
    }
}

fn mail(text: &str) -> Option<Found<String>> {
    let at = text.match_indices('@').map(|(at, _)| at);
    for at in at {
        let local_start = text[..at]
            .char_indices()
            .rev()
            .take_while(|(_, letter)| letter.is_ascii_alphanumeric() || "._%+-".contains(*letter))
            .last()
            .map(|(start, _)| start);
        let Some(start) = local_start else { continue };
        let domain: String = text[at + 1..]
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || ".-".contains(*letter))
            .collect();
        let domain = domain.trim_end_matches(['.', '-']);
        let Some((host, ending)) = domain.rsplit_once('.') else {
            continue;
        };
        let local = &text[start..at];
        let sound = !host.is_empty()
            && !host.starts_with('.')
            && !domain.contains("..")
            && ending.len() >= 2
            && ending.chars().all(|letter| letter.is_ascii_alphabetic())
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        if sound {
            let value = format!("{local}@{}", domain.to_ascii_lowercase());
            return Some(Found {
                value,
                score: 0.99,
                span: Span {
                    start,
                    end: at + 1 + domain.len(),
                },
            });
        }
    }
    None
}

#[derive(Debug)]
struct Run {
    digits: String,
    international: bool,
    span: Span,
}

/// Digits with the separators people put between them; "2A" and "2B" may stand in a security number.
fn digit_runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if !letter.is_ascii_digit() && letter != '+' {
            continue;
        }
        let mut run = Run {
            digits: if letter == '+' {
                String::new()
            } else {
                letter.to_string()
            },
            international: letter == '+',
            span: Span {
                start,
                end: start + 1,
            },
        };
        let mut gap = 0;
        while let Some((at, next)) = letters.peek().copied() {
            let corsica = run.digits.len() == 6
                && matches!(next, 'A' | 'B' | 'a' | 'b')
                && run.digits.ends_with('2');
            if next.is_ascii_digit() || corsica {
                run.digits.push(next.to_ascii_uppercase());
                run.span.end = at + 1;
                gap = 0;
            } else if matches!(
                next,
                ' ' | '.' | '-' | '/' | '(' | ')' | '\u{a0}' | '\u{202f}'
            ) && gap < 2
            {
                gap += 1;
            } else {
                break;
            }
            letters.next();
        }
        if run.digits.len() >= 8 {
            runs.push(run);
        }
    }
    runs
}

fn is_nir(digits: &str) -> bool {
    if digits.len() != 15 || !matches!(digits.as_bytes()[0], b'1'..=b'4' | b'7' | b'8') {
        return false;
    }
    let (body, key) = digits.split_at(13);
    // Corsica: 2A counts as 19, 2B as 18
    let body = body.replace("2A", "19").replace("2B", "18");
    match (body.parse::<u64>(), key.parse::<u64>()) {
        (Ok(body), Ok(key)) => 97 - body % 97 == key,
        _ => false,
    }
}

fn phone(run: &Run) -> Option<String> {
    let digits = run.digits.as_str();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if run.international || digits.starts_with("00") {
        let number = if run.international {
            digits
        } else {
            &digits[2..]
        };
        // "+33 (0)6 …"
        let number = match number.strip_prefix("330") {
            Some(rest) if rest.len() == 9 => format!("33{rest}"),
            _ => number.to_owned(),
        };
        let french = number
            .strip_prefix("33")
            .is_some_and(|rest| rest.len() == 9 && !rest.starts_with('0'));
        let foreign = !number.starts_with("33")
            && (8..=15).contains(&number.len())
            && !number.starts_with('0');
        return (french || foreign).then(|| format!("+{number}"));
    }
    let national = digits
        .strip_prefix('0')
        .filter(|rest| rest.len() == 9 && !rest.starts_with('0'))?;
    let country = match &national[..3] {
        "262" | "263" | "269" | "639" | "692" | "693" => "262",
        "590" | "690" | "691" => "590",
        "594" | "694" => "594",
        "596" | "696" | "697" => "596",
        _ => "33",
    };
    Some(format!("+{country}{national}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Facts {
        let sentence = Sentence::read(text);
        let mut facts = Facts::default();
        read(&sentence, &mut Taken::none(&sentence), &mut facts);
        facts
    }

    #[test]
    fn phones_become_international() {
        for (text, expected) in [
            ("06 39 98 12 34", "+262639981234"),
            ("mon num c'est 06.12.34.56.78", "+33612345678"),
            ("+33 (0)6 12 34 56 78", "+33612345678"),
            ("0033612345678", "+33612345678"),
            ("0199000000", "+33199000000"),
            ("0692 12 34 56", "+262692123456"),
        ] {
            assert_eq!(
                read_all(text).phone.map(|phone| phone.value).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert!(read_all("57000 et 20 km").phone.is_none());
    }

    #[test]
    fn mails_are_cut_out_of_the_sentence() {
        let text = "mon mail : Lina.b@Exemple.FR.";
        let mail = read_all(text).mail.unwrap();
        assert_eq!(mail.value, "Lina.b@exemple.fr");
        assert_eq!(&text[mail.span.start..mail.span.end], "Lina.b@Exemple.FR");
        assert!(read_all("@tous venez").mail.is_none());
    }

    #[test]
    fn a_security_number_is_known_by_its_key() {
        let kinds = |text: &str| {
            read_all(text)
                .sensitive
                .iter()
                .map(|found| found.value)
                .collect::<Vec<_>>()
        };
        assert_eq!(kinds("2 69 05 49 588 157 80"), [SensitiveKind::Nir]);
        assert!(!kinds("2 69 05 49 588 157 81").contains(&SensitiveKind::Nir));
    }
}
