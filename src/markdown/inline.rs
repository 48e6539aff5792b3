//! A line of inlines as Markdown.

use std::fmt::{self, Write as _};

use super::delimiters::Single;
use super::emphasis::{Span, SpanKind, Style, Token, settle};
use super::escape::{Context, Next, escape_line_start, push_code, push_destination, push_text, push_title};
use super::references::References;
use super::wrap::wrap;
use super::{Emphasis, HardBreak, LinkStyle, Markdown};
use crate::tree::{Image, Inline, Link, LinkTarget, Mark};
use crate::url::{Purpose, resolve};
use crate::writer::{shown_description, text_after_image};

/// How a line break within the line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// By the options; the text goes on in a new line.
    Line,
    /// `<br>`: headings and cells are one line.
    Tag,
}

/// A part of a line: finished text, or one end of a mark whose style is not settled yet.
enum Piece {
    Text(std::ops::Range<usize>),
    /// Text that must not be wrapped: URLs, code.
    Raw(std::ops::Range<usize>),
    Open(usize),
    Close(usize),
    LinkOpen,
    LinkClose(std::ops::Range<usize>),
    Break,
}

/// Writes a line.
pub(super) struct LineWriter<'a> {
    options: &'a Markdown,
    references: &'a mut References,
    /// The text that pieces point into.
    text: String,
    pieces: Vec<Piece>,
    spans: Vec<Span>,
    context: Context,
    breaks: Break,
    /// The columns before each line, for wrapping.
    indent: usize,
    /// The text after the image that comes next, which may repeat the image's description.
    following: String,
}

impl<'a> LineWriter<'a> {
    pub(super) fn new(options: &'a Markdown, references: &'a mut References, breaks: Break) -> Self {
        let context = Context { has_references: options.links == LinkStyle::Reference, ..Context::default() };
        Self {
            options,
            references,
            text: String::new(),
            pieces: Vec::new(),
            spans: Vec::new(),
            context,
            breaks,
            indent: 0,
            following: String::new(),
        }
    }

    pub(super) fn in_cell(mut self) -> Self {
        self.context.in_cell = true;
        self
    }

    pub(super) fn indented(mut self, columns: usize) -> Self {
        self.indent = columns;
        self
    }

    /// The line as Markdown; its parts after `\n` are lines of the same paragraph.
    pub(super) fn render(mut self, inlines: &[Inline]) -> String {
        self.context.single = Single::of(inlines);
        self.inlines(inlines, Next::Other);
        if !self.spans.is_empty() {
            let mut spans = std::mem::take(&mut self.spans);
            let tokens: Vec<Token<'_>> = self.pieces.iter().map(|piece| self.token(piece)).collect();
            settle(&tokens, &mut spans, self.options.dialect);
            self.spans = spans;
        }
        self.references.add_text(self.text.len());
        self.join()
    }

    /// `after` follows the last of them.
    fn inlines(&mut self, inlines: &[Inline], after: Next) {
        for (index, inline) in inlines.iter().enumerate() {
            let next = inlines.get(index + 1).map_or(after, first_of);
            let following = text_after_image(inlines, index);
            // An image alone in a link stands before what follows the link.
            if !following.is_empty() {
                self.following = following;
            }
            self.inline(inline, next);
        }
    }

    fn inline(&mut self, inline: &Inline, next: Next) {
        match inline {
            Inline::Text(text) => self.plain(text, next),
            Inline::Marked { mark: Mark::Strong, content } => self.span(SpanKind::Strong, content),
            Inline::Marked { mark: Mark::Emphasis, content } => self.span(SpanKind::Emphasis, content),
            Inline::Marked { mark: Mark::Strikethrough, content } => {
                self.span(SpanKind::Strikethrough, content);
            }
            Inline::Marked { mark, content } => self.tagged(mark.element(), content),
            Inline::Code { text } => self.code(text),
            Inline::Ruby(ruby) => {
                self.raw("<ruby>");
                self.inlines(&ruby.base, Next::Other);
                self.tagged("rt", &ruby.reading);
                self.raw("</ruby>");
            }
            Inline::Link(link) => self.link(link, next),
            Inline::Image(image) => self.image(image),
            Inline::LineBreak => match self.breaks {
                Break::Line => self.pieces.push(Piece::Break),
                Break::Tag => self.raw("<br>"),
            },
        }
    }

