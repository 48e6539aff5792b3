//! Images.

use super::lazy::is_placeholder;
use super::{ElementData, Facts, NodeId, NoteKind, Reading, leading_number};
use crate::html::elements::{Attr, Name};
use crate::html::image_names::{is_of_counter, path};
use crate::normal::Builder;
use crate::scan::{fold, fold_to_option};
use crate::tree::Image;
use crate::url::image_extension;

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
        // Counters for readers without scripts often have no size. The file name is tested last, because that takes the
        // most time.
        if alt.is_empty() && self.is_in_noscript(id) && is_counter(&found.url) {
            return self.note(NoteKind::TrackingPixel, &found.url);
        }
        if found.is_lazy && self.was_shown_by_noscript(id, element, &found.url) {
            return self.note(NoteKind::NoscriptCopy, &found.url);
        }
        let (width, height) = self.size(element);
        let title = self.attribute(element, Attr::Title).and_then(fold_to_option);
        b.inline(Image { url: found.url, alt, title, width, height }.into());
    }

    /// Reads an image without a usable URL. Browsers show the `alt` text of a missing image, but not that of a placeholder.
    fn unusable_image(&self, id: NodeId, element: ElementData, alt: &str, b: &mut Builder) {
        let src = self.attribute(element, Attr::Src).unwrap_or_default();
        self.note_image(src);
        // An SVG in a `data:` URL may be the real image, which the URL policy rejects.
        let is_stand_in =
            src.starts_with("data:") && !src.starts_with("data:image/svg") && !self.has_template(element);
        // A URL is not a description.
        if !is_stand_in
            && !alt.contains("://")
            && !self.has_noscript_copy(id, element)
            && !self.follows_its_copy(id, alt)
        {
            b.text(alt);
        }
    }

    /// Notes the URL of an image that is not used.
    pub(super) fn note_image(&self, src: &str) {
        self.note(if is_placeholder(src) { NoteKind::Placeholder } else { NoteKind::ImageUrl }, src);
    }

    /// Whether the image directly before has the same description. Some pages put a small image under the one that a script
    /// loads.
    fn follows_its_copy(&self, id: NodeId, alt: &str) -> bool {
        let is_filled = |&node: &NodeId| self.facts(node) != Facts::default();
        // There is usually a blank text between the two. A longer search for each image would take quadratic time.
        let before = self.arena.preceding_siblings(id).take(2).find(is_filled);
        let element = before.and_then(|before| self.arena.element(before));
        let image = element.filter(|element| element.html_name() == Name::Img);
        image.and_then(|image| self.attribute(image, Attr::Alt)).is_some_and(|before| fold(before) == alt)
    }

    fn is_in_noscript(&self, id: NodeId) -> bool {
        self.arena.ancestors(id).any(|ancestor| self.arena.name(ancestor) == Name::Noscript)
    }

    /// Whether an element has at most 1×1 pixels. Such an image or frame counts readers.
    pub(super) fn is_pixel(&self, element: ElementData) -> bool {
        self.is_tiny(element) && !self.is_enlarged(element)
    }

    fn is_tiny(&self, element: ElementData) -> bool {
        [Attr::Width, Attr::Height]
            .iter()
            .all(|&name| self.length(element, name).is_some_and(|length| length <= 1))
    }

    /// Whether a style sheet or a script gives an image its size: AMP's attributes are only a ratio, Next.js writes 0×0, and lazy
    /// images may have the size of their placeholder. The description says nothing: that of many counters is their name.
    fn is_enlarged(&self, element: ElementData) -> bool {
        matches!(element.html_name(), Name::AmpAnim | Name::AmpImg)
            || self.attribute(element, Attr::Srcset).is_some()
            || self.attribute(element, Attr::DataSrcset).is_some()
            || self.has_lazy_photo(element)
    }

    /// The width and height of an image in CSS pixels, without zeros, and without a size that the page changes.
    fn size(&self, element: ElementData) -> (Option<u32>, Option<u32>) {
        if self.is_tiny(element) {
            return (None, None);
        }
        let pixels = |name| self.length(element, name).filter(|&pixels| pixels > 0);
        (pixels(Attr::Width), pixels(Attr::Height))
    }

    /// The value of an attribute in CSS pixels; `None` for percentages.
    fn length(&self, element: ElementData, name: Attr) -> Option<u32> {
        self.attribute(element, name).filter(|value| !value.contains('%')).and_then(leading_number)
    }
}

/// Whether an image counts readers: its URL does not name an image file, or names one like a counter.
fn is_counter(url: &str) -> bool {
    match image_extension(path(url)) {
        // Images of articles can also be GIFs.
        Some("gif") => is_of_counter(url),
        Some(_) => false,
        None => true,
    }
}
