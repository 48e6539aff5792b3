//! SVG and MathML: only a text that stands for the drawing is kept, or the TeX of a formula.

use std::borrow::Cow;

use super::{ElementData, Facts, NodeData, NodeId, NoteKind, Reading};
use crate::html::elements::{Attr, Name};
use crate::normal::Builder;

/// The beginning of the group that MediaWiki puts around TeX.
pub(in crate::html) const DISPLAY_STYLE: &str = "{\\displaystyle";

impl Reading<'_> {
    /// The text that stands for a drawing: its label or title. A formula is its TeX, if the page has it, or a line of text.
    pub(super) fn drawing(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        // TeX first: a line of text cannot show the structure of a formula.
        if element.name == Name::Math
            && let Some(tex) = self.tex(id, element)
        {
            let display = self.attribute(element, Attr::Display);
            let is_block = display.is_some_and(|display| display.eq_ignore_ascii_case("block"));
            return b.math(without_display_style(&tex), is_block);
        }
        self.note(NoteKind::Drawing, element.row().name);
        // An icon beside a text. Screen readers skip it, too.
        if element.name == Name::Svg && self.is_hidden_from_readers(element) {
            return;
        }
        // `aria-label` before `title`, as for the accessible name of an SVG.
        if let Some(label) = self.attribute(element, Attr::AriaLabel) {
            return b.text(label);
        }
        let is_title =
            |&node: &NodeId| self.arena.element(node).is_some_and(|element| element.name == Name::Title);
        if let Some(title) = self.arena.descendants(id).find(is_title) {
            b.text(&self.arena.text_content(title));
        } else if element.name == Name::Math {
            b.text(&self.formula(id));
        }
    }

    /// `alttext`, or an annotation in TeX; `None` if it is empty.
    fn tex(&self, id: NodeId, element: ElementData) -> Option<Cow<'_, str>> {
        let alternative = self.attribute(element, Attr::Alttext).map(Cow::Borrowed);
        let tex = alternative.or_else(|| {
            let is_tex = |&node: &NodeId| {
                let element = self.arena.element(node).filter(|element| element.name == Name::Annotation);
                let encoding = element.and_then(|element| self.attribute(element, Attr::Encoding));
                // `application/x-tex`, `TeX`, `LaTeX`: there are many spellings.
                encoding.is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"))
            };
            let annotation = self.arena.descendants(id).find(is_tex)?;
            // All of its text: a reference such as `&amp;`, which separates columns in TeX, is a node of its own.
            Some(Cow::Owned(self.arena.text_content(annotation)))
        });
        tex.filter(|tex| !without_display_style(tex).is_empty())
    }

    /// Whether an element that is hidden from screen readers draws the formula beside it, as KaTeX and MathJax do.
    pub(super) fn draws_formula(&self, id: NodeId, element: ElementData) -> bool {
        let is_formula = |id: NodeId| {
            let facts = self.facts(id);
            facts.any(Facts::FORMULA) && facts.only(Facts::FORMULA.or(Facts::DRAWING))
        };
        self.is_hidden_from_readers(element) && {
            let before = self.arena.preceding_siblings(id).next();
            let after = self.arena.following_siblings(id).next();
            before.into_iter().chain(after).any(is_formula)
        }
    }

    fn is_hidden_from_readers(&self, element: ElementData) -> bool {
        self.attribute(element, Attr::AriaHidden).is_some_and(|hidden| hidden == "true")
    }

    /// Reads a script with TeX, which MathJax replaces by a formula. If it has already done so, the formula is directly before.
    pub(super) fn script(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        let kind = self.attribute(element, Attr::Type).unwrap_or_default();
        let Some(mode) = kind.strip_prefix("math/tex") else {
            return self.note(NoteKind::Script, element.row().name);
        };
        let before = self.arena.preceding_siblings(id).next();
        if !before.is_some_and(|before| self.is_drawn_formula(before)) {
            b.math(&self.arena.text_content(id), mode.contains("display"));
        }
    }

    fn is_drawn_formula(&self, id: NodeId) -> bool {
        let is_of_mathjax = |element| match element {
            ElementData { name: Name::Span, .. } => true,
            // It is a `div` if the formula is on a line of its own.
            _ => self.attribute(element, Attr::Class).is_some_and(|class| class.contains("MathJax")),
        };
        // Only a drawing is not read, so the script is the only readable copy.
        let is_readable = self.facts(id).any(Facts::TEXT.or(Facts::IMAGE).or(Facts::FORMULA));
        is_readable && self.arena.element(id).is_some_and(is_of_mathjax)
    }

    /// A formula as a line: `a/b`, `√x`, `x^2`, `a_i`. Parts of several tokens are in parentheses.
    fn formula(&self, id: NodeId) -> String {
        // Recursion is bounded as in `Reading::children`.
        let parts: Vec<NodeId> =
            self.arena.children(id).filter(|&child| self.arena.element(child).is_some()).collect();
        let part = |index: usize| {
            parts.get(index).map_or(String::new(), |&part| self.operand(part, self.formula(part)))
        };
        match self.foreign_name(id) {
            Name::Mfrac => format!("{}/{}", part(0), part(1)),
            Name::Msqrt => format!("√{}", self.operand(id, self.formula_content(id))),
            Name::Mroot => format!("{}√{}", raised(&part(1)), part(0)),
            // `mover` and `munder` hold the limits of sums and integrals, which TeX writes with `^` and `_`, too.
            Name::Msup | Name::Mover => format!("{}^{}", part(0), part(1)),
            Name::Msub | Name::Munder => format!("{}_{}", part(0), part(1)),
            Name::Msubsup | Name::Munderover => format!("{}_{}^{}", part(0), part(1), part(2)),
            Name::Mtable => self.formulas(id).join("; "),
            Name::Mtr => self.formulas(id).join(", "),
            _ => self.formula_content(id),
        }
    }

    fn formula_content(&self, id: NodeId) -> String {
        self.formulas(id).concat()
    }

    fn formulas(&self, id: NodeId) -> Vec<String> {
        let parts = self.formula_parts(id).map(|part| match self.arena.data(part) {
            NodeData::Text(text) => self.arena.text(*text).trim().to_string(),
            NodeData::Element(_) | NodeData::Document => self.formula(part),
        });
        parts.collect()
    }

    /// The texts and elements of a formula, without other notations of it.
    fn formula_parts(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.arena.children(id).filter(|&child| match self.arena.data(child) {
            NodeData::Text(text) => !self.arena.text(*text).trim().is_empty(),
            NodeData::Element(element) => !matches!(element.name, Name::Annotation | Name::AnnotationXml),
            NodeData::Document => false,
        })
    }

    /// A part in parentheses, unless it is one name or number.
    fn operand(&self, id: NodeId, part: String) -> String {
        let is_in_name = |c: char| c.is_alphanumeric() || c == '.';
        let is_bare = part.chars().nth(1).is_none() || (self.is_token(id) && part.chars().all(is_in_name));
        if is_bare { part } else { format!("({part})") }
    }

    /// Whether the content of an element is one token, which groups such as `mrow` may be around.
    fn is_token(&self, id: NodeId) -> bool {
        let is_text = |part: NodeId| self.arena.element(part).is_none();
        let mut at = id;
        // A reference such as `&amp;` is a text of its own.
        while !self.formula_parts(at).all(is_text) {
            let mut parts = self.formula_parts(at);
            let (Some(only), None) = (parts.next(), parts.next()) else { return false };
            let is_group_or_token = matches!(
                self.foreign_name(only),
                Name::Unknown | Name::Mi | Name::Mn | Name::Mo | Name::Ms | Name::Mtext
            );
            if !is_group_or_token {
                return false;
            }
            at = only;
        }
        true
    }

    fn foreign_name(&self, id: NodeId) -> Name {
        self.arena.element(id).map_or(Name::Unknown, |element| element.name)
    }
}

/// TeX without the group that MediaWiki puts around it.
fn without_display_style(tex: &str) -> &str {
    let tex = tex.trim();
    let inner = tex.strip_prefix(DISPLAY_STYLE).and_then(|tex| tex.strip_suffix('}'));
    inner.unwrap_or(tex)
}

/// The index of a root: raised digits, as in `³√x`.
fn raised(index: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let inner = index.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(index);
    let raised = inner.chars().map(|c| Some(DIGITS[c.to_digit(10)? as usize]));
    raised.collect::<Option<String>>().unwrap_or_else(|| index.to_string())
}
