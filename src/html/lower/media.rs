//! Images, figures, players and frames.

use html5ever::local_name;

use super::table::leading_number;
use super::{Element, Lowering, NodeData, NodeId, NoteKind};
use crate::normal::{fold, folded};
use crate::url::{Purpose, resolve};
use crate::{Block, Embed, EmbedKind, Figure, Image, Inline};

/// Where scripts that load images late keep the real URL, the most telling first.
pub(super) const LAZY_ATTRIBUTES: [&str; 12] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-original-src",
    "data-lazy",
    "data-echo",
    "data-backsrc",
    "data-croporisrc",
    "data-url",
    "zoomfile",
    "file",
];

/// What the names of placeholder images have in them.
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

/// The image that came last.
pub(super) struct LastImage {
    /// Its URL, if it stands in a `noscript`.
    url: Option<String>,
    origin: Origin,
}

#[derive(Clone, Copy, PartialEq)]
enum Origin {
    Plain,
    Lazy,
    Noscript,
}

impl Lowering<'_> {
    /// A `picture` offers other files for its `img`, which counts; they stand in if it has none itself.
    pub(super) fn picture(&mut self, id: NodeId) {
        let outer = self.picture.replace(id);
        self.children(id);
        self.picture = outer;
    }

    pub(super) fn image(&mut self, id: NodeId, element: &Element) {
        if is_pixel(element) {
            return self.notes.add(NoteKind::TrackingPixel, element.attribute("src").unwrap_or_default());
        }
        let alt = fold(element.attribute("alt").unwrap_or_default());
        let Some((url, origin)) = self.image_url(element) else {
            let src = element.attribute("src").unwrap_or_default();
            let kind = if is_placeholder(src) { NoteKind::Placeholder } else { NoteKind::ImageUrl };
            self.notes.add(kind, src);
            // A browser shows `alt` where an image is missing, but not where one stands in for another.
            let stands_in = src.starts_with("data:") && !src.starts_with("data:image/svg");
            if !stands_in && !self.has_noscript_copy(id) {
                self.text(&alt);
            }
            return;
        };
        if self.is_noscript_twin(&url, origin) {
            return self.notes.add(NoteKind::NoscriptCopy, &url);
        }
        self.last_image = Some(LastImage { url: self.in_noscript.then(|| url.clone()), origin });
        self.build.leaf(Inline::Image(Image {
            url,
            alt,
            title: element.attribute("title").and_then(folded),
            width: pixels(element, "width"),
            height: pixels(element, "height"),
        }));
    }

    /// Whether the image is followed by a `noscript` with the real one.
    fn has_noscript_copy(&self, id: NodeId) -> bool {
        let is_blank = |&node: &NodeId| match self.dom.data(node) {
            NodeData::Text(text) => text.trim().is_empty(),
            NodeData::Element(_) | NodeData::Document => false,
            NodeData::Comment => true,
        };
        let next = self.dom.following_siblings(id).find(|node| !is_blank(node));
        next.is_some_and(|node| {
            self.dom.tag(node) == "noscript"
                && self.dom.descendants(node).any(|inner| self.dom.tag(inner) == "img")
        })
    }

    /// Whether this lazy image was just shown by the `noscript` before it.
    fn is_noscript_twin(&self, url: &str, origin: Origin) -> bool {
        let last = self.last_image.as_ref();
        origin == Origin::Lazy
            && last.is_some_and(|last| last.origin == Origin::Noscript && last.url.as_deref() == Some(url))
    }

    /// The image that a reader would see once all scripts have run.
    fn image_url(&self, element: &Element) -> Option<(String, Origin)> {
        let src = element.attribute("src").unwrap_or_default();
        let plain = || resolve(src, Some(self.base), Purpose::Image).map(|url| (url, Origin::Plain));
        if self.picture.is_none() && !has_other_urls(element) {
            return plain();
        }
        let is_lazy =
            is_placeholder(src) || element.attribute("class").is_some_and(|class| class.contains("lazy"));
        let lazy = || {
            let mut values = LAZY_ATTRIBUTES.iter().filter_map(|name| element.attribute(name));
            values.find_map(|value| self.lazy_url(value)).map(|url| (url, Origin::Lazy))
        };
        let set = || {
            let sources = self.picture.into_iter().flat_map(|picture| self.dom.children(picture));
            let sources = sources.filter_map(|child| self.dom.element(child));
            let url = std::iter::once(element).chain(sources).find_map(|element| self.set_url(element))?;
            Some((url, Origin::Lazy))
        };
        if is_lazy { lazy().or_else(set).or_else(plain) } else { plain().or_else(lazy).or_else(set) }
    }

    /// The largest file of a `srcset`.
    fn set_url(&self, element: &Element) -> Option<String> {
        let mut values = ["srcset", "data-srcset"].iter().filter_map(|name| element.attribute(name));
        values.find_map(|value| resolve(largest(value)?, Some(self.base), Purpose::Image))
    }

    /// A lazy attribute's value, if it looks like a URL: sites keep JSON there, too.
    fn lazy_url(&self, value: &str) -> Option<String> {
        let value = value.trim();
        let is_url =
            value.contains(['/', '.']) && !value.contains(|c: char| "{}<>\"".contains(c) || c == ' ');
        if is_url { resolve(value, Some(self.base), Purpose::Media) } else { None }
    }

    /// Content for readers without scripts, unless it is the copy of the lazy image before it.
    pub(super) fn noscript(&mut self, id: NodeId) {
        let only_images = self.dom.descendants(id).all(|node| match self.dom.data(node) {
            NodeData::Text(text) => text.trim().is_empty(),
            NodeData::Element(element) => {
                matches!(element.tag(), "noscript" | "img" | "picture" | "source")
            }
            NodeData::Document | NodeData::Comment => true,
        });
        let follows_lazy = self.last_image.as_ref().is_some_and(|last| last.origin == Origin::Lazy);
        if only_images && follows_lazy {
            return self.notes.add(NoteKind::NoscriptCopy, "");
        }
        let outer = std::mem::replace(&mut self.in_noscript, true);
        self.children(id);
        self.in_noscript = outer;
        if let Some(last) = &mut self.last_image
            && only_images
        {
            last.origin = Origin::Noscript;
        }
    }

    /// A figure of images becomes one with its caption; of anything else, the caption comes after it.
    pub(super) fn figure(&mut self, id: NodeId) {
        self.build.flow.end_line();
        let outer_caption = self.caption.replace(Vec::new());
        let outer = self.build.splice();
        self.children(id);
        let content = self.build.leave(outer);
        let caption = std::mem::replace(&mut self.caption, outer_caption).unwrap_or_default();
        match only_images(content) {
            Ok(images) => self.build.flow.block(Block::Figure(Figure { images, caption })),
            Err(blocks) => {
                blocks.into_iter().chain(caption).for_each(|block| self.build.flow.block(block));
            }
        }
    }

    pub(super) fn figcaption(&mut self, id: NodeId) {
        if self.caption.is_none() || !self.build.has_room() {
            return self.transparent_block(id);
        }
        // A figure within the caption has a caption of its own.
        let outer = self.caption.take();
        let content = self.nested(id);
        self.caption = outer.map(|mut caption| {
            caption.extend(content);
            caption
        });
        self.last_image = None;
    }

    pub(super) fn frame(&mut self, element: &Element) {
        if is_pixel(element) {
            return self.notes.add(NoteKind::TrackingPixel, element.attribute("src").unwrap_or_default());
        }
        let url = self.media_url(element);
        self.embed(EmbedKind::Frame, url, element);
    }

    /// `src` or, where a script fills it in late, the attribute that has the real one.
    fn media_url(&self, element: &Element) -> Option<String> {
        let values = ["src", "data-src", "data-lazy-src", "data-original"];
        let mut values = values.iter().filter_map(|name| element.attribute(name));
        values.find_map(|value| resolve(value, Some(self.base), Purpose::Media))
    }

    /// A `video` or `audio`: its own URL, or that of the first `source` with a usable one.
    pub(super) fn player(&mut self, id: NodeId, element: &Element) {
        let kind = if element.tag() == "video" { EmbedKind::Video } else { EmbedKind::Audio };
        let is_source = |element: &&Element| element.tag() == "source";
        let sources = self.dom.descendants(id).filter_map(|node| self.dom.element(node)).filter(is_source);
        let found = std::iter::once(element)
            .chain(sources)
            .find_map(|element| Some((self.media_url(element)?, element.attribute("type").and_then(folded))));
        let (url, media_type) = found.unzip();
        self.embed_with_type(kind, url, element, media_type.flatten());
    }

    /// An `embed`, or an `object` as such: a page or a file for a plug-in.
    pub(super) fn plugin(&mut self, element: &Element, attribute: &str) {
        let value = element.attribute(attribute);
        let url = value.and_then(|value| resolve(value, Some(self.base), Purpose::Media));
        self.embed(EmbedKind::Frame, url, element);
    }

    /// What an `object` holds is there for those who cannot show it; without that, it stands for itself.
    pub(super) fn object(&mut self, id: NodeId, element: &Element) {
        let is_param = |element: &Element| element.tag() == "param";
        let has_content = self.dom.children(id).any(|child| match self.dom.data(child) {
            NodeData::Text(text) => !text.trim().is_empty(),
            NodeData::Element(element) => !is_param(element),
            NodeData::Document | NodeData::Comment => false,
        });
        if has_content { self.children(id) } else { self.plugin(element, "data") }
    }

    fn embed(&mut self, kind: EmbedKind, url: Option<String>, element: &Element) {
        self.embed_with_type(kind, url, element, None);
    }

    fn embed_with_type(
        &mut self,
        kind: EmbedKind,
        url: Option<String>,
        element: &Element,
        media_type: Option<String>,
    ) {
        let Some(url) = url else {
            return self.notes.add(NoteKind::EmbedUrl, element.attribute("src").unwrap_or_default());
        };
        let poster = element.attribute("poster");
        let poster = poster.and_then(|poster| resolve(poster, Some(self.base), Purpose::Image));
        let title = element.attribute("title").and_then(folded);
        self.last_image = None;
        self.build.flow.block(Block::Embed(Embed { kind, url, media_type, poster, title }));
    }
}

