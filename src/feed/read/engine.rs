//! Reads a feed of any format unit by unit.

use super::head::Head;
use super::json::{self, Json};
use super::session::Session;
use super::step::{Result, Step, View};
use super::xml::Xml;
use crate::error::{Error, ErrorKind};

#[derive(Debug)]
pub(super) enum Engine {
    Xml(Box<Xml>),
    Json(Box<Json>),
}

impl Engine {
    /// Chooses the engine by the beginning of a text; `None` if that may be only white space and comments.
    pub(super) fn for_text(start: &str) -> Option<Self> {
        let start = start.trim_start_matches('\u{feff}').trim_start();
        match &start[json::start(start)..] {
            "" | "/" => None,
            feed if feed.starts_with('{') => Some(Self::Json(Box::default())),
            _ => Some(Self::xml()),
        }
    }

    pub(super) fn xml() -> Self {
        Self::Xml(Box::default())
    }

    pub(super) fn step(&mut self, view: View<'_>, session: &mut Session) -> Result<Step> {
        match self {
            Self::Xml(xml) => xml.step(view, session),
            Self::Json(json) => json.step(view, session),
        }
    }

    /// Finds the end of the next unit without reading it.
    pub(super) fn unit_end(&mut self, view: View<'_>) -> Result<usize> {
        match self {
            Self::Xml(xml) => xml.unit_end(view),
            Self::Json(json) => json.unit_end(view),
        }
    }

    /// Tells the engine that the window holds more of the source.
    pub(super) fn extended(&mut self) {
        if let Self::Xml(xml) = self {
            xml.extended();
        }
    }

    /// Skips the rest of the last unit, which was cut. Returns false if the format does not allow it.
    pub(super) fn skip_rest(&mut self) -> bool {
        match self {
            Self::Xml(xml) => {
                xml.skip_rest();
                true
            }
            Self::Json(_) => false,
        }
    }

    /// The part of the head that was read so far.
    pub(super) fn head(&self) -> Head {
        match self {
            Self::Xml(xml) => xml.head(),
            Self::Json(json) => json.head.clone(),
        }
    }

    pub(super) fn into_head(self) -> Head {
        match self {
            Self::Xml(xml) => xml.into_head(),
            Self::Json(json) => json.head,
        }
    }
}

/// The error for a text that is not a feed, at the byte offset `at`.
pub(super) fn not_a_feed(text: &str, at: usize) -> Error {
    let expected = "RSS, Atom, CDF or JSON Feed".to_string();
    Error::at(ErrorKind::Feed { expected }, text, at, "the feed")
}
