//! Tests that run the command.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![allow(unreachable_pub, reason = "all modules are private to the test binary")]

mod book;
mod check;
mod clip;
mod convert;
mod feed;
mod import;
mod index;
mod manners;
mod names;
mod nested;
mod replace;
mod show;
mod site;
mod streams;
mod support;
mod trouble;
