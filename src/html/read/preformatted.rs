//! `pre`: code, or prose with significant line breaks.
//!
//! Documentation has links and marks in code. Archives have whole articles, with links and marks, in `pre`. The content of the
//! element decides, in this order:
//!
//! 1. paragraphs, headings, lists, tables, images, players: prose, unless each item or row is a line of text, or each image is the
//!    number of a callout;
//! 2. a `code` element, a language, a class such as `programlisting`, or only text: code;
//! 3. text with marks or links: prose if [`is_prose`] returns true, else code.
//!
//! Code keeps its text unchanged, with its marks and links. Prose is read like other content, with a line break at each line
//! end.

use super::{ElementData, Facts, NodeData, NodeId, NoteKind, Reading, WhiteSpace, is_hidden};
use crate::html::elements::{Attr, Name, Read};
use crate::normal::{Builder, Verbatim, Wrapper};
use crate::script::is_east_asian_letter;
use crate::tree::CodeBlock;

impl Reading<'_> {
    pub(super) fn preformatted(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        let language = self.language(id, element);
        // A code block cannot be in a link, so code in a link becomes lines of text.
        let lines = self.lines(id);
        let is_named =
            language.is_some() || is_class_of_code(self.attribute(element, Attr::Class).unwrap_or_default());
        if b.is_in_link() || !self.is_code(id, is_named, !lines.is_empty()) {
            b.end_line();
            Reading { white_space: WhiteSpace::Preserved, ..*self }.children(id, b);
            return b.end_line();
        }
        let content = b.verbatim(|v| match lines[..] {
            [] => self.verbatim(id, v),
            _ => self.verbatim_lines(&lines, v),
        });
        b.block(CodeBlock { language, content });
    }

    /// Whether the content is code. `is_named` is true if the element says so.
    fn is_code(&self, id: NodeId, is_named: bool, has_lines: bool) -> bool {
        let blocks = Facts::EMBED.or(Facts::HEADING).or(Facts::PARAGRAPH);
        let inside = self.inside(id);
        let has_marks = inside.any(Facts::LINK.or(Facts::MARK).or(Facts::GENERATED));
        let has_structure = inside.any(Facts::STRUCTURE);
        if inside.any(blocks) || (has_structure && !has_lines) {
            return false;
        }
        // A `pre` in this one is structure, so no image is visited at two levels.
        let has_images =
            inside.any(Facts::IMAGE) && (has_structure || !is_named || !self.has_only_callouts(id));
        if has_images {
            return false;
        }
        let is_text = !has_marks && !has_lines;
        is_named || inside.any(Facts::CODE) || is_text || !is_prose(&self.arena.text_content(id))
    }

    /// Whether each image inside is the number of a callout, to which an explanation below the code refers, as in `DocBook`.
    fn has_only_callouts(&self, id: NodeId) -> bool {
        let is_image = |&node: &NodeId| self.read_of(node) == Some(Read::Image);
        self.arena.descendants(id).filter(is_image).all(|image| self.callout(image).is_some())
    }

    /// The number of a callout, as `DocBook` writes it without images.
    fn callout(&self, image: NodeId) -> Option<String> {
        let alt = self.attribute(self.arena.element(image)?, Attr::Alt)?.trim();
        let is_number = (1..=3).contains(&alt.len()) && alt.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| format!("({alt})"))
    }

    /// The elements that are a line of code each: items of a list or rows of a table, which show line numbers, or several `code`.
    fn lines(&self, id: NodeId) -> Vec<NodeId> {
        let mut parent = id;
        loop {
            let mut filled =
                self.arena.children(parent).filter(|&child| self.facts(child) != Facts::default());
            let Some(first) = filled.next() else { return Vec::new() };
            if filled.next().is_some() {
                return self.code_lines(parent);
            }
            parent = match self.read_of(first) {
                Some(Read::Transparent | Read::Section | Read::Code) => first,
                Some(Read::Bullets | Read::Numbers) => return self.only_lines_named(first, Name::Li),
                Some(Read::Table) => return self.only_lines_named(first, Name::Tr),
                _ => return Vec::new(),
            }
        }
    }

    /// The items or rows below an element, if nothing else is visible in it, such as a caption or text between items.
    fn only_lines_named(&self, parent: NodeId, name: Name) -> Vec<NodeId> {
        let is_line = |id: NodeId| self.arena.name(id) == name;
        let is_shown = |id: NodeId| self.facts(id).any(Facts::VISIBLE);
        let is_end = |id: NodeId| is_line(id) || !is_shown(id) || self.arena.first_child(id).is_none();
        let has_only_lines = self.arena.outermost(parent, is_end).all(|id| is_line(id) || !is_shown(id));
        if has_only_lines { self.lines_named(parent, name) } else { Vec::new() }
    }

    /// The children of an element, if all of them are `code`.
    fn code_lines(&self, parent: NodeId) -> Vec<NodeId> {
        let is_code = |&child: &NodeId| self.arena.name(child) == Name::Code;
        let lines = self.arena.children(parent).map(|child| Some(child).filter(is_code));
        lines.collect::<Option<_>>().unwrap_or_default()
    }

    /// The items or rows below an element, if they hold only text, and only one cell of a row has any.
    pub(super) fn lines_named(&self, parent: NodeId, name: Name) -> Vec<NodeId> {
        let is_visible = |&node: &NodeId| self.facts(node).any(Facts::VISIBLE);
        let is_line = |&line: &NodeId| {
            let has_one_cell = || self.arena.children(line).filter(is_visible).nth(1).is_none();
            !self.inside(line).any(Facts::STRUCTURE) && (name != Name::Tr || has_one_cell())
        };
        let lines = self.arena.descendants(parent).filter(|&node| self.arena.name(node) == name);
        let lines = lines.map(|line| Some(line).filter(is_line));
        lines.collect::<Option<_>>().unwrap_or_default()
    }

    pub(super) fn verbatim_lines(&self, lines: &[NodeId], v: &mut Verbatim) {
        for &line in lines {
            if self.facts(line) == Facts::LEFT_OUT {
                self.note(NoteKind::Hidden, self.arena.name(line).row().name);
            } else if self.inside(line).any(Facts::VISIBLE) {
                self.verbatim(line, v);
                v.end_line();
            } else {
                v.line_break();
            }
        }
    }

    /// Reads code. A `br` and the edges of a section end a line.
    fn verbatim(&self, id: NodeId, v: &mut Verbatim) {
        for child in self.arena.children(id) {
            match self.arena.data(child) {
                NodeData::Text(text) => self.verbatim_text(self.arena.text(*text), v),
                NodeData::Element(element) => self.verbatim_element(child, *element, v),
                NodeData::Document => {}
            }
        }
    }

    fn verbatim_text(&self, text: &str, v: &mut Verbatim) {
        // Browsers show nothing for a carriage return, which `&#13;` makes (HTML §13.2.3.5).
        for part in text.split('\r') {
            match self.white_space {
                WhiteSpace::Listing => v.text(&part.replace('\u{a0}', " ")),
                WhiteSpace::Preserved | WhiteSpace::Folded => v.text(part),
            }
        }
    }

    fn verbatim_element(&self, id: NodeId, element: ElementData, v: &mut Verbatim) {
        if is_hidden(self.arena, element) {
            return self.note(NoteKind::Hidden, element.row().name);
        }
        match element.row().read {
            Read::LeftOut(kind) if self.facts(id) == Facts::LEFT_OUT => self.note(kind, element.row().name),
            Read::LineBreak => v.line_break(),
            Read::Section => {
                v.end_line();
                self.verbatim(id, v);
                v.end_line();
            }
            Read::Image => {
                self.note(NoteKind::Drawing, self.attribute(element, Attr::Src).unwrap_or_default());
                v.text(&self.callout(id).unwrap_or_default());
            }
            Read::Marked(mark) => v.with(Wrapper::Mark(mark), |v| self.verbatim(id, v)),
            Read::Link => match self.link_wrapper(element) {
                Some(link) => v.with(link, |v| self.verbatim(id, v)),
                None => self.verbatim(id, v),
            },
            // Also `ruby`: code shows the reading in the line, so it needs the parentheses in `rp` (HTML §4.5.12).
            _ => self.verbatim(id, v),
        }
    }
}

