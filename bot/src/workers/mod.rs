//! What runs beside the doors: turns, jobs, generations. Each looks when woken and looks anyway
//! after a while; each survives being killed at any point, because the store does.

pub mod bot_name;
pub mod generations;
pub mod hints;
pub mod indexing;
pub mod jobs;
pub mod turns;
