//! Made-up supply for a first start.
