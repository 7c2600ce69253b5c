//! Whole journeys: see the module names.

mod architecture;
mod browser;
mod conversations;
mod faults;
mod pay;
mod privacy;
mod team;
