//! Images that a script loads when the reader scrolls to them.
//!
//! ```html
//! <img src="placeholder.gif" data-src="real.jpg">                        the URL is in another attribute
//! <img class="lazy" src="small.jpg" data-original="real.jpg">            also there, although `src` has an image
//! <img src="small.jpg" data-lazy-src="real.jpg">                         also there, as the name of the attribute says
//! <img src="placeholder.gif" data-full-url="/real.jpg">                  or in one whose name is unknown
//! <img data-src="real.jpg"><noscript><img src="real.jpg"></noscript>     a copy for readers without scripts follows
//! <noscript><img src="real.jpg"></noscript><img data-src="real.jpg">     or comes first
//! <picture><source srcset="real.webp"><img src="data:…"></picture>       the URL is in a `source`
//! ```
//!
//! Each image is read once, with the URL of the image that is visible after all scripts have run.

use memchr::memmem;

use super::{ElementData, Facts, NodeId, Reading};
use crate::html::elements::{Attr, Name, Read};
use crate::html::tokenizer::AttributeName;
use crate::url::{Purpose, image_extension, is_tiny_data_image};

/// The attributes that hold the real URL, the most reliable first.
const LAZY_ATTRIBUTES: [Attr; 16] = [
    Attr::DataSrc,
    Attr::DataOriginal,
    Attr::DataLazySrc,
    Attr::DataActualsrc,
    Attr::DataOriginalSrc,
    Attr::DataLazy,
    Attr::DataLazyload,
    Attr::DataDelayedUrl,
    Attr::DataCfsrc,
    Attr::DataEcho,
    Attr::DataBacksrc,
    Attr::DataCroporisrc,
    Attr::DataUrl,
    Attr::NitroLazySrc,
    Attr::Zoomfile,
    Attr::File,
];

/// The attributes whose name says that a script replaces `src`, even if `src` is a small copy of the image.
const NAMED_LAZY: [Attr; 3] = [Attr::DataLazySrc, Attr::DataLazy, Attr::DataLazyload];

/// Parts of the file names of placeholder images.
const PLACEHOLDER_NAMES: [&str; 12] = [
    "placeholder",
    "blank",
    "spacer",
    "loading",
    "lazy",
    "transparent",
    "grey.",
    "gray.",
    "pixel",
    "none.gif",
    "1x1",
    "empty",
];

/// Parts of the names of attributes whose image is a smaller one than others.
const SMALL_NAMES: [&str; 5] = ["thumb", "small", "low", "preview", "blur"];

/// The maximum number of sources of a `picture` that are tried for an image.
const MAX_SOURCES: usize = 16;

/// The maximum number of siblings to search for one image. Between a lazy image and its copy, there are only a few blank
/// texts.
const MAX_SIBLINGS: usize = 32;

/// The URL of an image, and whether a script would load it.
pub(super) struct ImageUrl {
    pub(super) url: String,
    pub(super) is_lazy: bool,
}

