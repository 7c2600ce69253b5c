//! Orders drawn from a fixed seed, for learning: the same on every machine.

/// What drawing begins with.
pub(crate) const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Fisher-Yates with a xorshift.
pub(crate) fn shuffle(order: &mut [usize], seed: &mut u64) {
    for index in (1..order.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        let drawn = usize::try_from(*seed % (index as u64 + 1)).unwrap_or(0);
        order.swap(index, drawn);
    }
}
