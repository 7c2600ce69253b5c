//! Index generations: built, published, picked up.
