//! Hostile inputs of any length, as data.

use std::fmt;

/// A part of a shape.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// A text that occurs once.
    Once(&'static str),
    /// A text that occurs a fixed number of times.
    Times(&'static str, usize),
    /// A piece that is repeated, with its number in place of `№`.
    Many(&'static str),
    /// A long word.
    Long,
}

use Part::{Long, Many, Once, Times};

/// An input of any length: parts in a context, such as an item of a feed.
pub struct Shape {
    pub context: Context,
    pub parts: Vec<Part>,
}

/// What is around the parts.
#[derive(Clone, Copy)]
pub struct Context {
    pub name: &'static str,
    pub wrap: fn(&str) -> String,
}

impl Shape {
    pub fn new(context: Context, parts: &[Part]) -> Self {
        Self { context, parts: parts.to_vec() }
    }

    /// The input with about this number of bytes. Repeated pieces and long words have equal shares.
    pub fn of_length(&self, bytes: usize) -> String {
        let shares = self.parts.iter().filter(|part| matches!(part, Many(_) | Long)).count();
        let share = bytes / shares.max(1);
        let part = |part: &Part| match part {
            Once(text) => (*text).to_string(),
            Times(text, times) => text.repeat(*times),
            Many(piece) => many(piece, share),
            Long => "x".repeat(share),
        };
        (self.context.wrap)(&self.parts.iter().map(part).collect::<String>())
    }
}

/// The name of a shape in a table: its parts and its context.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| text.replace(['\0', '\u{1}', '\r', '\n'], "␤").replace('|', "\\|");
        let parts = self.parts.iter().map(|part| match part {
            Once(text) | Many(text) => format!("`{}`", shown(text)),
            Times(text, times) => format!("`{}` × {times}", shown(text)),
            Long => "a long word".to_string(),
        });
        f.write_str(&parts.collect::<Vec<_>>().join(", "))?;
        if self.context.name.is_empty() { Ok(()) } else { write!(f, " {}", self.context.name) }
    }
}

fn many(piece: &str, bytes: usize) -> String {
    if !piece.contains('№') {
        return piece.repeat(bytes.div_ceil(piece.len()));
    }
    let mut out = String::with_capacity(bytes + piece.len());
    for number in 0_usize.. {
        if out.len() >= bytes {
            break;
        }
        out += &piece.replace('№', &number.to_string());
    }
    out
}
