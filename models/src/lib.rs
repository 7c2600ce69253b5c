//! skeleton
mod data;
mod facts;
pub mod ids;
mod intent;
pub mod levels;
pub mod meaning;
pub mod places;
mod polarity;
mod text;
pub mod trades;
pub mod understanding;

pub use ids::{CodeError, InseeCode, RomeCode};
pub use levels::{DiplomaLevel, SchoolStage};
pub use meaning::*;
pub use places::{Commune, Departement, Places, Point, Region};
pub use trades::{Domain, Riasec, Trade};
pub use understanding::Understander;
