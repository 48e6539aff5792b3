//! The syntax of JSON (RFC 8259): brackets, names and strings, on one line or indented.

use std::fmt::{self, Display, Write};

use super::indent::Indent;
use super::output::Output;
use crate::scan::{find, json_escape};

/// Writes the same JSON as `serde_json`, byte for byte, but less indented if a tree is deep.
///
/// `serde_json` tests each byte of a string separately, which took half of the time of
/// [`to_json`](crate::Document::to_json).
pub(super) struct JsonWriter<'o> {
    out: &'o mut Output,
    /// If it is `None`, the JSON is written on one line.
    indent: Option<Indent>,
}

impl<'o> JsonWriter<'o> {
    pub(super) fn new(out: &'o mut Output, indent: Option<Indent>) -> Self {
        Self { out, indent }
    }

    pub(super) fn open(&mut self, bracket: &'static str) {
        self.out.push(bracket);
        if let Some(indent) = &mut self.indent {
            indent.begin();
        }
    }

    pub(super) fn close(&mut self, bracket: &'static str, is_empty: bool) {
        if let Some(indent) = &mut self.indent {
            indent.end();
            // `[]` and `{}` stay on their line.
            if !is_empty {
                indent.line(self.out);
            }
            // Only closing brackets are counted, which are as many as the opening ones.
            indent.earn(bracket.len());
        }
        self.out.push(bracket);
    }

    /// Begins the next element or member.
    pub(super) fn next(&mut self, is_first: bool) {
        if !is_first {
            self.out.push(",");
        }
        if let Some(indent) = &mut self.indent {
            indent.line(self.out);
        }
    }

    pub(super) fn colon(&mut self) {
        self.clean(if self.indent.is_some() { ": " } else { ":" });
    }

    /// Writes the name of a field or a variant, which needs no escape.
    pub(super) fn name(&mut self, name: &'static str) {
        self.out.push("\"");
        self.clean(name);
        self.out.push("\"");
    }

    pub(super) fn string(&mut self, text: &str) {
        self.out.push("\"");
        self.fragment(text);
        self.out.push("\"");
    }

    /// Writes a value as a string.
    pub(super) fn displayed_string(&mut self, value: impl Display) -> fmt::Result {
        self.out.push("\"");
        write!(Fragments(self), "{value}")?;
        self.out.push("\"");
        Ok(())
    }

    /// Writes a number, a boolean or `null`.
    pub(super) fn display(&mut self, value: impl Display) -> fmt::Result {
        write!(self.out, "{value}")
    }

    /// Writes a part of a string. Most texts need no escapes, so they are scanned in chunks and copied at once.
    fn fragment(&mut self, text: &str) {
        // RFC 8259 §7: quotation mark, reverse solidus, and the control characters U+0000 to U+001F.
        let is_escaped = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
        let mut rest = text;
        while let Some(at) = find(rest.as_bytes(), is_escaped, is_escaped) {
            self.clean(&rest[..at]);
            self.out.push(json_escape(rest.as_bytes()[at]));
            rest = &rest[at + 1..];
        }
        self.clean(rest);
    }

    /// Writes a text that needs no escape.
    fn clean(&mut self, text: &str) {
        self.out.push(text);
        if let Some(indent) = &mut self.indent {
            indent.earn(text.len());
        }
    }
}

/// Writes the parts of a formatted string.
struct Fragments<'w, 'o>(&'w mut JsonWriter<'o>);

impl Write for Fragments<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.fragment(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::{collection, sample};
    use serde::Serialize;

    use super::*;

    const PIECES: &[&str] = &[
        "今天下午雨停了",
        "a long word ",
        "é",
        "\u{7f}",
        "\u{2028}",
        "\"",
        "\\",
        "/",
        "\n",
        "\t",
        "\r",
        "\u{8}",
        "\u{c}",
        "\0",
        "\u{1f}",
    ];

    #[test]
    fn absent_values_are_null() {
        let json = Output::text(0, |out| {
            [Some(1), None][..].serialize(&mut JsonWriter::new(out, None)).expect("a list of numbers");
        });
        assert_eq!(json, "[1,null]");
    }

    #[test]
    fn a_newtype_is_its_value() {
        #[derive(Serialize)]
        struct Degrees(i32);

        let json = Output::text(0, |out| {
            [Degrees(-3)][..].serialize(&mut JsonWriter::new(out, None)).expect("a list of numbers");
        });
        assert_eq!(json, "[-3]");
    }

    proptest! {
        #[test]
        fn strings_are_written_as_by_serde_json(pieces in collection::vec(sample::select(PIECES), 0..40)) {
            let text = pieces.concat();
            let written = Output::text(0, |out| {
                text.serialize(&mut JsonWriter::new(out, None)).expect("a string");
            });
            prop_assert_eq!(written, serde_json::to_string(&text).expect("a string"));
        }
    }
}