impl Reading<'_> {
    /// The URL of the image that is visible after all scripts have run.
    pub(super) fn image_url(&self, id: NodeId, element: ElementData) -> Option<ImageUrl> {
        let src = self.attribute(element, Attr::Src).unwrap_or_default();
        let plain = || {
            let url = self.resolve(src, Purpose::Image).filter(|url| !is_tiny_data_image(url))?;
            Some(ImageUrl { url, is_lazy: false })
        };
        let picture_child = self.child_of_picture(id);
        // Most images have only a `src`.
        if picture_child.is_none() && !self.has_other_urls(element) {
            return plain();
        }
        let lazy = || {
            let url = self.lazy_urls(element).next()?;
            Some(ImageUrl { url, is_lazy: true })
        };
        let set = || {
            let sources = picture_child.into_iter().flat_map(|child| self.sources_before(child));
            let url = std::iter::once(element).chain(sources).find_map(|element| self.set_url(element))?;
            Some(ImageUrl { url, is_lazy: true })
        };
        let class = self.attribute(element, Attr::Class);
        let is_lazy = || {
            class.is_some_and(is_lazy_class)
                || NAMED_LAZY.iter().any(|&name| self.attribute(element, name).is_some())
        };
        // If `src` is a real image, the page shows it, and other attributes may be for enlarged views.
        if is_lazy() || is_placeholder(src) {
            let unknown = || {
                let url = is_placeholder(src).then(|| self.unknown_source(element)).flatten()?;
                Some(ImageUrl { url, is_lazy: true })
            };
            lazy().or_else(set).or_else(unknown).or_else(plain)
        } else {
            plain().or_else(lazy).or_else(set)
        }
    }

    /// Whether an image may have URLs besides its `src`.
    fn has_other_urls(&self, element: ElementData) -> bool {
        self.arena.attributes(element).iter().any(|attribute| match attribute.name {
            AttributeName::Known(name) => {
                LAZY_ATTRIBUTES.contains(&name) || matches!(name, Attr::Srcset | Attr::DataSrcset)
            }
            AttributeName::Other(_) => true,
        })
    }

    /// The URL in an attribute `data-…` with an unknown name, if it is absolute or begins with `/`, and names an image file.
    fn unknown_source(&self, element: ElementData) -> Option<String> {
        let candidates = self.arena.attributes(element).iter().filter_map(|attribute| {
            let AttributeName::Other(name) = attribute.name else { return None };
            let (name, value) =
                (self.arena.text(name).to_ascii_lowercase(), self.arena.text(attribute.value).trim());
            (name.starts_with("data-") && names_image(value)).then_some((name, value))
        });
        // Of several, the first is used, unless its name says that it is small.
        let is_small = |name: &str| SMALL_NAMES.iter().any(|part| name.contains(part));
        let (_, value) = candidates.min_by_key(|(name, _)| is_small(name))?;
        self.resolve(value, Purpose::Image)
    }

    /// The URLs in lazy attributes, the most reliable first.
    fn lazy_urls(&self, element: ElementData) -> impl Iterator<Item = String> {
        let values = LAZY_ATTRIBUTES.iter().filter_map(move |&name| self.attribute(element, name));
        values.filter_map(|value| self.lazy_url(value))
    }

    /// Resolves the value of a lazy attribute, if it looks like a URL. Some sites store JSON in it.
    fn lazy_url(&self, value: &str) -> Option<String> {
        let value = value.trim();
        let is_url =
            value.contains(['/', '.']) && !value.contains(|c: char| "{}<>\"".contains(c) || c == ' ');
        // Not `Image`: a `data:` URL in such an attribute is another placeholder.
        if is_url { self.resolve(value, Purpose::Media) } else { None }
    }

    /// The URL of the largest file of a `srcset`.
    // The largest, because the screen on which an archive will be read is unknown.
    fn set_url(&self, element: ElementData) -> Option<String> {
        // A script replaces the names in braces, which are not the name of a file.
        let lazy = self.attribute(element, Attr::DataSrcset).filter(|value| !value.contains(['{', '}']));
        let mut values = self.attribute(element, Attr::Srcset).into_iter().chain(lazy);
        values.find_map(|value| self.resolve(largest(value)?, Purpose::Image))
    }

    /// The child of a `picture` that is the image, or whose first visible content it is. Other images do not have the sources of
    /// the `picture`: any number of them would read and copy the same URLs again.
    fn child_of_picture(&self, id: NodeId) -> Option<NodeId> {
        let mut child = id;
        while let Some(parent) = self.arena.parent(child) {
            if self.arena.name(parent) == Name::Picture {
                return Some(child);
            }
            if !self.leads_out(parent) || !self.is_first_visible(child) {
                return None;
            }
            child = parent;
        }
        None
    }

    /// Whether there are only a few blank nodes before a node in its parent.
    fn is_first_visible(&self, id: NodeId) -> bool {
        let mut before = self.arena.preceding_siblings(id);
        let is_visible = |node: NodeId| self.facts(node).any(Facts::VISIBLE);
        !before.by_ref().take(MAX_SIBLINGS).any(is_visible) && before.next().is_none()
    }

    /// The sources directly before a child of a `picture`, in their order.
    fn sources_before(&self, child: NodeId) -> impl Iterator<Item = ElementData> {
        let is_visible = |id: NodeId| self.facts(id).any(Facts::VISIBLE);
        let before =
            self.arena.preceding_siblings(child).take(MAX_SIBLINGS).take_while(move |&id| !is_visible(id));
        let sources =
            before.filter_map(|id| self.arena.element(id)).filter(|element| element.name == Name::Source);
        let mut sources: Vec<ElementData> = sources.take(MAX_SOURCES).collect();
        // HTML §4.8.4.3.9: the first source that matches is used.
        sources.reverse();
        sources.into_iter()
    }

    /// Whether a `noscript` contains the copy of the lazy image directly before it.
    pub(super) fn is_copy_of_lazy_image(&self, noscript: NodeId) -> bool {
        self.is_only_images(noscript)
            && self.image_before(noscript).is_some_and(|(id, element)| {
                // If the image has its copy before it, this is the copy of the next one.
                self.image_url(id, element).is_some_and(|image| {
                    image.is_lazy && !self.was_shown_by_noscript(id, element, &image.url)
                })
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

    /// Whether the image is followed by a `noscript` with the real one. Other copies of the image may be between them.
    pub(super) fn has_noscript_copy(&self, id: NodeId, image: ElementData) -> bool {
        let alt = |element| self.attribute(element, Attr::Alt);
        let is_copy = |node: NodeId| {
            let other = self.arena.element(node).filter(|other| other.html_name() == Name::Img);
            other.is_some_and(|other| alt(other) == alt(image))
        };
        let is_next = |&node: &NodeId| self.facts(node).any(Facts::VISIBLE) && !is_copy(node);
        let next = self.arena.following_siblings(id).take(MAX_SIBLINGS).find(is_next);
        next.is_some_and(|node| self.arena.name(node) == Name::Noscript && self.facts(node).any(Facts::IMAGE))
    }

    /// Whether a search around an image continues outside of this element around it: an inline or a section.
    fn leads_out(&self, id: NodeId) -> bool {
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
        let inside = self.inside(noscript);
        inside.any(Facts::IMAGE) && inside.only(Facts::IMAGE.or(Facts::NOSCRIPT))
    }

    /// The image directly before a node, without visible content between them.
    fn image_before(&self, id: NodeId) -> Option<(NodeId, ElementData)> {
        let mut at = id;
        let mut before = loop {
            let mut siblings = self.arena.preceding_siblings(at).take(MAX_SIBLINGS);
            let visible = siblings.find(|&node| self.facts(node).any(Facts::VISIBLE));
            if let Some(before) = visible {
                break before;
            }
            at = self.arena.parent(at).filter(|&parent| self.leads_out(parent))?;
        };
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
}

/// Whether one of the classes says that a script loads the image. Others say the opposite, such as `skip-lazy` and `no-lazyload`.
fn is_lazy_class(class: &str) -> bool {
    class.split_ascii_whitespace().filter_map(|name| name.split_once("lazy")).any(|(before, _)| {
        let before = before.trim_end_matches(['-', '_']);
        !["no", "not", "skip"].iter().any(|word| before.ends_with(word))
    })
}

/// Whether the URL of an image is a placeholder until a script sets the real one.
pub(super) fn is_placeholder(src: &str) -> bool {
    let src = src.trim();
    if src.is_empty() || src == "#" || src.starts_with("about:") || src.starts_with("data:") {
        return true;
    }
    let file = src.rsplit('/').next().unwrap_or(src).to_ascii_lowercase();
    // On such short texts, `str::contains` takes twice as long.
    PLACEHOLDER_NAMES.iter().any(|name| memmem::find(file.as_bytes(), name.as_bytes()).is_some())
}

/// Whether a URL is absolute or begins with `/`, and its path ends like the name of an image file.
fn names_image(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let is_whole = ["/", "https://", "http://"].iter().any(|start| path.starts_with(start));
    is_whole && image_extension(path).is_some() && !path.contains(char::is_whitespace)
}

/// The URL of the largest candidate of a `srcset` (HTML §4.8.4.2.1).
fn largest(srcset: &str) -> Option<&str> {
    let is_separator = |c: char| c.is_ascii_whitespace() || c == ',';
    let mut best = None;
    let mut rest = srcset.trim_start_matches(is_separator);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (mut url, mut tail) = rest.split_at(end);
        // HTML §4.8.4.2.1: without a descriptor, a candidate is `1x`.
        let mut size = 1.0;
        // A comma after a URL ends the candidate. A comma within a URL belongs to it.
        if url.ends_with(',') {
            url = url.trim_end_matches(',');
        } else {
            let (descriptor, after) = tail.split_once(',').unwrap_or((tail, ""));
            size = descriptor.trim().trim_end_matches(['w', 'x']).parse().unwrap_or(1.0);
            tail = after;
        }
        if best.is_none_or(|(_, largest)| size > largest) {
            best = Some((url, size));
        }
        rest = tail.trim_start_matches(is_separator);
    }
    best.map(|(url, _): (&str, f64)| url)
}
