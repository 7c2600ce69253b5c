//! Titles with both genders in one label, written out.

/// "Abatteur / Abatteuse de carrière" → "Abatteur de carrière", "Abatteuse de carrière";
/// "cuisinier/ère", "assistant(e) de vie" → their masculine.
pub(crate) fn variants(title: &str) -> Vec<String> {
    let title = without_brackets(title);
    let Some((left, right)) = title.split_once(" / ").or_else(|| title.split_once('/')) else {
        return vec![title];
    };
    let (left, right) = (left.trim(), right.trim());
    let left_words = left.split_whitespace().count();
    let right_words: Vec<&str> = right.split_whitespace().collect();
    if right.starts_with('-') || right.len() <= 4 && right_words.len() <= 1 {
        // "électricien/ne", "cuisinier/-ère"
        return vec![left.to_owned()];
    }
    let mut written = Vec::with_capacity(2);
    match right_words.get(left_words..) {
        // the tail after the feminine belongs to both
        Some(tail) if !tail.is_empty() && left_words <= 3 => {
            written.push(format!("{left} {}", tail.join(" ")));
        }
        _ => written.push(left.to_owned()),
    }
    written.push(right.to_owned());
    written
}

/// "soudeur(se)" → "soudeur"; "(F/H)" goes.
fn without_brackets(title: &str) -> String {
    let mut kept = String::with_capacity(title.len());
    let mut depth = 0_u32;
    for letter in title.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_genders_share_the_tail() {
        for (label, expected) in [
            (
                "Abatteur / Abatteuse de carrière",
                &["Abatteur de carrière", "Abatteuse de carrière"][..],
            ),
            ("boulanger / boulangère", &["boulanger", "boulangère"]),
            (
                "Agent / Agente d'entretien",
                &["Agent d'entretien", "Agente d'entretien"],
            ),
            ("cake designer", &["cake designer"]),
            ("cuisinier/ère", &["cuisinier"]),
            ("soudeur(se)", &["soudeur"]),
            (
                "aide-soignant / aide-soignante",
                &["aide-soignant", "aide-soignante"],
            ),
        ] {
            assert_eq!(variants(label), expected, "{label}");
        }
    }
}
