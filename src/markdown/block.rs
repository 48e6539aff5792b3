//! Blocks as Markdown.

use std::fmt::{self, Write};

use super::inline::{Break, LineWriter};
use super::readable::readable;
use super::references::References;
use super::{Bullet, CodeFence, HeadingStyle, Markdown};
use crate::html::Html;
use crate::scan::fold;
use crate::tree::{Block, CodeBlock, DescriptionItem, Embed, Figure, Image, Inline, Link, List, ListItem};
use crate::writer::Lines;

/// Where a sequence of blocks stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Body,
    /// In an item of a list whose items have no empty lines between them, or have.
    Item {
        is_tight: bool,
    },
}

/// A block, or the images of a figure: its caption stands after them, as blocks of their own.
#[derive(Clone, Copy)]
enum Part<'a> {
    Block(&'a Block),
    Images(&'a Figure),
}

fn push_parts<'a>(blocks: &'a [Block], parts: &mut Vec<Part<'a>>) {
    for block in blocks {
        match block {
            Block::Figure(figure) => {
                parts.push(Part::Images(figure));
                push_parts(&figure.caption, parts);
            }
            block => parts.push(Part::Block(block)),
        }
    }
}

pub(super) struct BlockWriter<'a, W> {
    pub(super) options: &'a Markdown,
    pub(super) lines: Lines<'a, W>,
    pub(super) references: References,
}

impl<'a, W: Write> BlockWriter<'a, W> {
    pub(super) fn new(options: &'a Markdown, out: &'a mut W) -> Self {
        Self { options, lines: Lines::new(out), references: References::default() }
    }

    /// Writes a title, unless it is empty, and blocks.
    pub(super) fn document(mut self, title: &str, blocks: &[Block]) -> fmt::Result {
        let blocks = readable(blocks);
        let title = fold(title);
        if !title.is_empty() {
            self.heading(1, &[Inline::Text(title)])?;
            if !blocks.is_empty() {
                self.lines.end_line()?;
            }
        }
        self.sequence(&blocks, Place::Body)?;
        let definitions = self.references.to_lines();
        if definitions.is_empty() {
            return Ok(());
        }
        self.lines.end_line()?;
        self.lines.write(&definitions)
    }

    pub(super) fn sequence(&mut self, blocks: &[Block], place: Place) -> fmt::Result {
        let mut parts = Vec::with_capacity(blocks.len());
        push_parts(blocks, &mut parts);
        // Two lists in a row stay two, because their markers differ (CommonMark §5.3).
        let mut alternate = false;
        let mut before = None;
        for part in parts {
            let is_first = before.is_none();
            if !is_first && place != (Place::Item { is_tight: true }) {
                self.lines.end_line()?;
            }
            alternate = match (before, part) {
                (Some(Part::Block(Block::List(before))), Part::Block(Block::List(list))) => {
                    before.start.is_some() == list.start.is_some() && !alternate
                }
                _ => false,
            };
            self.part(part, alternate, is_first && place != Place::Body)?;
            before = Some(part);
        }
        Ok(())
    }

    fn part(&mut self, part: Part<'_>, alternate: bool, is_first_of_item: bool) -> fmt::Result {
        let block = match part {
            Part::Images(figure) => return self.paragraph(&figure_as_line(figure)),
            Part::Block(block) => block,
        };
        match block {
            Block::Paragraph { content } if is_first_of_item => self.first_paragraph_of_item(content),
            Block::Paragraph { content } => self.paragraph(content),
            Block::Heading { level, content } => self.heading(*level, content),
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
            Block::Figure(_) => unreachable!("`push_parts` splits figures"),
            Block::Embed(embed) => self.paragraph(&[embed_as_link(embed)]),
            Block::ThematicBreak => self.thematic_break(is_first_of_item),
        }
    }

    pub(super) fn line(&mut self, content: &[Inline], breaks: Break) -> String {
        let indent = self.lines.indent();
        let line =
            LineWriter::new(self.options, &mut self.references, breaks).indented(indent).render(content);
        match line.strip_prefix('\u{feff}') {
            // At the very start, it would be read as a byte order mark.
            Some(rest) if self.lines.begun() == 0 => format!("&#xFEFF;{rest}"),
            _ => line,
        }
    }

    pub(super) fn write_line(&mut self, line: &str) -> fmt::Result {
        self.lines.write(line)?;
        self.lines.end_line()
    }

    fn paragraph(&mut self, content: &[Inline]) -> fmt::Result {
        let line = self.line(content, Break::Line);
        self.write_line(&line)
    }

    /// GFM reads `[ ]` and `[x]` at the start of an item as a check box.
    fn first_paragraph_of_item(&mut self, content: &[Inline]) -> fmt::Result {
        let mut line = self.line(content, Break::Line);
        if ["[ ] ", "[x] ", "[X] "].iter().any(|check_box| line.starts_with(check_box)) {
            line.insert(0, '\\');
        }
        self.write_line(&line)
    }

    fn heading(&mut self, level: u8, content: &[Inline]) -> fmt::Result {
        let level = usize::from(level.clamp(1, 6));
        if self.options.heading == HeadingStyle::Setext && level <= 2 {
            let line = self.line(content, Break::Line);
            self.write_line(&line)?;
            return self.write_line(if level == 1 { "===" } else { "---" });
        }
        let mut line = self.line(content, Break::Tag);
        escape_closing_sequence(&mut line);
        self.write_line(&format!("{} {line}", "#".repeat(level)))
    }

