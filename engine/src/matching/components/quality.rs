//! What became of former apprentices, and what they say. Not known yet: neutral, and never said.

use crate::matching::Component;
use crate::matching::weights::{NEUTRAL, QUALITY};

/// The component.
pub(in crate::matching) fn component() -> Component {
    QUALITY.component(NEUTRAL, None)
}
