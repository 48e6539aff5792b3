//! Blocks and lines as plain text.

use std::fmt;

use super::wrap::wrapped;
use super::{Header, Links, Text};
use crate::document::Document;
use crate::normal::{MAX_DEPTH, flatten, flatten_inlines};
use crate::tree::{Block, Cell, Embed, Figure, Inline, List, Row, Table};
use crate::writer::Lines;

pub(super) struct TextWriter<'a, W> {
    options: &'a Text,
    lines: Lines<'a, W>,
    /// How many blocks are open.
    depth: usize,
}

impl<'a, W: fmt::Write> TextWriter<'a, W> {
    pub(super) fn new(options: &'a Text, out: &'a mut W) -> Self {
        Self { options, lines: Lines::new(out), depth: 0 }
    }

    pub(super) fn document(&mut self, document: &Document) -> fmt::Result {
        match self.options.header {
            Header::None => {}
            Header::Title => self.line(&document.title)?,
            Header::Lines => self.header(document)?,
        }
        if self.lines.begun() > 0 {
            self.lines.separate();
        }
        self.blocks(&document.body)
    }

    fn header(&mut self, document: &Document) -> fmt::Result {
        self.line(&document.title)?;
        for time in [document.published, document.updated].into_iter().flatten() {
            self.line(&time.to_string())?;
        }
        self.line(&document.authors.join(", "))?;
        self.line(document.url.as_str())?;
        self.line(&document.tags.join(", "))
    }

    /// Writes text, wrapped; nothing if it is empty.
    fn line(&mut self, text: &str) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        let Some(columns) = self.options.wrap else {
            self.lines.write(text)?;
            return self.lines.end_line();
        };
        let columns = columns.saturating_sub(self.lines.indent()).max(1);
        for line in text.split('\n') {
            self.lines.write(&wrapped(line, columns))?;
            self.lines.end_line()?;
        }
        Ok(())
    }

    /// Writes blocks with empty lines between them.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        self.sequence(blocks, |writer, before| {
            if writer.lines.begun() > before {
                writer.lines.separate();
            }
        })
    }

    /// Writes blocks without empty lines between them.
    fn tight_blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        self.sequence(blocks, |_, _| {})
    }

    /// Writes blocks; `between` gets the number of lines before the first one. Deeper than any tree in normal form, nesting
    /// is dropped, so that recursion is bounded.
    fn sequence(&mut self, blocks: &[Block], between: impl Fn(&mut Self, usize)) -> fmt::Result {
        let before = self.lines.begun();
        let flat;
        let is_too_deep = self.depth == MAX_DEPTH;
        let blocks = if is_too_deep {
            flat = flatten(blocks);
            &*flat
        } else {
            blocks
        };
        self.depth += usize::from(!is_too_deep);
        for block in blocks {
            between(self, before);
            self.block(block)?;
        }
        if self.lines.begun() > before {
            self.lines.join();
        }
        self.depth -= usize::from(!is_too_deep);
        Ok(())
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                // Most paragraphs are one text.
                if let [Inline::Text(only)] = &content[..] {
                    self.line(only)
                } else {
                    self.line(&self.inlines(content))
                }
            }
            Block::List(list) => self.list(list),
            Block::DescriptionList { items } => {
                items.iter().try_for_each(|item| self.tight_blocks(&item.content))
            }
            Block::Quote { content } => {
                self.lines.push("> ", "> ");
                self.blocks(content)?;
                self.lines.pop();
                Ok(())
            }
            Block::Code(code) => {
                self.lines.write(&code.text())?;
                self.lines.end_line()
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Embed(embed) => self.embed(embed),
            Block::ThematicBreak => self.line("* * *"),
        }
    }

    fn list(&mut self, list: &List) -> fmt::Result {
        for (index, item) in list.items.iter().enumerate() {
            let marker = match list.start {
                Some(start) => format!("{}. ", u64::from(start) + index as u64),
                None => "- ".to_string(),
            };
            self.lines.push(&marker, &" ".repeat(marker.len()));
            self.tight_blocks(&item.content)?;
            // An item without text has its marker.
            if let Some(marker) = self.lines.pop() {
                self.line(marker.trim_end())?;
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> fmt::Result {
        self.tight_blocks(&table.caption)?;
        table.rows().try_for_each(|row| self.row(row))
    }

    /// A row is a line, its cells between bars. If a cell holds more than lines, the cells stand one below the other.
    fn row(&mut self, row: &Row) -> fmt::Result {
        let Some(cells) = row.cells.iter().map(|cell| self.cell(cell)).collect::<Option<Vec<_>>>() else {
            return row.cells.iter().try_for_each(|cell| self.tight_blocks(&cell.content));
        };
        if cells.iter().all(String::is_empty) { Ok(()) } else { self.line(cells.join(" | ").trim()) }
    }

    /// A cell as a line, if it is one.
    fn cell(&self, cell: &Cell) -> Option<String> {
        let lines = cell.content.iter().map(|block| match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                Some(self.inlines(content).replace('\n', " "))
            }
            Block::Figure(figure) if figure.caption.is_empty() => Some(alternatives(figure)),
            _ => None,
        });
        lines.collect::<Option<Vec<_>>>().map(|lines| lines.join(" "))
    }

    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        self.line(&alternatives(figure))?;
        self.tight_blocks(&figure.caption)
    }

    fn embed(&mut self, embed: &Embed) -> fmt::Result {
        self.line(embed.title.as_deref().unwrap_or_default())?;
        self.line(&embed.url)
    }

    /// A line of inlines as text; a line break stays one.
    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        push_inlines(&mut text, inlines, self.options.links, 0);
        text
    }
}

/// A figure's alternative texts, in brackets.
fn alternatives(figure: &Figure) -> String {
    let alternatives = figure.images.iter().map(|image| image.image.alt.as_str());
    let shown = alternatives.filter(|alt| !alt.is_empty()).map(|alt| format!("[{alt}]"));
    shown.collect::<Vec<_>>().join(" ")
}

fn push_inlines(text: &mut String, inlines: &[Inline], links: Links, depth: usize) {
    if depth == MAX_DEPTH {
        return flatten_inlines(inlines).iter().for_each(|inline| push_inline(text, inline, links, depth));
    }
    for inline in inlines {
        push_inline(text, inline, links, depth + 1);
    }
}

fn push_inline(text: &mut String, inline: &Inline, links: Links, depth: usize) {
    match inline {
        Inline::Text(piece) | Inline::Code { text: piece } => text.push_str(piece),
        Inline::Marked { content, .. } => push_inlines(text, content, links, depth),
        Inline::Ruby(ruby) => {
            push_inlines(text, &ruby.base, links, depth);
            text.push('(');
            push_inlines(text, &ruby.reading, links, depth);
            text.push(')');
        }
        Inline::Link(link) => {
            let start = text.len();
            push_inlines(text, &link.content, links, depth);
            if links == Links::Inline && text[start..] != link.target.url {
                text.extend([" (", &link.target.url, ")"]);
            }
        }
        Inline::Image(image) if image.alt.is_empty() => {}
        Inline::Image(image) => text.extend(["[", &image.alt, "]"]),
        Inline::LineBreak => text.push('\n'),
    }
}
