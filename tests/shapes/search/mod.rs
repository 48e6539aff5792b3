//! A search for hostile shapes: inputs are composed of all that the library reads, and what each stage does with them is
//! measured at two sizes. Work that grows faster than the input, or goes over a budget of `docs/security.md`, is reported.
//!
//! A short run with a fixed seed is a test (`tests/shapes`); a long one is `bench/src/bin/shapes.rs`.
#![allow(dead_code, reason = "the short and the long run each use a part")]

pub mod alphabet;
pub mod compose;
pub mod judge;
pub mod random;
pub mod stages;
