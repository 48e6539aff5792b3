//! Reads articles from paths.

mod address;
mod article;
mod earlier;
mod file;
mod head;
mod kind;
mod page;
mod sources;
mod walk;

pub(crate) use self::address::{Addresses, Copies, documents};
pub(crate) use self::article::{Content, read, read_with};
pub(crate) use self::earlier::Holds;
pub(crate) use self::file::{File, GENERATOR, LIST_GENERATOR};
pub(crate) use self::head::{Head, head};
pub(crate) use self::kind::{Kind, extension};
pub(crate) use self::page::{ReadOptions, no_address};
pub(crate) use self::sources::Sources;
pub(crate) use self::walk::{Found, Roots, left_out, walk};
