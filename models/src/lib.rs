//! What a young person's sentence means.
//!
//! [`Understander::understand`] reads a French sentence as it is typed to a friend: no accents, SMS
//! spelling, typos, several facts in any order, refusals ("tout sauf la vente"), corrections ("en fait
//! je suis à Lille"). It answers a [`Meaning`]: an intent, the topic of a question, and facts, each with
//! the bytes that it was read from and how sure it is. What is not sure is given with a low score, so
//! that the dialogue asks instead of guessing: a trade from 0.75 on is taken, down to 0.35 it is asked.
//!
//! Layers, each in its module: `text` folds and splits; `facts` reads levels, ages, distances, dates,
//! contacts; `places` knows the communes; `trades` knows titles and everyday phrases; `polarity` finds
//! refusals and corrections; `intent` is learnt at start from examples; `learnt` and `encoder` tell trades
//! where no word names one, `voices` joins them with the words; `understanding` puts all together.
//!
//! It reads no clock (the date is in [`Context`]), no network, no file (its data is embedded), draws no
//! randomness, and keeps nothing of what it reads.
//!
//! What it knows is data, curated like code:
//! - a trade: an entry in `models/data/trades/*.yml`;
//! - an intent or a topic: examples in `models/data/intents.yml` or `topics.yml`;
//! - a kind of fact: a module in `facts` with a `read`, and a field of [`Meaning`];
//! - communes: `models/data/build-communes` builds the table from two public packages;
//! - every promise: a line of `models/tests/sentences.tsv`.
//!
//! ```
//! use jiff::civil::date;
//! use tandem_models::{Context, Intent, Understander};
//!
//! let understander = Understander::embedded();
//! let context = Context { today: date(2026, 11, 24), expected: None };
//! let meaning = understander.understand("jveux être boulangère vers Lens", &context);
//! assert_eq!(meaning.intent.value, Intent::Inform);
//! assert_eq!(meaning.trades[0].rome.as_str(), "D1102");
//! assert_eq!(meaning.place.map(|place| place.value.name).as_deref(), Some("Lens"));
//! ```

mod data;
mod drawn;
pub mod encoder;
mod facts;
pub mod ids;
mod intent;
pub mod judged;
pub mod learnt;
pub mod levels;
pub mod meaning;
pub mod places;
mod polarity;
pub mod review;
mod text;
pub mod trades;
pub mod understanding;
mod voices;

pub use ids::{CodeError, InseeCode, RomeCode};
pub use levels::{DiplomaLevel, SchoolStage};
pub use meaning::*;
pub use places::{Commune, Departement, Places, Point, Region};
pub use text::fold;
pub use trades::{Domain, Riasec, Trade};
pub use understanding::Understander;
