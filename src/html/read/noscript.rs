//! Copies of lazy images in `noscript`, for readers without scripts. Each image is read once.

use super::lazy::MAX_SIBLINGS;
use super::{ElementData, Facts, NodeId, NoteKind, Reading};
use crate::html::elements::{Attr, Name, Read};
use crate::normal::Builder;

/// Anything between two images that separates them.
const OTHER_CONTENT: Facts =
    Facts::TEXT.or(Facts::EMBED).or(Facts::DRAWING).or(Facts::STRUCTURE).or(Facts::NOSCRIPT);

impl Reading<'_> {
    /// Reads a `noscript`, unless it is the copy of the lazy image before it.
    pub(super) fn noscript(&self, id: NodeId, b: &mut Builder) {
        if self.is_copy_of_lazy_image(id) {
            return self.note(NoteKind::NoscriptCopy, "");
        }
        self.children(id, b);
    }

    /// Whether a `noscript` contains only copies of the lazy images directly before it.
    fn is_copy_of_lazy_image(&self, noscript: NodeId) -> bool {
        self.is_only_images(noscript)
            && self.image_before(noscript).is_some_and(|(id, element)| {
                // If the image has its copy before it, this is the copy of the next one.
                self.image_url(id, element).is_some_and(|image| {
                    image.is_lazy && !self.was_shown_by_noscript(id, element, &image.url)
                })
            })
            && !self.has_more_images(noscript)
    }

    /// Whether a `noscript` has more images than scripts load directly before it, so that it is the only place of one.
    fn has_more_images(&self, noscript: NodeId) -> bool {
        let is_image = |id: NodeId| self.arena.name(id) == Name::Img;
        // A `noscript` in it is the copy of an image in it.
        let parts =
            self.arena.outermost(noscript, |id| is_image(id) || self.arena.name(id) == Name::Noscript);
        let images = parts.filter(|&id| is_image(id)).filter_map(|id| self.arena.element(id));
        let count = images.filter(|&image| !self.is_pixel(image)).count();
        count > 1 && self.lazy_images_before(noscript).take(count).count() < count
    }

    /// The images directly before a node that a script loads, the nearest element first.
    fn lazy_images_before(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let nearest = self.visible_before(id);
        let before = nearest.into_iter().flat_map(|id| self.arena.preceding_siblings(id));
        let near = nearest.into_iter().chain(before).take(MAX_SIBLINGS);
        let images = near.take_while(|&id| !self.facts(id).any(OTHER_CONTENT));
        images.flat_map(|id| self.arena.descendants(id).take(MAX_SIBLINGS)).filter(|&id| {
            let image = self.arena.element(id).filter(|element| element.html_name() == Name::Img);
            image.and_then(|image| self.image_url(id, image)).is_some_and(|image| image.is_lazy)
        })
    }

    /// Whether the `noscript` directly before a lazy image has already shown it, in any of its sizes.
    pub(super) fn was_shown_by_noscript(&self, id: NodeId, image: ElementData, url: &str) -> bool {
        let Some((before, element)) = self.image_before(id) else { return false };
        let mut around = self.arena.ancestors(before).take_while(|&ancestor| self.leads_out(ancestor));
        let noscript = around.find(|&ancestor| self.arena.name(ancestor) == Name::Noscript);
        noscript.is_some_and(|noscript| self.is_only_images(noscript))
            && self.image_url(before, element).is_some_and(|shown| {
                shown.url == url || self.lazy_urls(image).any(|other| other == shown.url)
            })
    }

    /// Whether a `noscript` with the real image follows. If other images are between them, it has one with the same description.
    pub(super) fn has_noscript_copy(&self, id: NodeId, image: ElementData) -> bool {
        let alt = self.attribute(image, Attr::Alt);
        let is_copy = |node: NodeId| {
            let other = self.arena.element(node).filter(|other| other.html_name() == Name::Img);
            other.is_some_and(|other| self.attribute(other, Attr::Alt) == alt)
        };
        let siblings = self.arena.following_siblings(id).take(MAX_SIBLINGS);
        let visible = siblings.filter(|&node| self.facts(node).any(Facts::VISIBLE));
        let mut others = visible.skip_while(|&node| is_copy(node)).peekable();
        let is_directly_after = others.peek().is_some_and(|&node| self.arena.name(node) == Name::Noscript);
        let next = others.find(|&node| self.facts(node).any(OTHER_CONTENT));
        next.filter(|&node| self.arena.name(node) == Name::Noscript).is_some_and(|noscript| {
            let mut copies = self.arena.descendants(noscript).take(MAX_SIBLINGS);
            if is_directly_after { self.facts(noscript).any(Facts::IMAGE) } else { copies.any(is_copy) }
        })
    }

    /// Whether a search around an image continues outside of this element around it: an inline or a section.
    pub(super) fn leads_out(&self, id: NodeId) -> bool {
        matches!(
            self.read_of(id),
            Some(
                Read::Transparent
                    | Read::Section
                    | Read::Paragraph
                    | Read::Link
                    | Read::Marked(_)
                    | Read::Picture
                    | Read::Noscript
            )
        )
    }

    fn is_only_images(&self, noscript: NodeId) -> bool {
        // Each image in it asks, so it must be the cached facts, not those of all children.
        let facts = self.facts(noscript);
        facts.any(Facts::IMAGE) && facts.only(Facts::IMAGE.or(Facts::NOSCRIPT))
    }

    /// The image directly before a node, without visible content between them.
    fn image_before(&self, id: NodeId) -> Option<(NodeId, ElementData)> {
        let mut before = self.visible_before(id)?;
        loop {
            let element = self.arena.element(before)?;
            if element.html_name().row().read == Read::Image {
                return Some((before, element));
            }
            let last = self.arena.last_child(before)?;
            let mut nodes =
                std::iter::once(last).chain(self.arena.preceding_siblings(last)).take(MAX_SIBLINGS);
            before = nodes.find(|&node| self.facts(node).any(Facts::VISIBLE))?;
        }
    }

    /// The nearest node with visible content before a node, in its parent or an element around it.
    fn visible_before(&self, id: NodeId) -> Option<NodeId> {
        let mut at = id;
        loop {
            let mut siblings = self.arena.preceding_siblings(at).take(MAX_SIBLINGS);
            if let Some(before) = siblings.find(|&node| self.facts(node).any(Facts::VISIBLE)) {
                return Some(before);
            }
            at = self.arena.parent(at).filter(|&parent| self.leads_out(parent))?;
        }
    }
}
