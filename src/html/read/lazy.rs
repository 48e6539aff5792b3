//! Images that a script loads when the reader scrolls to them.
//!
//! ```html
//! <img src="placeholder.gif" data-src="real.jpg">                        the URL is in another attribute
//! <img class="lazy" src="small.jpg" data-original="real.jpg">            also there, although `src` has an image
//! <img src="small.jpg" data-lazy-src="real.jpg">                         also there, as the name of the attribute says
//! <img src="placeholder.gif" real_src="/real.jpg">                       or in one whose name is unknown
//! <img data-src="real.jpg"><noscript><img src="real.jpg"></noscript>     a copy for readers without scripts follows
//! <noscript><img src="real.jpg"></noscript><img data-src="real.jpg">     or comes first
//! <picture><source srcset="real.webp"><img src="data:…"></picture>       the URL is in a `source`
//! ```
//!
//! Each image is read once, with the URL of the image that is visible after all scripts have run.

use super::{ElementData, Facts, NodeId, Reading};
use crate::html::elements::{Attr, Name};
use crate::html::image_names::{is_of_placeholder, path};
use crate::html::tokenizer::AttributeName;
use crate::url::{Purpose, image_extension};

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

/// Those that also have other uses, such as the page to share.
const GENERAL: [Attr; 2] = [Attr::DataUrl, Attr::File];

/// The attributes whose name says that a script replaces `src`, even if `src` is a small copy of the image.
const NAMED_LAZY: [Attr; 3] = [Attr::DataLazySrc, Attr::DataLazy, Attr::DataLazyload];

/// Parts of the names of attributes whose image is a smaller one than others.
const SMALL_NAMES: [&str; 5] = ["thumb", "small", "low", "preview", "blur"];

/// The maximum number of sources of a `picture` that are tried for an image.
const MAX_SOURCES: usize = 16;

/// The maximum number of siblings to search for one image. Between a lazy image and its copy, there are only a few blank
/// texts.
pub(super) const MAX_SIBLINGS: usize = 32;

/// The URL of an image, and whether a script would load it. That is also assumed of an image without a usable `src`, because
/// old browsers know no `srcset`: pages put a copy for them in a `noscript`.
pub(super) struct ImageUrl {
    pub(super) url: String,
    pub(super) is_lazy: bool,
}

impl ImageUrl {
    fn shown(url: String) -> Self {
        Self { url, is_lazy: false }
    }

    fn lazy(url: String) -> Self {
        Self { url, is_lazy: true }
    }
}

