//! skeleton
pub mod ids;
pub mod levels;
pub mod meaning;
pub mod trades;
pub use ids::{CodeError, InseeCode, RomeCode};
pub use levels::{DiplomaLevel, SchoolStage};
pub use meaning::*;
pub use trades::{Domain, Riasec, Trade};
pub mod places;
pub use places::{Commune, Places, Point};
pub mod understanding;
pub use understanding::Understander;