    fn plain(&mut self, text: &str, next: Next) {
        let start = self.text.len();
        push_text(&mut self.text, text, next, self.context);
        self.pieces.push(Piece::Text(start..self.text.len()));
    }

    fn raw(&mut self, markup: &str) {
        let start = self.text.len();
        self.text.push_str(markup);
        self.pieces.push(Piece::Raw(start..self.text.len()));
    }

    fn code(&mut self, code: &str) {
        // At a line's start, `[…]:` is a link reference definition before it is code in a link (§4.7).
        if self.context.in_link && code.contains("]:") {
            // The delimiters in code were not counted.
            let outer = std::mem::take(&mut self.context.single);
            self.tagged("code", &[Inline::from(code)]);
            self.context.single = outer;
            return;
        }
        let start = self.text.len();
        push_code(&mut self.text, code, self.context.in_cell);
        self.pieces.push(Piece::Raw(start..self.text.len()));
    }

    fn tagged(&mut self, name: &str, content: &[Inline]) {
        self.raw(&format!("<{name}>"));
        self.inlines(content, Next::Other);
        self.raw(&format!("</{name}>"));
    }

    fn span(&mut self, kind: SpanKind, content: &[Inline]) {
        let (delimiter, other) = match (kind, self.options.emphasis) {
            (SpanKind::Strikethrough, _) => ('~', None),
            (SpanKind::Strong, _) => ('*', None),
            (SpanKind::Emphasis, Emphasis::Star) => ('*', Some('_')),
            (SpanKind::Emphasis, Emphasis::Underscore) => ('_', Some('*')),
        };
        let index = self.spans.len();
        self.spans.push(Span::new(kind, delimiter, other));
        self.pieces.push(Piece::Open(index));
        self.inlines(content, Next::Other);
        self.pieces.push(Piece::Close(index));
    }

    fn link(&mut self, link: &Link, next: Next) {
        let Some(url) = resolve(&link.target.url, None, Purpose::Link) else {
            return self.inlines(&link.content, next);
        };
        if is_autolink(link, &url) {
            return self.raw(&format!("<{url}>"));
        }
        self.pieces.push(Piece::LinkOpen);
        let outer = std::mem::replace(&mut self.context.in_link, true);
        self.inlines(&link.content, Next::Other);
        self.context.in_link = outer;
        let target = LinkTarget { url: url.into_owned(), title: link.target.title.clone() };
        let start = self.text.len();
        self.destination(&target);
        self.pieces.push(Piece::LinkClose(start..self.text.len()));
    }

    /// The rest of a link after its text, from `]` on.
    fn destination(&mut self, target: &LinkTarget) {
        if self.options.links == LinkStyle::Reference
            && let Some(number) = self.references.number(target, self.text.len())
        {
            let _ = write!(self.text, "][{number}]");
            return;
        }
        self.text.push_str("](");
        let start = self.text.len();
        push_destination(&mut self.text, &target.url);
        push_title(&mut self.text, target.title.as_deref());
        if self.context.in_cell && self.text[start..].contains('|') {
            let escaped = self.text[start..].replace('|', "\\|");
            self.text.truncate(start);
            self.text.push_str(&escaped);
        }
        self.text.push(')');
    }

