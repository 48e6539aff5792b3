//! Code without a `pre`: each line is a `div`, or a row of a table.
//!
//! ```html
//! <div class="fragment"><div class="line"> x</div>…                                     Doxygen
//! <div class="container"><div class="line number1 alt2"><code>x</code></div>…           SyntaxHighlighter
//! <div class="view-lines"><div class="view-line">…  <div class="cm-content"><div class="cm-line">…    editors
//! <table class="highlight"><tr><td data-line-number="1"></td><td>x</td></tr>…           GitHub
//! ```
//!
//! The class of the lines alone does not make them code, because verses and bylines have it, too. The element around them must
//! be named after code, or each line must consist of `code`. White space is kept, as the style sheets of these pages do. No-break
//! spaces become spaces, so that the code can be copied.

use super::{ElementData, Facts, NodeData, NodeId, Reading, WhiteSpace};
use crate::html::elements::{Attr, Name, Read};
use crate::normal::Builder;
use crate::tree::CodeBlock;

/// Words in the class of an element around lines of code.
const CODE_WORDS: [&str; 6] = ["code", "fragment", "highlight", "listing", "syntaxhighlighter", "sourcecode"];
/// Classes of the elements around the lines of editors.
const EDITORS: [&str; 3] = ["view-lines", "cm-content", "ace_text-layer"];
/// Classes of tables with a line of code in each row.
const CODE_TABLES: [&str; 3] = ["highlight", "code", "blob"];

impl Reading<'_> {
    /// Reads a section that is a listing. Returns false if it is not one.
    #[expect(clippy::inline_always, reason = "a call for each section took half a percent of `parse`")]
    #[inline(always)]
    pub(super) fn listing(&self, id: NodeId, element: ElementData, b: &mut Builder) -> bool {
        // The class of a cell is not kept.
        let may_have_class = element.has_attributes() || element.name == Name::Td;
        may_have_class && self.may_begin_listing(id) && self.begun_listing(id, element, b)
    }

    fn begun_listing(&self, id: NodeId, element: ElementData, b: &mut Builder) -> bool {
        // A code block cannot be in a link.
        let lines = if b.is_in_link() { None } else { self.listed_lines(id, element) };
        let Some((lines, rest)) = lines else { return false };
        b.end_line();
        self.code_of_lines(id, element, &lines, b);
        rest.into_iter().for_each(|node| self.node(node, b));
        b.end_line();
        true
    }

    /// Reads a table that is a listing. Returns false if it is not one.
    pub(super) fn table_listing(&self, id: NodeId, element: ElementData, b: &mut Builder) -> bool {
        let class = self.attribute(element, Attr::Class).unwrap_or_default();
        if !class.split_ascii_whitespace().any(|class| CODE_TABLES.contains(&class)) || b.is_in_link() {
            return false;
        }
        let is_caption = |&child: &NodeId| self.arena.name(child) == Name::Caption;
        let captions = || self.arena.children(id).filter(is_caption);
        // A table in a caption has rows of its own.
        if captions().any(|caption| self.facts(caption).any(Facts::STRUCTURE)) {
            return false;
        }
        let lines = self.lines_named(id, Name::Tr);
        let is_bare =
            |&line: &NodeId| !self.inside(line).any(Facts::IMAGE.or(Facts::EMBED).or(Facts::PARAGRAPH));
        if lines.len() < 2 || !lines.iter().all(is_bare) {
            return false;
        }
        captions().for_each(|caption| self.node(caption, b));
        self.code_of_lines(id, element, &lines, b);
        true
    }

    fn code_of_lines(&self, id: NodeId, element: ElementData, lines: &[NodeId], b: &mut Builder) {
        let reading = Reading { white_space: WhiteSpace::Listing, ..*self };
        let content = b.verbatim(|v| reading.verbatim_lines(lines, v));
        b.block(CodeBlock { language: self.language(id, element), content });
    }

    /// The lines of a listing, and what follows them, such as notes that a script shows.
    fn listed_lines(&self, id: NodeId, element: ElementData) -> Option<(Vec<NodeId>, Vec<NodeId>)> {
        // Folds can be nested, so only the element around all of them is searched.
        if self.is_fold(element) {
            return None;
        }
        let class = self.attribute(element, Attr::Class).unwrap_or_default();
        let (mut lines, mut rest) = (Vec::new(), Vec::new());
        self.collect_lines(id, &mut lines, &mut rest)?;
        let all = |is: fn(&Self, NodeId) -> bool| lines.len() > 1 && lines.iter().all(|&line| is(self, line));
        let is_code = names_code(class) || all(Self::is_code_only) || all(Self::is_number);
        (is_code && !lines.is_empty()).then_some((lines, rest))
    }

    /// Whether a section begins with a line of code, which most do not.
    fn may_begin_listing(&self, id: NodeId) -> bool {
        // White space may be before it.
        let Some(child) = self.arena.first_child(id) else { return false };
        let element = self.arena.element(child);
        let second = || self.arena.element(self.arena.following_siblings(child).next()?);
        element.or_else(second).is_some_and(|first| {
            first.name == Name::Div && first.has_attributes() && self.is_line_or_fold(first)
        })
    }

    fn is_line_or_fold(&self, div: ElementData) -> bool {
        self.is_line(div) || self.is_fold(div)
    }

    /// Sorts the content of a listing. `None` if a line follows something else, or is more than text.
    // Recursion is bounded as in `children`.
    fn collect_lines(&self, parent: NodeId, lines: &mut Vec<NodeId>, rest: &mut Vec<NodeId>) -> Option<()> {
        let blocks =
            Facts::IMAGE.or(Facts::EMBED).or(Facts::HEADING).or(Facts::PARAGRAPH).or(Facts::STRUCTURE);
        for child in self.arena.children(parent) {
            let div = self.arena.element(child).filter(|element| element.html_name() == Name::Div);
            if div.is_some_and(|div| self.is_line(div)) {
                if !rest.is_empty() || self.inside(child).any(blocks) {
                    return None;
                }
                lines.push(child);
            } else if div.is_some_and(|div| self.is_fold(div)) {
                self.collect_lines(child, lines, rest)?;
            } else if self.facts(child) != Facts::default() {
                rest.push(child);
            }
        }
        Some(())
    }

    fn is_line(&self, div: ElementData) -> bool {
        // Without splitting the class, which took half a percent of `parse`.
        let class = self.attribute(div, Attr::Class).unwrap_or_default();
        class == "line"
            || class.starts_with("line ")
            || class.strip_suffix("line").is_some_and(|before| before.ends_with(['-', '_', ' ']))
    }

    /// Whether lines in this element can be folded in Doxygen.
    fn is_fold(&self, div: ElementData) -> bool {
        self.attribute(div, Attr::Class) == Some("foldopen")
    }

    fn is_code_only(&self, line: NodeId) -> bool {
        let mut filled = self.arena.children(line).filter(|&child| self.facts(child) != Facts::default());
        filled.all(|child| self.read_of(child) == Some(Read::Code))
    }

    fn is_number(&self, line: NodeId) -> bool {
        let mut children = self.arena.children(line);
        let (Some(only), None) = (children.next(), children.next()) else { return false };
        let NodeData::Text(text) = self.arena.data(only) else { return false };
        let number = self.arena.text(*text).trim();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    }
}

fn names_code(class: &str) -> bool {
    class.split_ascii_whitespace().any(|class| EDITORS.contains(&class))
        || class.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| CODE_WORDS.contains(&word))
}
