//! The laws of `docs/design.md`, one module each, over the fixtures, over generated input, and over real articles if
//! `../shared/corpus` exists.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
#![allow(unreachable_pub, reason = "all modules are private to the test binary")]

mod api;
mod clip;
mod conservation;
mod depth;
mod documentation;
mod errors;
mod feed_archive;
mod feed_cases;
mod feed_limits;
mod feed_reading;
mod feed_round_trip;
mod feed_rules;
mod feed_table;
mod feed_time;
mod feeds;
mod fixtures;
mod generate;
mod hostile;
mod html;
mod json;
mod markdown;
mod markup;
mod normal_form;
mod pages;
mod projection;
mod safety;
mod seen;
mod support;
mod totality;