    fn image(&mut self, image: &Image) {
        let following = std::mem::take(&mut self.following);
        let Some(url) = resolve(&image.url, None, Purpose::Image) else {
            return self.plain(&image.alt, Next::Other);
        };
        let target = LinkTarget { url: url.into_owned(), title: image.title.clone() };
        let start = self.text.len();
        self.text.push_str("![");
        let context = Context { in_link: true, single: Single::default(), ..self.context };
        push_text(&mut self.text, shown_description(image, &following), Next::Other, context);
        self.destination(&target);
        self.pieces.push(Piece::Raw(start..self.text.len()));
    }

    fn token(&self, piece: &Piece) -> Token<'_> {
        match piece {
            Piece::Text(range) | Piece::Raw(range) => Token::Solid(&self.text[range.clone()]),
            Piece::Open(index) => Token::Open(*index),
            Piece::Close(index) => Token::Close(*index),
            Piece::LinkOpen => Token::LinkOpen,
            Piece::LinkClose(_) => Token::LinkClose,
            Piece::Break => match self.options.hard_break {
                HardBreak::Backslash => Token::Solid("\\\n"),
                HardBreak::Spaces => Token::Solid("  \n"),
            },
        }
    }

    /// The lines, with a backslash where a text at a line's start would begin a block.
    fn join(self) -> String {
        let mut out = String::with_capacity(self.text.len() + 16);
        let mut spaces = Vec::new();
        let mut line_start = 0;
        let mut starts_with_text = matches!(self.pieces.first(), Some(Piece::Text(_)));
        for (index, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Text(range) => {
                    let text = &self.text[range.clone()];
                    if self.options.wrap.is_some() {
                        spaces.extend(text.match_indices(' ').map(|(at, _)| out.len() + at));
                    }
                    out.push_str(text);
                }
                Piece::Raw(range) | Piece::LinkClose(range) => out.push_str(&self.text[range.clone()]),
                Piece::Open(index) => push_delimiter(&mut out, &self.spans[*index], "<"),
                Piece::Close(index) => push_delimiter(&mut out, &self.spans[*index], "</"),
                Piece::LinkOpen => out.push('['),
                Piece::Break => {
                    self.finish_line(&mut out, line_start, starts_with_text, &mut spaces);
                    out.push_str(match self.options.hard_break {
                        HardBreak::Backslash => "\\\n",
                        HardBreak::Spaces => "  \n",
                    });
                    line_start = out.len();
                    starts_with_text = matches!(self.pieces.get(index + 1), Some(Piece::Text(_)));
                }
            }
        }
        self.finish_line(&mut out, line_start, starts_with_text, &mut spaces);
        out
    }

    /// Escapes the start of the line that begins at `start`, and wraps it.
    fn finish_line(&self, out: &mut String, start: usize, starts_with_text: bool, spaces: &mut Vec<usize>) {
        if self.breaks == Break::Tag {
            return;
        }
        let escape = if starts_with_text { escape_line_start(&out[start..]) } else { None };
        if let Some(at) = escape {
            out.insert(start + at, '\\');
            spaces.iter_mut().filter(|space| **space >= start + at).for_each(|space| *space += 1);
        }
        if let Some(columns) = self.options.wrap {
            wrap(out, start, spaces, columns.saturating_sub(self.indent));
        }
        spaces.clear();
    }
}

fn push_delimiter(out: &mut String, span: &Span, tag_open: &str) {
    match span.style {
        Style::Delimiter(c) => out.extend(std::iter::repeat_n(c, span.kind.width())),
        Style::Tag => {
            let _: fmt::Result = write!(out, "{tag_open}{}>", span.kind.tag());
        }
    }
}

/// What an inline's Markdown begins with.
fn first_of(inline: &Inline) -> Next {
    match inline {
        Inline::Link(_) => Next::Bracket,
        _ => Next::Other,
    }
}

/// §6.5: a link whose text is its URL.
fn is_autolink(link: &Link, url: &str) -> bool {
    let [Inline::Text(text)] = link.content.as_slice() else { return false };
    let is_plain =
        |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '&' | '|' | '\\') && !c.is_control();
    text == url && link.target.title.is_none() && url.contains("://") && url.chars().all(is_plain)
}
