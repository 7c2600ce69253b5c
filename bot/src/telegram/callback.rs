//! What a Telegram button carries: `v1:<seq>:<button>`, at most 64 bytes.
//!
//! An old keyboard can be pressed years later: a version ever sent keeps decoding.

use std::fmt;
use std::str::FromStr;

/// A button of an earlier message: the message's number in the conversation, and which button
/// (those of the message first, then each card's in order).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ButtonRef {
    /// Number of the message in the conversation.
    pub seq: i64,
    /// Number of the button in the message.
    pub button: u32,
}

/// The payload is none that we ever sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("callback data of no known version")]
pub struct UnknownCallback;

impl fmt::Display for ButtonRef {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "v1:{}:{}", self.seq, self.button)
    }
}

impl FromStr for ButtonRef {
    type Err = UnknownCallback;

    fn from_str(data: &str) -> Result<Self, UnknownCallback> {
        let mut parts = data.split(':');
        let (Some("v1"), Some(seq), Some(button), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(UnknownCallback);
        };
        match (seq.parse(), button.parse()) {
            (Ok(seq), Ok(button)) => Ok(Self { seq, button }),
            _ => Err(UnknownCallback),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_payload_ever_sent_still_decodes() {
        for (data, seq, button) in [
            ("v1:1:0", 1, 0),
            ("v1:9223372036854775807:4294967295", i64::MAX, u32::MAX),
        ] {
            assert_eq!(data.parse(), Ok(ButtonRef { seq, button }));
        }
    }

    #[test]
    fn payloads_come_back_as_they_went_and_fit_in_64_bytes() {
        let widest = ButtonRef {
            seq: i64::MAX,
            button: u32::MAX,
        };
        assert!(widest.to_string().len() <= 64);
        assert_eq!(widest.to_string().parse(), Ok(widest));
    }

    #[test]
    fn forged_payloads_are_refused() {
        for data in [
            "", "v1", "v1:1", "v1:a:0", "v1:1:-1", "v1:1:0:2", "v2:1:0", "1:0",
        ] {
            assert_eq!(data.parse::<ButtonRef>(), Err(UnknownCallback), "{data}");
        }
    }
}
