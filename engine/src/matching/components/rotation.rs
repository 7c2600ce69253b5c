//! Everyone's turn: a small part of the score that changes from day to day.

use jiff::civil::Date;
use tandem_index::Employer;

use crate::matching::Component;
use crate::matching::weights::ROTATION;

/// The component: the same all day for an employer, told to nobody.
pub(in crate::matching) fn component(employer: &Employer, today: Date) -> Component {
    let [year_high, year_low] = today.year().to_be_bytes();
    let [day_high, day_low] = today.day_of_year().to_be_bytes();
    let day = [year_high, year_low, day_high, day_low];
    let key = employer.siret.as_str().bytes().chain(day);
    // FNV-1a, then spread so that neighbours in the register fall apart.
    let folded = key.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let spread = (folded ^ (folded >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let [high, low, ..] = spread.to_be_bytes();
    let turn = f32::from(u16::from_be_bytes([high, low])) / f32::from(u16::MAX);
    ROTATION.component(turn, None)
}
