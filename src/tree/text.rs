//! The plain text of parts of a tree.

use std::borrow::Cow;

use super::{Block, CodeBlock, Inline};

/// The plain text of inlines, for titles, tables of contents or search. A line break becomes a line feed, the reading of a
/// ruby follows in parentheses, an image becomes its alternative text, and a formula its TeX.
///
/// ```
/// use newsclip::tree::{Inline, text};
/// assert_eq!(text(&["Heavy ".into(), Inline::strong(vec!["rain".into()])]), "Heavy rain");
/// ```
pub fn text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_text(&mut text, inlines);
    text
}

impl Inline {
    /// The plain text of an inline: see [`text`].
    ///
    /// ```
    /// use newsclip::tree::Inline;
    /// assert_eq!(Inline::strong(vec!["rain".into()]).text(), "rain");
    /// ```
    pub fn text(&self) -> String {
        text(std::slice::from_ref(self))
    }
}

impl Block {
    /// The plain text of a block and all blocks inside it, one line for each: see [`text`]. Images of figures, players and frames
    /// have no text here.
    ///
    /// ```
    /// use newsclip::tree::Block;
    /// let quote = Block::quote(vec![Block::paragraph(vec!["Rain.".into()]), Block::heading(2, vec!["Snow".into()])]);
    /// assert_eq!(quote.text(), "Rain.\nSnow");
    /// ```
    pub fn text(&self) -> String {
        let mut text = String::new();
        for node in super::Walk::new(std::slice::from_ref(self)) {
            let super::Node::Block(block) = node else { continue };
            let start = text.len();
            match block {
                Block::Paragraph { content } | Block::Heading { content, .. } => {
                    push_text(&mut text, content);
                }
                Block::Code(code) => push_text(&mut text, &code.content),
                // The walk visits the blocks in a container.
                _ => {}
            }
            if text.len() > start {
                text.push('\n');
            }
        }
        text.pop();
        text
    }
}

impl CodeBlock {
    /// The text without marks and links.
    ///
    /// ```
    /// assert_eq!(newsclip::tree::CodeBlock::new("x += 1").text(), "x += 1");
    /// ```
    pub fn text(&self) -> Cow<'_, str> {
        match &self.content[..] {
            [] => Cow::Borrowed(""),
            [Inline::Text(only)] => Cow::Borrowed(only),
            content => Cow::Owned(text(content)),
        }
    }
}

/// The next output: an inline, or a character between two.
enum Step<'a> {
    Inline(&'a Inline),
    Char(char),
}

fn push_text(text: &mut String, inlines: &[Inline]) {
    // Most paragraphs are one text.
    if let [Inline::Text(only)] = inlines {
        return text.push_str(only);
    }
    let mut rest: Vec<Step<'_>> = inlines.iter().rev().map(Step::Inline).collect();
    while let Some(step) = rest.pop() {
        match step {
            Step::Char(c) => text.push(c),
            Step::Inline(
                Inline::Text(piece) | Inline::Code { text: piece } | Inline::Math { tex: piece, .. },
            ) => {
                text.push_str(piece);
            }
            // `alt` is the replacement for the image (HTML §4.8.4.4).
            Step::Inline(Inline::Image(image)) => text.push_str(&image.alt),
            Step::Inline(Inline::LineBreak) => text.push('\n'),
            Step::Inline(Inline::Ruby(ruby)) => {
                // Parentheses around the reading, as browsers without ruby support show it (`rp`, HTML §4.5.12).
                rest.push(Step::Char(')'));
                rest.extend(ruby.reading.iter().rev().map(Step::Inline));
                rest.push(Step::Char('('));
                rest.extend(ruby.base.iter().rev().map(Step::Inline));
            }
            Step::Inline(Inline::Marked { content, .. }) => {
                rest.extend(content.iter().rev().map(Step::Inline));
            }
            Step::Inline(Inline::Link(link)) => rest.extend(link.content.iter().rev().map(Step::Inline)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_container_has_the_lines_of_its_code() {
        let code = CodeBlock::new("x += 1\ny += 1");
        let blocks = vec![Block::paragraph(vec!["Rain.".into()]), Block::ThematicBreak, code.into()];
        assert_eq!(Block::quote(blocks).text(), "Rain.\nx += 1\ny += 1");
    }
}