/// All images, if the blocks are nothing but figures without captions; else the blocks.
fn only_images(blocks: Vec<Block>) -> Result<Vec<crate::FigureImage>, Vec<Block>> {
    let is_plain = |block: &Block| matches!(block, Block::Figure(figure) if figure.caption.is_empty());
    if blocks.is_empty() || !blocks.iter().all(is_plain) {
        return Err(blocks);
    }
    let images = blocks.into_iter().flat_map(|block| match block {
        Block::Figure(figure) => figure.images,
        _ => Vec::new(),
    });
    Ok(images.collect())
}

/// At most 1×1 pixels: it is there to count its readers.
fn is_pixel(element: &Element) -> bool {
    let small = |name| element.attribute(name).and_then(leading_number).is_some_and(|pixels| pixels <= 1);
    small("width") && small("height")
}

/// An attribute's value in CSS pixels; percentages are not.
fn pixels(element: &Element, name: &str) -> Option<u32> {
    let value = element.attribute(name)?;
    if value.contains('%') { None } else { leading_number(value).filter(|&pixels| pixels > 0) }
}

/// Whether an image may have URLs besides its `src`: in any attribute but the usual ones.
fn has_other_urls(element: &Element) -> bool {
    element.attributes.iter().any(|attribute| {
        !matches!(
            attribute.name.local,
            local_name!("src")
                | local_name!("alt")
                | local_name!("class")
                | local_name!("title")
                | local_name!("width")
                | local_name!("height")
        )
    })
}

/// Whether an image's URL is one that stands in until a script sets the real one.
fn is_placeholder(src: &str) -> bool {
    let src = src.trim();
    if src.is_empty() || src == "#" || src.starts_with("about:") {
        return true;
    }
    if src.starts_with("data:") {
        return true;
    }
    let file = src.rsplit('/').next().unwrap_or(src).to_ascii_lowercase();
    PLACEHOLDER_NAMES.iter().any(|name| file.contains(name))
}

/// The URL of the largest candidate of a `srcset` (HTML §4.8.4.2.1).
fn largest(srcset: &str) -> Option<&str> {
    let mut best = None;
    let mut rest = srcset.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (mut url, mut tail) = rest.split_at(end);
        let mut size = 1.0;
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
        rest = tail.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    }
    best.map(|(url, _): (&str, f64)| url)
}
