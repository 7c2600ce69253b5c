//! French typography of everything shown to people, put in when a door renders it: texts are written
//! with plain spaces. A narrow no-break space stands before `?`, `!` and `;`, a no-break space before
//! `:` and `»`, after `«`, and between a number and what it counts, so that no line begins with a
//! mark or ends on a number. Only spaces that are there change: addresses, times, code, calendar
//! files and JSON have none in these places.

use tandem_engine::message::{Button, Card, Message};

/// Before `?`, `!`, `;`, and within long numbers.
const NARROW: char = '\u{202f}';
/// Before `:` and `»`, after `«`, and before units.
const WIDE: char = '\u{a0}';

/// What a number counts, up to the next letter that is none of it.
const UNITS: [&str; 23] = [
    "€",
    "%",
    "min",
    "h",
    "km",
    "m",
    "ko",
    "Mo",
    "euros",
    "euro",
    "heures",
    "heure",
    "minutes",
    "minute",
    "jours",
    "jour",
    "semaines",
    "mois",
    "ans",
    "an",
    "places",
    "place",
    "salariés",
];

/// A text with its spaces as French wants them. Doing it twice changes nothing more.
pub fn french(text: &str) -> String {
    let mut set = String::with_capacity(text.len() + 8);
    let mut before = None;
    for (position, letter) in text.char_indices() {
        let after = &text[position + letter.len_utf8()..];
        let written = if letter == ' ' {
            space(before, after, &text[..position])
        } else {
            letter
        };
        set.push(written);
        before = Some(letter);
    }
    set
}

/// The space that belongs between these two.
fn space(before: Option<char>, after: &str, whole_before: &str) -> char {
    let next = after.chars().next();
    // at the beginning of a piece of a page, what stands before is a tag
    let follows_word = before.is_none_or(|letter| !letter.is_whitespace());
    match next {
        Some('?' | '!' | ';') if follows_word => NARROW,
        Some(':' | '»') if follows_word => WIDE,
        _ if before == Some('«') => WIDE,
        Some('0'..='9') if before.is_some_and(is_digit) => between_digits(after),
        Some('0'..='9') if ends_with_hours(whole_before) => WIDE,
        _ if before.is_some_and(is_digit) && begins_with_a_unit(after) => WIDE,
        _ => ' ',
    }
}

/// "1 200" and "06 12 34 56 78" stay whole; "3 2" are two numbers.
fn between_digits(after: &str) -> char {
    match after.chars().take_while(|letter| is_digit(*letter)).count() {
        3 => NARROW,
        2 => WIDE,
        _ => ' ',
    }
}

/// "14 h", before its minutes.
fn ends_with_hours(before: &str) -> bool {
    let hours = before
        .strip_suffix('h')
        .and_then(|rest| rest.strip_suffix([' ', WIDE]));
    hours.is_some_and(|hours| hours.ends_with(is_digit))
}

