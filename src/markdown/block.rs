//! Writes blocks as Markdown.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::footnotes::FootnoteLists;
use super::inline::{Break, Buffers, LineWriter, as_it_is};
use super::parts::{Line, Part, figure_as_inlines, is_tight, parts};
use super::readable::readable;
use super::references::References;
use super::{Bullet, CodeFence, CodeMarkup, HeadingStyle, Markdown};
use crate::html::Html;
use crate::scan::fold;
use crate::tree::{Block, CodeBlock, DescriptionItem, Inline, List, Walk};
use crate::writer::{Lines, Prefix, spaces};

/// The place of a sequence of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Body,
    Item {
        /// Whether the list is tight: it has no empty lines between its items.
        is_tight: bool,
        /// Whether the task is done, if the item is a task.
        checked: Option<bool>,
    },
}

impl Place {
    fn is_tight(self) -> bool {
        matches!(self, Self::Item { is_tight: true, .. })
    }
}

pub(super) struct BlockWriter<'a, W> {
    pub(super) options: &'a Markdown,
    pub(super) lines: Lines<'a, W>,
    pub(super) references: References,
    pub(super) buffers: Buffers,
    /// The number of blocks written outside their quote or item.
    pub(super) outdented: usize,
}

impl<'a, W: Write> BlockWriter<'a, W> {
    pub(super) fn new(options: &'a Markdown, out: &'a mut W) -> Self {
        Self {
            options,
            lines: Lines::new(out),
            references: References::default(),
            buffers: Buffers::default(),
            outdented: 0,
        }
    }

    /// Writes a title, unless it is empty, and blocks.
    pub(super) fn document(&mut self, title: &str, blocks: &[Block]) -> fmt::Result {
        // Only the Markdown of a tree in normal form reads back to the same tree. A tree that a program built may not be.
        self.normal_document(title, &readable(blocks))
    }

    /// Writes a title, unless it is empty, and blocks in normal form.
    pub(super) fn normal_document(&mut self, title: &str, blocks: &[Block]) -> fmt::Result {
        self.references.footnotes = FootnoteLists::of(blocks, self.options);
        let title = fold(title);
        if !title.is_empty() {
            self.heading(1, &[Inline::Text(title)])?;
            if !blocks.is_empty() {
                self.lines.end_line()?;
            }
        }
        self.sequence(blocks, Place::Body)?;
        // CommonMark §4.7: definitions may follow their use, so all of them are at the end of the document.
        let definitions = self.references.to_lines();
        if definitions.is_empty() {
            return Ok(());
        }
        self.lines.end_line()?;
        self.lines.write(&definitions)
    }

    pub(super) fn sequence(&mut self, blocks: &[Block], place: Place) -> fmt::Result {
        let parts = parts(blocks, self.options);
        // CommonMark §5.3: two lists in a row stay separate if their markers differ.
        let mut alternate = false;
        let mut before: Option<&Part<'_>> = None;
        for (index, part) in parts.iter().enumerate() {
            if index > 0 && !place.is_tight() {
                self.lines.end_line()?;
            }
            alternate = match (before, part) {
                (Some(Part::Block(Block::List(before))), Part::Block(Block::List(list))) => {
                    before.start.is_some() == list.start.is_some() && !alternate
                }
                _ => false,
            };
            let left = self.leave_if_needed(part, place != Place::Body && index == 0)?;
            match place {
                // The first block of an item is on the line of the marker, where some markup would be misread.
                Place::Item { checked, .. } if index == 0 => {
                    self.first_part_of_item(part, parts.get(1), checked)?;
                }
                _ => self.part(part, parts.get(index + 1), alternate)?,
            }
            if let Some(prefixes) = left {
                self.lines.resume(prefixes)?;
            }
            before = Some(part);
        }
        Ok(())
    }

    /// Leaves the quotes and items around a part if the budget is too small for its prefixes. The part is written in the body,
    /// and if it is the first of an item, as an item.
    fn leave_if_needed(
        &mut self,
        part: &Part<'_>,
        begins_item: bool,
    ) -> Result<Option<Vec<Prefix>>, fmt::Error> {
        // Deep quotes and items around many short lines would make the output much longer than the input.
        if self.lines.affords(|indent| part.line_bound(self.options, indent), || part.text_len()) {
            return Ok(None);
        }
        self.outdented += 1;
        self.lines.leave(begins_item).map(Some)
    }

    fn first_part_of_item(
        &mut self,
        part: &Part<'_>,
        next: Option<&Part<'_>>,
        checked: Option<bool>,
    ) -> fmt::Result {
        match part.as_line(next) {
            Some(line) => self.first_paragraph_of_item(&line, checked),
            // `- ---` would be a thematic break without a list.
            None if matches!(part, Part::Block(Block::ThematicBreak)) => self.write_line("___"),
            None => self.part(part, next, false),
        }
    }

