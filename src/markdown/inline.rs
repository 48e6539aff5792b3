//! Writes a line of inlines as Markdown.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use super::delimiters::Single;
use super::emphasis::{Extensions, Span, SpanKind, Style, settle};
use super::escape::{Context, Next, escape_equals, escape_line_start, first_special, push_text};
use super::math::{escape_dollars, is_writable, joined, may_follow};
use super::parts::Line;
use super::piece::{Piece, PieceKind, Tokens};
use super::references::References;
use super::syntax::push_code;
use super::{Emphasis, HardBreak, Highlights, LinkStyle, Markdown, Math};
use crate::tree::{Inline, Mark};
use crate::writer::text_after_image;

/// The maximum number of marks with delimiters in a line. Further marks are tags, because the search for readable delimiters
/// takes up to 300 bytes for each. The most in a paragraph of 610 clips and 79 pages is 9.
const MAX_SPANS: usize = 4096;

/// The style of a line break within the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// The style of the options. The text continues on a new line.
    Line,
    /// `<br>`, because headings and cells are one line.
    Tag,
}

/// Buffers that the lines of a document share, so that most lines allocate nothing.
#[derive(Default)]
pub(super) struct Buffers {
    /// The line in its most likely form: each mark has its first delimiter, and the starts of lines have no backslashes.
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) spans: Vec<Span>,
}

impl Buffers {
    fn clear(&mut self) {
        // Room for most lines. Growing step by step took 3 % of the time of writing Markdown.
        if self.text.capacity() == 0 {
            (self.text, self.pieces) = (String::with_capacity(1024), Vec::with_capacity(16));
        }
        self.text.clear();
        self.pieces.clear();
        self.spans.clear();
    }
}

/// Writes a line.
pub(super) struct LineWriter<'a> {
    pub(super) options: &'a Markdown,
    pub(super) references: &'a mut References,
    pub(super) buffers: &'a mut Buffers,
    pub(super) context: Context<'a>,
    pub(super) breaks: Break,
    /// The number of columns before each line, for wrapping.
    pub(super) indent: usize,
    /// The text after the next image, which may repeat the description of the image.
    pub(super) following: String,
    /// Whether formulas are written between dollar signs.
    pub(super) dollars: bool,
    /// The end of the latest reference to a note.
    pub(super) after_note: Option<usize>,
}

impl<'a> LineWriter<'a> {
    pub(super) fn new(
        options: &'a Markdown,
        references: &'a mut References,
        buffers: &'a mut Buffers,
        breaks: Break,
    ) -> Self {
        buffers.clear();
        let context = Context { has_references: options.links == LinkStyle::Reference, ..Context::default() };
        let (following, dollars) = (String::new(), options.math == Math::Dollars);
        let (indent, after_note) = (0, None);
        Self { options, references, buffers, context, breaks, indent, following, dollars, after_note }
    }

    pub(super) fn in_cell(mut self) -> Self {
        self.context.in_cell = true;
        self
    }

    pub(super) fn indented(mut self, columns: usize) -> Self {
        self.indent = columns;
        self
    }

