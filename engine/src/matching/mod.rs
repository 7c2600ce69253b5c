//! What is proposed, and why (DESIGN 7).
//!
//! `propose` turns a profile into `Wishes`, searches (widening step by step when nothing is
//! found, always recorded), ranks trainings and employers, and pairs them: an apprenticeship needs
//! both. Every proposal carries its components, each with its share of the score and its reason in
//! plain French; `explain` tells them all, `top_reasons` the three for a card.
//!
//! Ranking is pure: the same candidates in any order give the same answer, and no protected trait
//! is an input. Nothing here reads a clock: `today` is an argument, and the daily rotation of
//! employers is drawn from it.
//!
//! One more component: a file in `components/`, its share in `weights.rs` with the reason for it
//! (shares sum to 1), one line in `trainings.rs` or `employers.rs`.

mod components;
mod diversity;
mod employers;
mod explain;
mod nearby;
mod pairs;
mod proposal;
mod propose;
mod trainings;
mod travel;
mod weights;
mod widen;
pub mod wire;
mod wishes;

pub use employers::rank_employers;
pub use explain::{explain, top_reasons};
pub use nearby::EmployersNearby;
pub use pairs::best_pairs;
pub use proposal::{Bookable, Component, Match, Pair, Proposals, Widened};
pub use propose::{propose, propose_for};
pub use trainings::rank_trainings;
pub use travel::{km_within, travel_minutes};
pub use wishes::{TradeSource, WishedTrade, Wishes};