    /// In an item, `- ---` would be one thematic break; at the top of a file, `---` opens front matter.
    fn thematic_break(&mut self, is_first_of_item: bool) -> fmt::Result {
        let line = match (is_first_of_item, self.lines.begun() > 0) {
            (true, _) => "___",
            (false, false) => "***",
            (false, true) => "---",
        };
        self.write_line(line)
    }

    fn list(&mut self, list: &List, alternate: bool) -> fmt::Result {
        let is_tight = is_tight(list);
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 && !is_tight {
                self.lines.end_line()?;
            }
            let marker = self.marker(list, index, alternate);
            self.lines.push(&marker, &" ".repeat(marker.len()));
            if item.content.is_empty() && index + 1 < list.items.len() {
                self.lines.end_line()?;
            } else if item.content.is_empty() {
                // Readers misplace what comes after a list that ends with an empty item.
                self.write_line("<!-- -->")?;
            }
            self.sequence(&item.content, Place::Item { is_tight })?;
            self.lines.pop();
        }
        Ok(())
    }

    fn marker(&self, list: &List, index: usize, alternate: bool) -> String {
        if let Some(start) = list.start {
            // CommonMark reads at most nine digits; only the first number counts.
            let number = (u64::from(start) + index as u64).min(999_999_999);
            return format!("{number}{} ", if alternate { ')' } else { '.' });
        }
        let bullet = match (self.options.bullet, alternate) {
            (Bullet::Dash, false) | (Bullet::Plus, true) => "- ",
            (Bullet::Star, false) | (Bullet::Dash, true) => "* ",
            (Bullet::Plus, false) | (Bullet::Star, true) => "+ ",
        };
        bullet.to_string()
    }

    fn code(&mut self, code: &CodeBlock) -> fmt::Result {
        let c = match self.options.fence {
            CodeFence::Backtick => '`',
            CodeFence::Tilde => '~',
        };
        let text = code.text();
        let longest = text.split(|other| other != c).map(str::len).max().unwrap_or(0);
        let fence = String::from(c).repeat(3.max(longest + 1));
        self.write_line(&format!("{fence}{}", code.language.as_deref().unwrap_or_default()))?;
        self.write_line(&text)?;
        self.write_line(&fence)
    }

    /// `CommonMark` has no description lists. Between HTML tags, Markdown is read as such if empty lines stand around it
    /// (§4.6).
    fn description_list(&mut self, items: &[DescriptionItem]) -> fmt::Result {
        self.write_line("<dl>")?;
        for item in items {
            self.tagged(item.kind.element(), "", &item.content)?;
        }
        self.write_line("</dl>")
    }

    /// Blocks between HTML tags, on the same line if they are one line of text.
    pub(super) fn tagged(&mut self, name: &str, attributes: &str, content: &[Block]) -> fmt::Result {
        let mut line = String::new();
        match content {
            [] => {}
            [Block::Paragraph { content }] => Html::new().write_inlines(content, &mut line)?,
            blocks => {
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

/// Whether a list reads back the same without empty lines between its items: each item is one block, or a paragraph with
/// lists below it that can follow it at once.
fn is_tight(list: &List) -> bool {
    list.items.iter().all(|ListItem { content }| match content.as_slice() {
        [] | [_] => {
            content.iter().all(|block| !matches!(block, Block::Figure(figure) if !figure.caption.is_empty()))
        }
        [Block::Paragraph { .. }, rest @ ..] => {
            rest.iter().all(|block| matches!(block, Block::List(list) if interrupts(list) && is_tight(list)))
        }
        _ => false,
    })
}

/// `CommonMark` §5.3: only a list that starts with 1 and not with an empty item can interrupt a paragraph.
fn interrupts(list: &List) -> bool {
    list.start.is_none_or(|start| start == 1)
        && list.items.first().is_some_and(|item| !item.content.is_empty())
}

/// §4.2: number signs at the end of a heading are dropped.
fn escape_closing_sequence(line: &mut String) {
    let before = line.trim_end_matches('#');
    if before.len() < line.len() && (before.is_empty() || before.ends_with(' ')) {
        line.insert(before.len(), '\\');
    }
}

/// A figure's images as one line.
pub(super) fn figure_as_line(figure: &Figure) -> Vec<Inline> {
    let mut line = Vec::new();
    for image in &figure.images {
        if !line.is_empty() {
            line.push(Inline::from(" "));
        }
        let inline = Inline::from(image.image.clone());
        line.push(match &image.link {
            Some(target) => Inline::from(Link::new(target.clone(), vec![inline])),
            None => inline,
        });
    }
    line
}

/// An embed as Markdown can express it: a link with its poster or title.
pub(super) fn embed_as_link(embed: &Embed) -> Inline {
    let content = match &embed.poster {
        Some(poster) => Image::new(poster).with_alt(embed.title.as_deref().unwrap_or_default()).into(),
        None => embed.title.as_deref().unwrap_or(&embed.url).into(),
    };
    Inline::link(&embed.url, vec![content])
}
