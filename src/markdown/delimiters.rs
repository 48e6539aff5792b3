//! Delimiters that need no backslash, because the line has only one of their kind.

use super::parts::Line;
use crate::tree::{Inline, Mark};

/// The delimiters that occur at most once in a line, and so cannot open or close anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each delimiter, looked up by name")]
pub(super) struct Single {
    pub(super) star: bool,
    pub(super) underscore: bool,
    pub(super) tilde: bool,
    pub(super) backtick: bool,
}

impl Single {
    /// The delimiters that occur at most once in the Markdown of a line, whether in texts or as markup.
    pub(super) fn of(line: Option<&Line<'_>>) -> Self {
        let mut runs = Runs::default();
        match line {
            Some(Line::Inlines(inlines)) => runs.add(inlines),
            Some(Line::Joined(lines, _)) => lines.iter().for_each(|inlines| runs.add(inlines)),
            // The images of a figure have only descriptions, in which every delimiter is escaped.
            Some(Line::Images(..)) | None => return Self::default(),
        }
        Self {
            // CommonMark §6.2: emphasis needs an opening run and a closing run. A single run is text.
            star: runs.star < 2,
            underscore: runs.underscore < 2,
            tilde: runs.tilde < 2,
            backtick: runs.backtick < 2,
        }
    }
}

/// The number of runs of each delimiter in a line.
#[derive(Default)]
struct Runs {
    star: usize,
    underscore: usize,
    tilde: usize,
    backtick: usize,
}

impl Runs {
    fn add(&mut self, inlines: &[Inline]) {
        // A formula may be written as a part of the text around it.
        let mut before = None;
        for inline in inlines {
            let last = before.take();
            match inline {
                Inline::Text(text) | Inline::Math { tex: text, .. } => {
                    self.add_text(text, last);
                    before = text.as_bytes().last().copied();
                }
                // Either character may express emphasis, so it counts as both.
                Inline::Marked { mark: Mark::Strong | Mark::Emphasis, .. } => {
                    self.star += 2;
                    self.underscore += 2;
                }
                Inline::Marked { mark: Mark::Strikethrough, .. } => self.tilde += 2,
                Inline::Code { .. } => self.backtick += 2,
                // `Inline::content` returns only the base.
                Inline::Ruby(ruby) => self.add(&ruby.reading),
                Inline::Image(image) => {
                    self.add_text(&image.alt, None);
                    self.add_title(image.title.as_deref());
                }
                Inline::Link(link) => self.add_title(link.target.title.as_deref()),
                Inline::Marked { .. } | Inline::LineBreak => {}
            }
            self.add(inline.content().unwrap_or_default());
        }
    }

    /// Counts the backticks of a title. Other delimiters have no meaning there.
    fn add_title(&mut self, title: Option<&str>) {
        // §6.1: code spans take precedence over links, so a backtick in a title can pair with one outside of it.
        self.backtick += title.map_or(0, |title| title.matches('`').count());
    }

    /// `before` is the byte before the text.
    fn add_text(&mut self, text: &str, before: Option<u8>) {
        let bytes = text.as_bytes();
        let begins_run =
            |at: usize| at.checked_sub(1).map_or(before, |at| Some(bytes[at])) != Some(bytes[at]);
        self.backtick += memchr::memchr_iter(b'`', bytes).filter(|&at| begins_run(at)).count();
        for at in memchr::memchr3_iter(b'*', b'_', b'~', bytes) {
            let count = match bytes[at] {
                b'*' => &mut self.star,
                b'_' => &mut self.underscore,
                _ => &mut self.tilde,
            };
            *count += usize::from(begins_run(at));
        }
    }
}