    /// Renders the line. If it contains `\n`, it is several lines of the same paragraph.
    pub(super) fn render(mut self, line: &'a Line<'a>) -> Cow<'a, str> {
        self.context.line = Some(line);
        match line {
            Line::Inlines(line) => {
                if let Some(text) = as_it_is(line, self.options, self.breaks) {
                    self.references.add_text(text.len());
                    return Cow::Borrowed(text);
                }
                self.inlines(line, Next::Other);
            }
            Line::Joined(lines, breaks) => self.joined(lines, *breaks),
            Line::Images(images, following) => self.images(images, following),
        }
        self.references.add_text(self.buffers.text.len());
        let is_restyled = self.settle();
        if is_restyled || self.options.wrap.is_some() || self.has_line_to_escape() {
            return Cow::Owned(self.join());
        }
        Cow::Borrowed(&self.buffers.text)
    }

    /// Whether the intended readers take `==` for a highlight.
    fn reads_equals(&self) -> bool {
        self.options.highlights == Highlights::Equals
    }

    /// Settles the style of each mark. Returns whether any differs from the buffered text.
    fn settle(&mut self) -> bool {
        if self.buffers.spans.is_empty() {
            return false;
        }
        let Buffers { text, pieces, spans } = &mut *self.buffers;
        settle(Tokens { text, pieces }, spans, Extensions::of(self.options))
    }

    /// Writes inlines. `after` is the Markdown after the last of them.
    pub(super) fn inlines(&mut self, inlines: &[Inline], after: Next) {
        self.inlines_before(inlines, after, &[]);
    }

    /// Writes inlines. `rest` are the inlines after them.
    fn inlines_before<'i>(
        &mut self,
        inlines: &'i [Inline],
        after: Next,
        rest: &(impl IntoIterator<Item = &'i Inline> + Clone),
    ) {
        let mut unwritten = inlines;
        while let [inline, others @ ..] = unwritten {
            let joined_count = self.count_joined(unwritten);
            if joined_count > 0 {
                let (run, others) = unwritten.split_at(joined_count);
                self.plain(&joined(run), others.first().map_or(after, |next| self.first_of(next)));
                unwritten = others;
                continue;
            }
            unwritten = others;
            let next = others.first().map_or(after, |next| self.first_of(next));
            let following = text_after_image(inline, others.iter().chain(rest.clone()));
            // The text after a link also follows an image in it.
            if !following.is_empty() {
                self.following = following;
            }
            self.inline(inline, next);
        }
    }

    /// The number of inlines at the start that are written as one text: texts, and formulas without dollar signs. It is 0 if
    /// neither the first nor the second inline is a formula.
    fn count_joined(&self, inlines: &[Inline]) -> usize {
        match inlines {
            [Inline::Text(_), Inline::Math { .. }, ..] | [Inline::Math { .. }, ..] => {}
            _ => return 0,
        }
        let is_text = |&at: &usize| match &inlines[at] {
            Inline::Text(_) => true,
            Inline::Math { tex, .. } => !self.is_formula(tex, inlines.get(at + 1)),
            _ => false,
        };
        (0..inlines.len()).take_while(is_text).count()
    }

    /// Whether a formula can be written between dollar signs.
    fn is_formula(&self, tex: &str, next: Option<&Inline>) -> bool {
        self.dollars
            && is_writable(tex)
            && next.is_none_or(may_follow)
            // GFM, "Tables": cells are split first, and some readers would take a backslash before the pipe for TeX.
            && !(self.context.in_cell && tex.contains('|'))
    }

    /// The beginning of the Markdown of an inline, which may be a reference to a note.
    fn first_of(&self, inline: &Inline) -> Next {
        if self.references.footnotes.is_superscript_of_references(inline) {
            Next::Bracket
        } else {
            first_of(inline)
        }
    }

    /// Writes lines with line breaks between them.
    fn joined(&mut self, lines: &[Cow<'_, [Inline]>], breaks: usize) {
        const BREAK: &Inline = &Inline::LineBreak;
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                (0..breaks).for_each(|_| self.line_break());
            }
            let next_line = lines.get(index + 1).map_or(&[][..], |line| line);
            self.inlines_before(line, Next::Other, &std::iter::repeat_n(BREAK, breaks).chain(next_line));
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
            Inline::Marked { mark: Mark::Highlight, content } if self.reads_equals() => {
                self.span(SpanKind::Highlight, content);
            }
            Inline::Marked { content, .. }
                if self.references.footnotes.is_superscript_of_references(inline) =>
            {
                self.inlines(content, next);
            }
            Inline::Marked { mark, content } => self.tagged(mark.element(), content),
            Inline::Code { text } => self.code(text),
            Inline::Math { tex, display } => {
                let sign = if *display { "$$" } else { "$" };
                self.buffers.text.extend([sign, tex]);
                self.raw(sign);
            }
            Inline::Ruby(ruby) => {
                self.raw("<ruby>");
                self.inlines(&ruby.base, Next::Other);
                self.tagged("rt", &ruby.reading);
                self.raw("</ruby>");
            }
            Inline::Link(link) => self.link(link, next),
            Inline::Image(image) => self.image(image),
            Inline::LineBreak => self.line_break(),
        }
    }

    fn line_break(&mut self) {
        if self.breaks == Break::Tag {
            return self.raw("<br>");
        }
        let start = self.buffers.text.rfind('\n').map_or(0, |end| end + 1);
        let line_break = self.hard_break(&self.buffers.text[start..]);
        self.buffers.text.push_str(line_break);
        self.end(PieceKind::Break);
    }

    /// The line break after a line. A line that is only a tag and spaces would begin an HTML block (§4.6), in which
    /// Markdown is not parsed.
    pub(super) fn hard_break(&self, line: &str) -> &'static str {
        match self.options.hard_break {
            HardBreak::Spaces if !(line.starts_with('<') && line.trim_end().ends_with('>')) => "  \n",
            _ => "\\\n",
        }
    }

    /// Ends a piece.
    pub(super) fn end(&mut self, kind: PieceKind) {
        let end = self.buffers.text.len();
        let wraps = self.options.wrap.is_some() && self.breaks == Break::Line;
        match self.buffers.pieces.last_mut() {
            // Adjacent pieces are merged, because there may be many tags between short texts. Only wrapping tells texts in a line
            // from markup, and the start of a line has the kind of its first piece.
            Some(last) if kind == PieceKind::Raw && last.kind == kind => last.end = end,
            Some(last) if !wraps && kind.is_solid() && last.kind.is_solid() => last.end = end,
            _ => self.buffers.pieces.push(Piece { kind, end }),
        }
    }

    pub(super) fn plain(&mut self, text: &str, next: Next) {
        if text.starts_with('[') {
            self.separate_from_note();
        }
        let start = self.buffers.text.len();
        push_text(&mut self.buffers.text, text, next, &mut self.context);
        self.escape_extensions(start);
        // `[^1](` and `[^1]:` would be a link or a definition (§6.3, GFM).
        if self.after_note == Some(start) && text.starts_with(['(', ':']) {
            self.buffers.text.insert(start, '\\');
        }
        self.end(PieceKind::Text);
    }

    /// Separates a bracket from a reference to a note. For pulldown-cmark, `[^1][text]` and `[^1]\\[` are not references.
    pub(super) fn separate_from_note(&mut self) {
        if self.after_note == Some(self.buffers.text.len()) {
            self.raw("<!-- -->");
        }
    }

    /// Escapes, from `start` on, what has a meaning only in the chosen extensions.
    pub(super) fn escape_extensions(&mut self, start: usize) {
        if self.reads_equals() {
            escape_equals(&mut self.buffers.text, start);
        }
        if self.options.math == Math::Dollars {
            escape_dollars(&mut self.buffers.text, start);
        }
    }

    pub(super) fn raw(&mut self, markup: &str) {
        self.buffers.text.push_str(markup);
        self.end(PieceKind::Raw);
    }

    fn code(&mut self, code: &str) {
        // §4.7: at the start of a line, `[…]:` is a link reference definition, even if it is code in a link.
        if self.context.in_link && code.contains("]:") {
            // The delimiters in code were not counted.
            let outer = self.context.single.replace(Single::default());
            self.tagged("code", &[Inline::from(code)]);
            self.context.single = outer;
            return;
        }
        push_code(&mut self.buffers.text, code, self.context.in_cell);
        self.end(PieceKind::Raw);
    }

    fn tagged(&mut self, name: &str, content: &[Inline]) {
        self.buffers.text.extend(["<", name]);
        self.raw(">");
        self.inlines(content, Next::Other);
        self.buffers.text.extend(["</", name]);
        self.raw(">");
    }

    fn span(&mut self, kind: SpanKind, content: &[Inline]) {
        if self.buffers.spans.len() == MAX_SPANS {
            return self.tagged(kind.tag(), content);
        }
        let (delimiter, other) = match (kind, self.options.emphasis) {
            (SpanKind::Strikethrough, _) => ('~', None),
            (SpanKind::Highlight, _) => ('=', None),
            (SpanKind::Strong, _) => ('*', None),
            (SpanKind::Emphasis, Emphasis::Star) => ('*', Some('_')),
            (SpanKind::Emphasis, Emphasis::Underscore) => ('_', Some('*')),
        };
        let index = self.buffers.spans.len();
        let number = u32::try_from(index).expect("four billion marks do not fit in memory");
        self.buffers.spans.push(Span::new(kind, delimiter, other));
        push_delimiter(&mut self.buffers.text, &self.buffers.spans[index], "<");
        self.end(PieceKind::Open(number));
        self.inlines(content, Next::Delimiter);
        push_delimiter(&mut self.buffers.text, &self.buffers.spans[index], "</");
        self.end(PieceKind::Close(number));
    }
}

/// The text of a line that needs no changes, such as one text without special characters. Most lines are like this.
pub(super) fn as_it_is<'l>(line: &'l [Inline], options: &Markdown, breaks: Break) -> Option<&'l str> {
    let [Inline::Text(text)] = line else { return None };
    let is_whole = options.wrap.is_none()
        && first_special(text).is_none()
        && !(options.highlights == Highlights::Equals && text.contains('='))
        && !(options.math == Math::Dollars && text.contains('$'))
        && (breaks == Break::Tag || escape_line_start(text, false).is_none());
    is_whole.then_some(text)
}

pub(super) fn push_delimiter(out: &mut String, span: &Span, tag_open: &str) {
    match span.style {
        Style::Delimiter(c) => out.extend(std::iter::repeat_n(c, span.kind.width())),
        Style::Tag => {
            let _: fmt::Result = write!(out, "{tag_open}{}>", span.kind.tag());
        }
    }
}

/// The beginning of the Markdown of an inline.
fn first_of(inline: &Inline) -> Next {
    match inline {
        Inline::Link(_) => Next::Bracket,
        Inline::Marked { .. } | Inline::Code { .. } | Inline::Math { .. } => Next::Delimiter,
        _ => Next::Other,
    }
}