    fn part(&mut self, part: &Part<'_>, next: Option<&Part<'_>>, alternate: bool) -> fmt::Result {
        // Most parts are one text without special characters, which is copied from the tree.
        if let Part::Block(Block::Paragraph { content }) = part
            && let Some(text) = as_it_is(content, self.options, Break::Line)
        {
            return self.plain_line(text);
        }
        if let Some(line) = part.as_line(next) {
            return self.line("", &line, Break::Line, |_| None);
        }
        // The other parts are lines, which were written above.
        let Part::Block(block) = part else { return Ok(()) };
        match block {
            Block::Heading { level, content } => self.heading(*level, content),
            Block::List(list) if self.note_list(list, alternate)? => Ok(()),
            Block::List(list) => self.list(list, alternate),
            Block::DescriptionList { items } => self.description_list(items),
            Block::Quote { content } => {
                self.lines.push("> ", "> ");
                self.sequence(content, Place::Body)?;
                self.lines.pop();
                Ok(())
            }
            Block::Code(code) => self.code(code),
            Block::Table(table) => self.table(table),
            // `as_line` has taken paragraphs and embeds, and `parts` turns figures into `Part::Images`.
            Block::Paragraph { .. } | Block::Embed(_) | Block::Figure(_) => Ok(()),
            // At the start of a file, `---` opens front matter.
            Block::ThematicBreak => self.write_line(if self.lines.begun() > 0 { "---" } else { "***" }),
        }
    }

    /// Writes `start`, which is markup, and a line of inlines. `escape` returns where the line needs one more backslash.
    fn line(
        &mut self,
        start: &str,
        line: &Line<'_>,
        breaks: Break,
        escape: fn(&str) -> Option<usize>,
    ) -> fmt::Result {
        let indent = self.lines.indent() + if breaks == Break::Line { start.len() } else { 0 };
        let writer = LineWriter::new(self.options, &mut self.references, &mut self.buffers, breaks);
        let line = writer.indented(indent).render(line);
        let is_first = self.lines.begun() == 0;
        self.lines.write(start)?;
        let line = if is_first { self.lines.write_byte_order_mark(&line)? } else { &*line };
        match escape(line) {
            Some(at) => {
                self.lines.write(&line[..at])?;
                self.lines.write("\\")?;
                self.lines.write(&line[at..])?;
            }
            None => self.lines.write(line)?,
        }
        self.lines.end_line()
    }

    /// Writes a line that needs no escape.
    fn plain_line(&mut self, text: &str) -> fmt::Result {
        self.references.add_text(text.len());
        let text = if self.lines.begun() == 0 { self.lines.write_byte_order_mark(text)? } else { text };
        self.lines.write_in_line(text)?;
        self.lines.end_line()
    }

    pub(super) fn write_line(&mut self, line: &str) -> fmt::Result {
        self.lines.write(line)?;
        self.lines.end_line()
    }

    /// Writes the first paragraph of an item. GFM, "Task list items (extension)": `[ ]` and `[x]` at the start of an item
    /// are check boxes, so similar text is escaped.
    fn first_paragraph_of_item(&mut self, line: &Line<'_>, checked: Option<bool>) -> fmt::Result {
        let check_box = match checked {
            None => "",
            Some(false) => "[ ] ",
            Some(true) => "[x] ",
        };
        self.line(check_box, line, Break::Line, check_box_escape(line))
    }

    fn heading(&mut self, level: u8, content: &[Inline]) -> fmt::Result {
        // CommonMark §4.2: there are six levels. Seven number signs are text.
        let level = usize::from(level.clamp(1, 6));
        let line = Line::Inlines(Cow::Borrowed(content));
        // CommonMark §4.3: only the first two levels have an underline.
        if self.options.heading == HeadingStyle::Setext && level <= 2 {
            self.line("", &line, Break::Line, check_box_escape(&line))?;
            return self.write_line(if level == 1 { "===" } else { "---" });
        }
        // An ATX heading is one line, so its line breaks become tags.
        self.line(&"###### "[6 - level..], &line, Break::Tag, closing_sequence)
    }

