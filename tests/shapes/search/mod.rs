//! A search for hostile shapes: it composes inputs from all names that the library reads, and measures each stage at two sizes.
//! It reports work that grows faster than the input or exceeds a limit of `docs/security.md`.
//!
//! A short run with a fixed seed is a test (`tests/shapes`); a long one is `bench/src/bin/shapes.rs`.
#![allow(dead_code, reason = "the short and the long run each use a part")]

pub mod alphabet;
pub mod compose;
pub mod curve;
pub mod instructions;
pub mod judge;
#[rustfmt::skip]
pub mod pieces;
pub mod places;
pub mod random;
pub mod stages;
