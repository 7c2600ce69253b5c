//! What runs beside the doors: turns, jobs, generations.
