//! Links, quotations, ruby.

use super::{ElementData, Facts, NodeId, NoteKind, Reading};
use crate::html::elements::{Attr, Name, Read};
use crate::normal::{Builder, Wrapper, append_inlines};
use crate::scan::fold_to_option;
use crate::tree::{LinkTarget, Ruby};
use crate::url::Purpose;

impl Reading<'_> {
    /// Reads a link. A link without content is left out.
    pub(super) fn link(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        // An empty `a` without `href` is a target within the page, whose loss needs no note.
        if let Some(href) = self.attribute(element, Attr::Href)
            && !self.facts(id).any(Facts::VISIBLE)
        {
            self.note(NoteKind::EmptyLink, href);
            // White space in it separates the words around it.
            return self.children(id, b);
        }
        match self.link_wrapper(element) {
            Some(link) => b.with(link, |b| self.children(id, b)),
            None => self.children(id, b),
        }
    }

    /// Whether a `b` has a normal weight. The tree builder keeps no other style.
    pub(super) fn is_not_bold(&self, element: ElementData) -> bool {
        self.attribute(element, Attr::Style).is_some()
    }

    /// The wrapper for the content of a mark, code or a link.
    pub(super) fn wrapper(&self, element: ElementData) -> Option<Wrapper> {
        match element.row().read {
            Read::Marked(mark) => Some(Wrapper::Mark(mark)),
            Read::Code => Some(Wrapper::Code),
            Read::Link => self.link_wrapper(element),
            _ => None,
        }
    }

    /// The wrapper for an `a`; `None` if the URL policy rejects its URL.
    pub(super) fn link_wrapper(&self, element: ElementData) -> Option<Wrapper> {
        let href = self.attribute(element, Attr::Href)?;
        let Some(url) = self.resolve(href, Purpose::Link) else {
            self.note(NoteKind::LinkUrl, href);
            return None;
        };
        let title = self.attribute(element, Attr::Title).and_then(fold_to_option);
        Some(Wrapper::link(LinkTarget { url, title }))
    }

    /// Reads a `q`. Browsers show quotation marks around it (HTML §15.3.4): double ones, or single ones inside of those.
    pub(super) fn quotation(&self, id: NodeId, b: &mut Builder) {
        let outer = self.arena.ancestors(id).filter(|&ancestor| self.arena.name(ancestor) == Name::Q).count();
        // The quotation marks of English and Chinese. Browsers choose them by `lang`, which few pages set on a `q`.
        let (open, close) = if outer.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") };
        b.text(open);
        self.children(id, b);
        b.text(close);
    }

    /// Reads a ruby. Each `rt` ends a pair of base and reading. Text after the last `rt` is plain text.
    pub(super) fn ruby(&self, id: NodeId, b: &mut Builder) {
        // The base and the reading are lines, which cannot hold a list or a player.
        if self.inside(id).any(Facts::STRUCTURE.or(Facts::EMBED)) || !b.admit_level() {
            return self.children(id, b);
        }
        let mut base = Vec::new();
        for child in self.arena.children(id).flat_map(|child| self.ruby_parts(child)) {
            match self.shown_name(child) {
                Name::Rt => self.ruby_pair(&std::mem::take(&mut base), child, b),
                _ => base.push(child),
            }
        }
        base.into_iter().for_each(|node| self.node(node, b));
    }

    /// The parts of a ruby: `rb` and `rtc` are replaced by their content.
    fn ruby_parts(&self, id: NodeId) -> Vec<NodeId> {
        match self.shown_name(id) {
            Name::Rb | Name::Rtc => self.arena.children(id).collect(),
            _ => vec![id],
        }
    }

    fn ruby_pair(&self, base: &[NodeId], reading: NodeId, b: &mut Builder) {
        let base = b.line(|b| base.iter().for_each(|&node| self.node(node, b)));
        let reading = b.line(|b| self.children(reading, b));
        if base.is_empty() || reading.is_empty() {
            // Without one of the two, the other is plain text.
            return [base, reading].iter().for_each(|line| append_inlines(b, line));
        }
        b.inline(Ruby { base, reading }.into());
    }
}
