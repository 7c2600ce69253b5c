//! The limits that the real server enforces (CHANNELS 5.2).

use serde_json::Value;

/// Which limit was broken, in the words of the Bot API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitBroken(pub String);

fn broken<T>(description: impl Into<String>) -> Result<T, LimitBroken> {
    Err(LimitBroken(format!("Bad Request: {}", description.into())))
}

/// Checks a text after its markup is read: 1 to `limit` UTF-16 units, entities closed.
///
/// Returns the plain text that people see.
pub fn check_text(
    text: &str,
    parse_mode: Option<&str>,
    limit: usize,
) -> Result<String, LimitBroken> {
    let plain = match parse_mode {
        Some("HTML") => plain_html(text)?,
        Some(other) => return broken(format!("unsupported parse_mode {other}")),
        None => text.to_owned(),
    };
    if plain.trim().is_empty() {
        return broken("message text is empty");
    }
    if plain.encode_utf16().count() > limit {
        return broken("message is too long");
    }
    Ok(plain)
}

/// Reads the few tags that Telegram's HTML mode knows; anything else is an error as it is there.
fn plain_html(text: &str) -> Result<String, LimitBroken> {
    let mut plain = String::new();
    let mut open: Vec<String> = Vec::new();
    let mut entities = 0;
    let mut rest = text;
    while let Some(position) = rest.find(['<', '&']) {
        plain.push_str(&rest[..position]);
        rest = &rest[position..];
        if let Some(after) = rest.strip_prefix('&') {
            let Some(end) = after.find(';') else {
                plain.push('&');
                rest = after;
                continue;
            };
            match &after[..end] {
                "lt" => plain.push('<'),
                "gt" => plain.push('>'),
                "amp" => plain.push('&'),
                "quot" => plain.push('"'),
                _ => {
                    plain.push('&');
                    rest = after;
                    continue;
                }
            }
            rest = &after[end + 1..];
            continue;
        }
        let Some(end) = rest.find('>') else {
            return broken("can't parse entities: unclosed start tag");
        };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return broken("can't parse entities: unexpected end tag");
            }
        } else {
            let name = tag.split_whitespace().next().unwrap_or("");
            if !matches!(
                name,
                "b" | "strong" | "i" | "em" | "u" | "s" | "a" | "code" | "pre" | "blockquote"
            ) {
                return broken(format!(
                    "can't parse entities: unsupported start tag \"{name}\""
                ));
            }
            entities += 1;
            open.push(name.to_owned());
        }
    }
    plain.push_str(rest);
    if !open.is_empty() {
        return broken("can't parse entities: can't find end tag");
    }
    if entities > 100 {
        return broken("too many entities");
    }
    Ok(plain)
}

/// Checks keyboards: one action a button, 1 to 64 bytes of callback data, labels not empty.
pub fn check_markup(markup: &Value) -> Result<(), LimitBroken> {
    let mut count = 0;
    for row in markup["inline_keyboard"].as_array().into_iter().flatten() {
        let row = row.as_array().map(Vec::as_slice).unwrap_or_default();
        if row.len() > 8 {
            return broken("too many buttons in a row");
        }
        for button in row {
            count += 1;
            if button["text"].as_str().unwrap_or("").is_empty() {
                return broken("button text must be non-empty");
            }
            let actions = [
                "url",
                "callback_data",
                "login_url",
                "web_app",
                "switch_inline_query",
                "pay",
            ]
            .iter()
            .filter(|action| button.get(**action).is_some_and(|value| !value.is_null()))
            .count();
            if actions != 1 {
                return broken(
                    "text buttons are allowed in the inline keyboard only with one action",
                );
            }
            if let Some(data) = button["callback_data"].as_str()
                && !(1..=64).contains(&data.len())
            {
                return broken("BUTTON_DATA_INVALID");
            }
        }
    }
    if count > 100 {
        return broken("reply markup is too long");
    }
    for row in markup["keyboard"].as_array().into_iter().flatten() {
        for key in row.as_array().into_iter().flatten() {
            let text = key.as_str().or_else(|| key["text"].as_str()).unwrap_or("");
            if text.is_empty() {
                return broken("keyboard button text must be non-empty");
            }
        }
    }
    Ok(())
}