/// Whether a class says that a `pre` is code: those of `DocBook`, docutils, Pandoc, and scripts that highlight code.
fn is_class_of_code(class: &str) -> bool {
    const CLASSES: [&str; 12] = [
        "code",
        "code-block",
        "highlight",
        "listing",
        "literal-block",
        "prettyprint",
        "programlisting",
        "screen",
        "sourceCode",
        "src",
        "synopsis",
        "syntaxhighlighter",
    ];
    class.split_ascii_whitespace().any(|class| CLASSES.contains(&class))
}

/// Whether text in a `pre` is prose: if more than a third of the visible characters are Chinese, Japanese or Korean; or if a
/// sentence ends in it (a command such as `ls <var>folder</var>` has none), no line is indented, and fewer than one in twenty
/// visible characters is a symbol that is frequent in code.
fn is_prose(text: &str) -> bool {
    let (mut visible, mut ideographs, mut symbols) = (0, 0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        visible += 1;
        ideographs += usize::from(is_east_asian_letter(c));
        symbols += usize::from("{}[]()<>=;|\\/_$#&*+^~`@%".contains(c));
    }
    let is_indented = |line: &str| line.starts_with("  ") || line.starts_with('\t');
    let is_latin_prose = || 20 * symbols < visible && !text.lines().any(is_indented) && ends_sentence(text);
    3 * ideographs > visible || is_latin_prose()
}

/// Whether a word of letters, with a full stop, a question mark or an exclamation mark, ends a line or is before white space.
fn ends_sentence(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let bare = word.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
        let stem = bare.trim_end_matches(['.', '?', '!']);
        bare.len() - stem.len() == 1 && stem.chars().rev().take(2).filter(|c| c.is_alphabetic()).count() == 2
    })
}

/// Appends text, with line ends as line breaks. Spaces that would be folded become no-break spaces.
pub(super) fn preserve_white_space(text: &str, b: &mut Builder) {
    // A tab would be folded, and removed at the start of a line.
    for (index, line) in text.replace('\t', "    ").split('\n').enumerate() {
        if index > 0 {
            b.line_break();
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        // Of two spaces, one becomes a no-break space. The line can still be wrapped at the other.
        let line = "\u{a0}".repeat(indent) + &line[indent..].replace("  ", "\u{a0} ");
        b.text(&line);
    }
}
