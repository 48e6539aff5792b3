//! Images.

use super::lazy::is_placeholder;
use super::table::leading_number;
use super::{ElementData, Facts, NodeId, NoteKind, Reading};
use crate::html::elements::{Attr, Name};
use crate::normal::Builder;
use crate::scan::{fold, fold_to_option};
use crate::tree::Image;

impl Reading<'_> {
    pub(super) fn image(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        if self.is_pixel(element) {
            return self
                .note(NoteKind::TrackingPixel, self.attribute(element, Attr::Src).unwrap_or_default());
        }
        let alt = fold(self.attribute(element, Attr::Alt).unwrap_or_default());
        let Some(found) = self.image_url(id, element) else {
            return self.unusable_image(id, element, &alt, b);
        };
        // Counters for readers without scripts often have no size. The name of the file is looked at last, because that takes
        // the most time.
        if alt.is_empty() && self.is_in_noscript(id) && is_counter(&found.url) {
            return self.note(NoteKind::TrackingPixel, &found.url);
        }
        if found.is_lazy && self.was_shown_by_noscript(id, &found.url) {
            return self.note(NoteKind::NoscriptCopy, &found.url);
        }
        let image = Image {
            url: found.url,
            alt,
            title: self.attribute(element, Attr::Title).and_then(fold_to_option),
            width: self.pixels(element, Attr::Width),
            height: self.pixels(element, Attr::Height),
        };
        b.inline(image.into());
    }

    /// A browser shows `alt` where an image is missing, but not where the image stands in for another.
    fn unusable_image(&self, id: NodeId, element: ElementData, alt: &str, b: &mut Builder) {
        let src = self.attribute(element, Attr::Src).unwrap_or_default();
        self.note(if is_placeholder(src) { NoteKind::Placeholder } else { NoteKind::ImageUrl }, src);
        // An SVG in a `data:` URL may be the picture itself, which the URL policy refuses.
        let stands_in = src.starts_with("data:") && !src.starts_with("data:image/svg");
        // A URL describes nothing.
        if !stands_in
            && !alt.contains("://")
            && !self.has_noscript_copy(id)
            && !self.follows_its_copy(id, alt)
        {
            b.text(alt);
        }
    }

    /// Whether the image right before has the same description: pages put a small one under the one that a script loads.
    fn follows_its_copy(&self, id: NodeId, alt: &str) -> bool {
        let is_shown = |&node: &NodeId| self.facts(node) != Facts::default();
        // Most often a blank text stands between the two; more would have to be searched for each image.
        let before = self.arena.preceding_siblings(id).take(2).find(is_shown);
        let element = before.and_then(|before| self.arena.element(before));
        let image = element.filter(|element| element.html_name() == Name::Img);
        image.and_then(|image| self.attribute(image, Attr::Alt)).is_some_and(|before| fold(before) == alt)
    }

    fn is_in_noscript(&self, id: NodeId) -> bool {
        let mut parents = std::iter::successors(self.arena.parent(id), |&parent| self.arena.parent(parent));
        parents.any(|parent| self.arena.name(parent) == Name::Noscript)
    }

    /// At most 1×1 pixels: such an image counts its readers.
    pub(super) fn is_pixel(&self, element: ElementData) -> bool {
        let is_tiny =
            |name| self.attribute(element, name).and_then(leading_number).is_some_and(|pixels| pixels <= 1);
        is_tiny(Attr::Width) && is_tiny(Attr::Height)
    }

    /// An attribute's value in CSS pixels; percentages have none.
    fn pixels(&self, element: ElementData, name: Attr) -> Option<u32> {
        let value = self.attribute(element, name)?;
        if value.contains('%') { None } else { leading_number(value).filter(|&pixels| pixels > 0) }
    }
}

/// Whether a URL counts readers: it names no image file, or one whose name says so.
fn is_counter(url: &str) -> bool {
    const FILE_TYPES: [&str; 7] = [".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg", ".bmp"];
    const COUNTERS: [&str; 8] = ["pixel", "count", "hit", "track", "stat", "1x1", "blank", "clear"];
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    if FILE_TYPES.iter().any(|ending| file.ends_with(ending)) {
        return false;
    }
    // Pictures in articles can be GIFs, too.
    file.strip_suffix(".gif").is_none() || COUNTERS.iter().any(|word| file.contains(word))
}
