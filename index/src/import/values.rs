//! Values as files write them → values as we keep them.

use jiff::civil::Date;
use tandem_models::{CodeError, DiplomaLevel, InseeCode, RomeCode};
use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, RawTokenizer, TextAnalyzer};

/// Lower case, no accents, letters and digits only: names compared whatever their dress.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept.map(|byte| byte.to_ascii_lowercase() as char).collect();
    }
    let mut folded = String::new();
    TextAnalyzer::builder(RawTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
        .token_stream(text)
        .process(&mut |token| folded.push_str(&token.text));
    folded.retain(|letter| letter.is_ascii_alphanumeric());
    folded
}

/// Digits with the leading zeros that a workbook lost.
pub(crate) fn with_zeros(code: &str, width: usize) -> String {
    let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        format!("{code:0>width$}")
    } else {
        code.to_owned()
    }
}

/// A postal code of five digits.
pub(crate) fn postal_code(text: &str) -> Option<String> {
    let code = with_zeros(text, 5);
    (code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()) && code != "00000")
        .then_some(code)
}

/// An INSEE code, its leading zero restored.
pub(crate) fn insee(text: &str) -> Option<InseeCode> {
    with_zeros(text, 5).to_uppercase().parse().ok()
}

/// A CFD of eight characters.
pub(crate) fn cfd(text: &str) -> Option<String> {
    let code = with_zeros(text, 8).to_uppercase();
    (code.len() == 8 && code != "00000000" && code.bytes().all(|b| b.is_ascii_alphanumeric()))
        .then_some(code)
}

/// `RNCP` and digits, without leading zeros.
pub(crate) fn rncp(text: &str) -> Option<String> {
    let upper = text.trim().to_uppercase();
    let digits = upper
        .strip_prefix("RNCP")
        .unwrap_or(&upper)
        .trim_start_matches('0');
    ((2..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("RNCP{digits}"))
}

/// An UAI with its right check letter (digits modulo 23 over an alphabet without I, O, Q).
pub(crate) fn uai(text: &str) -> Option<String> {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let code = text.trim().to_uppercase();
    let (digits, letter) = code.split_at_checked(7)?;
    let number: usize = digits.parse().ok()?;
    (digits.bytes().all(|byte| byte.is_ascii_digit())
        && letter.as_bytes() == [LETTERS[number % LETTERS.len()]])
    .then_some(code)
}

/// A trade; codes of whole domains ("M1200") are none.
pub(crate) fn rome(text: &str) -> Result<RomeCode, CodeError> {
    match text.parse::<RomeCode>() {
        Ok(code) if code.as_str().ends_with("00") => Err(CodeError {
            value: text.to_owned(),
            kind: "ROME code",
            expected: "a trade, not a whole domain",
        }),
        parsed => parsed,
    }
}

/// A NAF class without its dot: "10.71C" → "1071C".
pub(crate) fn naf(text: &str) -> Option<String> {
    let code: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_uppercase();
    let is_class = code.len() == 5
        && code.bytes().take(4).all(|byte| byte.is_ascii_digit())
        && code.ends_with(|letter: char| letter.is_ascii_uppercase());
    is_class.then_some(code)
}

/// A European level out of "3", "Niveau 3", "3 (CAP...)".
pub(crate) fn level(text: &str) -> Option<DiplomaLevel> {
    let digit = text.bytes().find(u8::is_ascii_digit)?;
    DiplomaLevel::from_number(digit - b'0')
}

/// A date out of "2026-09-01", "2026-09-01T00:00:00Z" or "01/09/2026".
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(found) = text.get(..10).and_then(|day| day.parse().ok()) {
        return Some(found);
    }
    let mut parts = text.splitn(3, '/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(
        year.get(..4)?.parse().ok()?,
        month.parse().ok()?,
        day.parse().ok()?,
    )
    .ok()
}

/// A number with a dot or a comma.
pub(crate) fn number(text: &str) -> Option<f64> {
    let parsed: f64 = text.replace(',', ".").parse().ok()?;
    parsed.is_finite().then_some(parsed)
}

/// Values of one cell: a JSON list, or parts between `|`, `;` or `,`.
pub(crate) fn list(text: &str) -> Vec<String> {
    if text.starts_with('[')
        && let Ok(values) = serde_json::from_str::<Vec<serde_json::Value>>(text)
    {
        return values.iter().filter_map(scalar).collect();
    }
    text.split(['|', ';', ','])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A JSON scalar as text.
pub(crate) fn scalar(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.trim().to_owned()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

/// Text that is there.
pub(crate) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_zeros_come_back_and_odd_codes_do_not_pass() {
        assert_eq!(postal_code("6000").as_deref(), Some("06000"));
        assert_eq!(postal_code("57000").as_deref(), Some("57000"));
        assert_eq!(postal_code("CEDEX"), None);
        assert_eq!(insee("4070").unwrap().as_str(), "04070");
        assert_eq!(insee("2a004").unwrap().as_str(), "2A004");
        assert_eq!(cfd("1022001").as_deref(), Some("01022001"));
        assert_eq!(rncp("9757").as_deref(), Some("RNCP9757"));
        assert_eq!(rncp("RNCP00955").as_deref(), Some("RNCP955"));
        assert_eq!(rncp("-"), None);
        assert_eq!(uai("0442085c").as_deref(), Some("0442085C"));
        assert_eq!(uai("0442085D"), None);
        assert!(rome("M1200").is_err() && rome("M1203").is_ok());
        assert_eq!(naf("10.71C").as_deref(), Some("1071C"));
        assert_eq!(level("Niveau 5"), Some(DiplomaLevel::Five));
        assert_eq!(level("NR"), None);
    }

    #[test]
    fn dates_and_lists_are_read_in_their_usual_dresses() {
        let day = Date::new(2026, 9, 1).unwrap();
        for text in [
            "2026-09-01",
            "2026-09-01T00:00:00.000Z",
            "01/09/2026",
            "1/9/2026",
        ] {
            assert_eq!(date(text), Some(day), "{text}");
        }
        assert_eq!(date("31/02/2026"), None);
        for text in [
            "[\"D1102\",\"D1104\"]",
            "D1102|D1104",
            "D1102, D1104",
            "D1102;D1104",
        ] {
            assert_eq!(list(text), ["D1102", "D1104"], "{text}");
        }
        assert!(list("").is_empty() && list("[]").is_empty());
    }
}
