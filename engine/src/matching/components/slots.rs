//! Whether an appointment can be booked here and now.

use tandem_index::Training;

use crate::matching::weights::SLOTS;
use crate::matching::{Bookable, Component};

/// The component.
pub(in crate::matching) fn component(training: &Training, bookable: &Bookable) -> Component {
    if bookable.contains(&training.centre) {
        SLOTS.component(1.0, Some("tu peux prendre rendez-vous en ligne".to_owned()))
    } else {
        SLOTS.component(0.0, None)
    }
}