fn begins_with_a_unit(after: &str) -> bool {
    let word: &str = after
        .split(|letter: char| !(letter.is_alphabetic() || "€%".contains(letter)))
        .next()
        .unwrap_or_default();
    UNITS.contains(&word)
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// What is typed or shown letter by letter: nothing changes between its tags.
const AS_IT_IS: [&str; 6] = ["script", "style", "textarea", "pre", "code", "option"];

/// A page whose words are set: what stands between its tags, no tag and no attribute.
pub fn page(html: &str) -> String {
    let mut set = String::with_capacity(html.len() + html.len() / 64);
    let mut rest = html;
    let mut left_alone: Option<&str> = None;
    while let Some(start) = rest.find('<') {
        let (words, tag_on) = rest.split_at(start);
        push_words(&mut set, words, left_alone);
        let end = tag_on.find('>').map_or(tag_on.len(), |end| end + 1);
        let (tag, after) = tag_on.split_at(end);
        left_alone = match left_alone {
            Some(name) if closes(tag, name) => None,
            Some(name) => Some(name),
            None => AS_IT_IS.into_iter().find(|name| opens(tag, name)),
        };
        set.push_str(tag);
        rest = after;
    }
    push_words(&mut set, rest, left_alone);
    set
}

fn push_words(set: &mut String, words: &str, left_alone: Option<&str>) {
    match left_alone {
        Some(_) => set.push_str(words),
        None => set.push_str(&french(words)),
    }
}

fn opens(tag: &str, name: &str) -> bool {
    tag.strip_prefix('<')
        .and_then(|tag| tag.strip_prefix(name))
        .is_some_and(|rest| rest.starts_with(['>', ' ']))
}

fn closes(tag: &str, name: &str) -> bool {
    tag.strip_prefix("</")
        .is_some_and(|tag| tag.starts_with(name))
}

/// A message as doors show it.
pub fn message(plain: Message) -> Message {
    Message {
        author: plain.author,
        text: french(&plain.text),
        buttons: buttons(plain.buttons),
        cards: plain
            .cards
            .into_iter()
            .map(|card| Card {
                title: french(&card.title),
                subtitle: french(&card.subtitle),
                lines: card.lines.iter().map(|line| french(line)).collect(),
                buttons: buttons(card.buttons),
                is_demo: card.is_demo,
            })
            .collect(),
        request_location: plain.request_location,
        file: plain.file,
    }
}

fn buttons(plain: Vec<Button>) -> Vec<Button> {
    plain
        .into_iter()
        .map(|button| Button {
            label: french(&button.label),
            action: button.action,
        })
        .collect()
}

/// The same words with plain spaces, for who compares or searches them.
pub fn plain(text: &str) -> String {
    text.replace([NARROW, WIDE], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Readable: `_` for a narrow no-break space, `~` for a no-break space.
    fn shown(text: &str) -> String {
        text.replace(NARROW, "_").replace(WIDE, "~")
    }

    fn check(text: &str, expected: &str) {
        let set = french(text);
        assert_eq!(shown(&set), expected);
        assert_eq!(french(&set), set, "twice");
        assert_eq!(plain(&set), plain(text), "no word changes");
    }

    #[test]
    fn marks_keep_to_the_word_before_them() {
        check("Tu habites où ?", "Tu habites où_?");
        check("Super ! Ensuite ; et puis", "Super_! Ensuite_; et puis");
        check("Détails : « cap cuisine » ?", "Détails~: «~cap cuisine~»_?");
        check("rien à changer, vraiment.", "rien à changer, vraiment.");
    }

    #[test]
    fn numbers_keep_to_what_they_count() {
        check(
            "à 12 km, environ 1 h 05 en bus",
            "à 12~km, environ 1~h~05 en bus",
        );
        check("15 min, 1 200 € ou 27 %", "15~min, 1_200~€ ou 27~%");
        check("06 12 34 56 78", "06~12~34~56~78");
        check("le 2 décembre, 3 habitants", "le 2 décembre, 3 habitants");
    }

    #[test]
    fn what_machines_read_does_not_change() {
        for text in [
            "https://t.me/tandem?start=a;b:c",
            "14:30",
            "{\"at\":\"14:30\",\"a\":[1,2]}",
            "DTSTART;TZID=Europe/Paris:20261202T100000",
            "a::b(c)?;",
            "  ! en début de ligne",
        ] {
            assert_eq!(french(text), text);
        }
    }

    #[test]
    fn a_page_changes_in_its_words_and_nowhere_else() {
        let html = "<p title=\"où ?\">Où <b>ça</b> ? <a href=\"/x?a=1 ;\">ici !</a></p>\
            <textarea>et ?</textarea><script>a ? b : c</script><p>bon !</p>";
        assert_eq!(
            shown(&page(html)),
            "<p title=\"où ?\">Où <b>ça</b>_? <a href=\"/x?a=1 ;\">ici_!</a></p>\
            <textarea>et ?</textarea><script>a ? b : c</script><p>bon_!</p>"
        );
    }
}