impl Reading<'_> {
    /// The URL of the image that is visible after all scripts have run.
    pub(super) fn image_url(&self, id: NodeId, element: ElementData) -> Option<ImageUrl> {
        let src = self.attribute(element, Attr::Src).unwrap_or_default();
        let plain = || self.resolve(src, Purpose::Image).map(ImageUrl::shown);
        let picture_child = self.child_of_picture(id);
        // Most images have only a `src`.
        if picture_child.is_none() && !self.has_other_urls(element) {
            return plain();
        }
        let is_placeholder = is_placeholder(src);
        let is_declared = self.is_declared_lazy(element);
        let lazy = || self.lazy_urls(element).next().map(ImageUrl::lazy);
        let set = || self.image_set(element, picture_child).map(ImageUrl::lazy);
        // If `src` is a real image, the page shows it, and other attributes may be for enlarged views.
        if !is_placeholder && !is_declared {
            return plain().or_else(lazy).or_else(set);
        }
        let unknown = || if is_placeholder { self.unknown_source(element).map(ImageUrl::lazy) } else { None };
        lazy().or_else(set).or_else(unknown).or_else(plain)
    }

    /// Whether a class or the name of an attribute says that a script loads the image.
    fn is_declared_lazy(&self, element: ElementData) -> bool {
        self.attribute(element, Attr::Class).is_some_and(is_lazy_class)
            || NAMED_LAZY.iter().any(|&name| self.attribute(element, name).is_some())
    }

    /// The URL in the sets of an image and of the sources before it in a `picture`.
    fn image_set(&self, element: ElementData, picture_child: Option<NodeId>) -> Option<String> {
        let sources = || picture_child.into_iter().flat_map(|child| self.sources_before(child));
        let Some(own) = self.set_url(element) else {
            return sources().find_map(|source| self.set_url(source));
        };
        // HTML §4.8.4.3.9: sources come first, but some are not for all browsers and screens.
        let mut for_all = sources().filter(|&source| self.is_for_all(source));
        Some(for_all.find_map(|source| self.set_url(source)).unwrap_or(own))
    }

    /// Whether an image may have URLs besides its `src`.
    fn has_other_urls(&self, element: ElementData) -> bool {
        self.arena.attributes(element).iter().any(|attribute| match attribute.name {
            AttributeName::Known(name) => {
                LAZY_ATTRIBUTES.contains(&name) || matches!(name, Attr::Srcset | Attr::DataSrcset)
            }
            AttributeName::Other(_) => true,
            AttributeName::Element => false,
        })
    }

    /// The URL in an attribute with an unknown name, if it is absolute or begins with `/`. It names an image file, or the name of
    /// the attribute says that it is a source.
    fn unknown_source(&self, element: ElementData) -> Option<String> {
        let candidates = self.arena.attributes(element).iter().filter_map(|attribute| {
            let AttributeName::Other(name) = attribute.name else { return None };
            let (name, value) =
                (self.arena.text(name).to_ascii_lowercase(), self.arena.text(attribute.value).trim());
            let value = if name.ends_with("srcset") { largest(value)? } else { value };
            let is_file = || is_whole(value) && !value.ends_with('/');
            let is_source = names_image(value) || (name.contains("src") && is_file());
            (is_source && !is_placeholder(value)).then_some((name, value))
        });
        // Of several, the first is used, unless its name says that it is small.
        let is_small = |name: &str| SMALL_NAMES.iter().any(|part| name.contains(part));
        let (_, value) = candidates.min_by_key(|(name, _)| is_small(name))?;
        self.resolve(value, Purpose::Image)
    }

    /// The URL in an attribute of a frame with an unknown name, such as `data-cookieblock-src`: a script sets `src` after the
    /// reader has agreed.
    pub(super) fn unknown_frame(&self, element: ElementData) -> Option<String> {
        self.unknown_media(element, |_, _| true)
    }

    /// The URL in an attribute of a player with an unknown name, such as `data-mp4src`. Its poster and its subtitles may be in such
    /// attributes, too.
    pub(super) fn unknown_player(&self, element: ElementData) -> Option<String> {
        let is_other = |name: &str| {
            ["poster", "thumb", "vtt", "sub", "track", "lang"].iter().any(|part| name.contains(part))
        };
        self.unknown_media(element, |name, value| !is_other(name) && !names_image(value))
    }

    fn unknown_media(&self, element: ElementData, is_wanted: impl Fn(&str, &str) -> bool) -> Option<String> {
        self.arena.attributes(element).iter().find_map(|attribute| {
            let AttributeName::Other(name) = attribute.name else { return None };
            let name = self.arena.text(name).to_ascii_lowercase();
            let value = self.arena.text(attribute.value).trim();
            let is_source = name.contains("src") && is_whole(value) && is_wanted(&name, value);
            if is_source { self.resolve(value, Purpose::Media) } else { None }
        })
    }

    /// The URLs in lazy attributes, the most reliable first.
    pub(super) fn lazy_urls(&self, element: ElementData) -> impl Iterator<Item = String> {
        let values = LAZY_ATTRIBUTES.iter().filter_map(move |&name| {
            let value = self.attribute(element, name)?;
            // If the `src` names a file, it may be the image.
            let is_surely_image = || {
                image_extension(path(value.trim())).is_some()
                    || names_no_file(self.attribute(element, Attr::Src).unwrap_or_default())
            };
            (!GENERAL.contains(&name) || is_surely_image()).then_some(value)
        });
        values.filter_map(|value| self.lazy_url(value))
    }

    /// Whether a lazy attribute names the file of a photo. Plug-ins also make counters lazy, which are GIFs or no files.
    pub(super) fn has_lazy_photo(&self, element: ElementData) -> bool {
        let values = LAZY_ATTRIBUTES.iter().filter_map(|&name| self.attribute(element, name));
        let mut kinds = values.filter_map(|value| image_extension(path(value.trim())));
        kinds.any(|kind| kind != "gif")
    }

    /// Whether only a script knows the URL of an image.
    pub(super) fn has_template(&self, element: ElementData) -> bool {
        let names = LAZY_ATTRIBUTES.iter().chain([&Attr::DataSrcset]);
        names.filter_map(|&name| self.attribute(element, name)).any(is_template)
    }

    /// Resolves the value of a lazy attribute, if it looks like a URL. Some sites store JSON in it.
    fn lazy_url(&self, value: &str) -> Option<String> {
        let value = value.trim();
        let is_url =
            value.contains(['/', '.']) && !value.contains(['<', '>', '"', ' ']) && !is_template(value);
        // Not `Image`: a `data:` URL in such an attribute is another placeholder.
        if is_url { self.resolve(value, Purpose::Media) } else { None }
    }

    /// The URL of the largest file of a `srcset`.
    // The largest, because the screen on which an archive will be read is unknown.
    fn set_url(&self, element: ElementData) -> Option<String> {
        let lazy = self.attribute(element, Attr::DataSrcset).filter(|value| !is_template(value));
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

    /// Whether a source is for all browsers and screens.
    fn is_for_all(&self, source: ElementData) -> bool {
        const TYPES: [&str; 3] = ["image/jpeg", "image/png", "image/gif"];
        let media = self.attribute(source, Attr::Media).unwrap_or_default().trim();
        self.attribute(source, Attr::Type).is_none_or(|kind| TYPES.contains(&kind))
            && (media.is_empty() || media.eq_ignore_ascii_case("all"))
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
    names_no_file(src) || is_of_placeholder(src)
}

/// Whether the URL of an image is none, or contains all that the image shows.
fn names_no_file(src: &str) -> bool {
    let src = src.trim();
    src.is_empty() || src == "#" || src.starts_with("about:") || src.starts_with("data:")
}

/// Whether a script replaces a name in the value, as in `/rain_{width}.jpg` and `/w|vw|/rain.jpg`.
fn is_template(value: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let inner = value.split_once('|').and_then(|(_, rest)| rest.rsplit_once('|'));
    value.contains(['{', '}']) || inner.is_some_and(|(inner, _)| inner.split('|').any(is_name))
}

/// Whether a URL is absolute or begins with `/`, and its path ends like the name of an image file.
fn names_image(url: &str) -> bool {
    is_whole(path(url)) && image_extension(path(url)).is_some()
}

/// Whether a value is a URL that is absolute or begins with `/`.
fn is_whole(url: &str) -> bool {
    ["/", "https://", "http://"].iter().any(|start| url.starts_with(start))
        && !url.contains(char::is_whitespace)
        && !is_template(url)
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
            // There may also be a height: `640w 480h`.
            let mut sizes =
                descriptor.split_ascii_whitespace().filter_map(|size| size.strip_suffix(['w', 'x']));
            // `nan` and `inf` are numbers to Rust.
            let size_of = |size: &str| size.parse().ok().filter(|size: &f64| size.is_finite());
            size = sizes.next().and_then(size_of).unwrap_or(1.0);
            tail = after;
        }
        if best.is_none_or(|(_, largest)| size > largest) {
            best = Some((url, size));
        }
        rest = tail.trim_start_matches(is_separator);
    }
    best.map(|(url, _): (&str, f64)| url)
}