    pub(super) fn list(&mut self, list: &List, alternate: bool) -> fmt::Result {
        let is_tight = is_tight(list, self.options);
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 && !is_tight {
                self.lines.end_line()?;
            }
            let marker = self.marker(list, index, alternate);
            let rest = spaces(marker.len());
            self.lines.push(marker, rest);
            // CommonMark §5.2: an empty item is only its marker, which the line end writes.
            if item.content.is_empty() && index + 1 < list.items.len() {
                self.lines.end_line()?;
            } else if item.content.is_empty() {
                // Readers disagree on the text after a list that ends with an empty item, so the item gets a comment.
                self.write_line("<!-- -->")?;
            }
            self.sequence(&item.content, Place::Item { is_tight, checked: item.checked })?;
            self.lines.pop();
        }
        Ok(())
    }

    fn marker(&self, list: &List, index: usize, alternate: bool) -> Cow<'static, str> {
        if let Some(start) = list.start {
            // Only the number of the first item has a meaning.
            let number = (u64::from(start) + index as u64).min(List::MAX_START.into());
            return format!("{number}{} ", if alternate { ')' } else { '.' }).into();
        }
        let bullet = match (self.options.bullet, alternate) {
            (Bullet::Dash, false) | (Bullet::Plus, true) => "- ",
            (Bullet::Star, false) | (Bullet::Dash, true) => "* ",
            (Bullet::Plus, false) | (Bullet::Star, true) => "+ ",
        };
        bullet.into()
    }

    fn code(&mut self, code: &CodeBlock) -> fmt::Result {
        if has_markup(code, self.options.code_markup) {
            let mut html = String::new();
            Html::new().write_code(code, &mut html)?;
            // CommonMark §4.6: `pre` is HTML up to its end tag, also with empty lines in it.
            return self.write_line(&html);
        }
        let c = match self.options.fence {
            CodeFence::Backtick => '`',
            CodeFence::Tilde => '~',
        };
        let text = code.text();
        // CommonMark §4.5: a fence ends at a run of the same length or longer, so it is longer than all runs in the code.
        let longest = text.split(|other| other != c).map(str::len).max().unwrap_or(0);
        let fence = String::from(c).repeat(3.max(longest + 1));
        self.write_line(&format!("{fence}{}", code.language.as_deref().unwrap_or_default()))?;
        self.write_line(&text)?;
        self.write_line(&fence)
    }

    /// Writes a description list as HTML. CommonMark §4.6: Markdown between HTML tags is parsed if it has empty lines
    /// around it.
    fn description_list(&mut self, items: &[DescriptionItem]) -> fmt::Result {
        self.write_line("<dl>")?;
        for item in items {
            self.tagged(item.kind.element(), "", &item.content)?;
        }
        self.write_line("</dl>")
    }

    /// Writes blocks between HTML tags, on the line of the tags if the blocks are one paragraph or images without a caption.
    pub(super) fn tagged(&mut self, name: &str, attributes: &str, content: &[Block]) -> fmt::Result {
        let mut line = String::new();
        match content {
            [] => {}
            // §4.6: a line that begins with a block tag is an HTML block, in which Markdown would be text.
            [Block::Paragraph { content }] => Html::new().write_inlines(content, &mut line)?,
            [Block::Figure(figure)] if figure.caption.is_empty() => {
                Html::new().write_inlines(&figure_as_inlines(figure), &mut line)?;
            }
            blocks => {
                // §4.6: an empty line ends the HTML block, so that Markdown is parsed again.
                self.write_line(&format!("<{name}{attributes}>"))?;
                self.lines.end_line()?;
                self.sequence(blocks, Place::Body)?;
                self.lines.end_line()?;
                return self.write_line(&format!("</{name}>"));
            }
        }
        self.write_line(&format!("<{name}{attributes}>{line}</{name}>"))
    }
}

/// Whether code has markup that makes it HTML.
fn has_markup(code: &CodeBlock, markup: CodeMarkup) -> bool {
    match markup {
        CodeMarkup::Links => Walk::of_inlines(&code.content).links().next().is_some(),
        CodeMarkup::All => code.content.iter().any(|inline| !matches!(inline, Inline::Text(_))),
        CodeMarkup::None => false,
    }
}

/// The function that finds where a line needs a backslash so that it does not begin with a check box.
fn check_box_escape(line: &Line<'_>) -> fn(&str) -> Option<usize> {
    // A backslash would break a link such as `[x](…)`.
    if line.begins_with_text() { like_check_box } else { |_| None }
}

/// The place of a backslash for a text that begins like a check box. comrak also accepts `[x]` without a space after it: before
/// the end of the line, a backslash, a mark or a link.
fn like_check_box(line: &str) -> Option<usize> {
    let rest = ["[ ]", "[x]", "[X]"].iter().find_map(|check_box| line.strip_prefix(check_box))?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(0)
}

/// The place of a backslash before number signs at the end of a heading, which readers would drop as a closing sequence (§4.2).
fn closing_sequence(line: &str) -> Option<usize> {
    let before = line.trim_end_matches('#');
    (before.len() < line.len() && (before.is_empty() || before.ends_with(' '))).then_some(before.len())
}
