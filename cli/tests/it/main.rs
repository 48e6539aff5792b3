//! Tests of the command as people run it.

#![allow(unreachable_pub, reason = "all modules are private to the test binary")]

mod convert;
mod support;
