//! The images of a clip's source. Which of its addresses an image has is a matter of many rules (`docs/mapping.md`), so the law is
//! weaker: each image has one of its own addresses, and no other addresses appear.

use std::collections::BTreeSet;

use dom_query::NodeRef;
use newsclip::Url;

use super::seen::normal;

/// An image of the source.
#[derive(Debug)]
pub(super) struct Source {
    /// The addresses that its markup contains.
    urls: Vec<String>,
    /// Whether it may be left out: an image for readers without scripts is usually a copy of another one, or counts readers.
    is_optional: bool,
}

/// The images that were found so far.
#[derive(Debug, Default)]
pub(super) struct Images(Vec<Source>);

/// What the walk does with an image.
pub(super) enum Shown {
    Image,
    /// The text of an image without a usable address.
    Text(String),
    Nothing,
}

impl Images {
    /// Adds an image.
    pub(super) fn add(&mut self, node: &NodeRef<'_>, base: &Url, may_be_left_out: bool) -> Shown {
        let is_pixel = is_small(node, "width") && is_small(node, "height");
        let is_optional = is_pixel || may_be_left_out;
        let urls = urls(node, base);
        if has_template(node) {
            // Its address is one that the markup has, or it is replaced by its text.
            self.0.push(Source { urls, is_optional: true });
            return Shown::Text(node.attr_or("alt", "").to_string());
        }
        if !urls.is_empty() {
            self.0.push(Source { urls, is_optional });
            return if is_pixel { Shown::Nothing } else { Shown::Image };
        }
        // The placeholder of a lazy image shows no text. An address is not a text.
        let src = node.attr_or("src", "");
        let is_placeholder = src.starts_with("data:") && !src.starts_with("data:image/svg");
        let alt = node.attr_or("alt", "");
        if is_pixel || is_placeholder || alt.contains("://") {
            Shown::Nothing
        } else {
            Shown::Text(alt.to_string())
        }
    }

    /// Adds an address that another element has, and that may be that of an image.
    pub(super) fn add_optional(&mut self, url: Option<String>) {
        self.0.extend(url.map(|url| Source { urls: vec![url], is_optional: true }));
    }

    /// The first difference from the images of the tree.
    pub(super) fn difference(&self, found: &BTreeSet<String>) -> Option<String> {
        let is_missing =
            |image: &&Source| !image.is_optional && !image.urls.iter().any(|url| found.contains(url));
        if let Some(image) = self.0.iter().find(is_missing) {
            return Some(format!("image {} is missing", image.urls[0]));
        }
        let known: BTreeSet<&String> = self.0.iter().flat_map(|image| &image.urls).collect();
        let added = found.iter().find(|url| !known.contains(url))?;
        Some(format!("image {added} was added"))
    }
}

/// The attributes from which scripts read the address of an image.
const KNOWN: [&str; 16] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-original-src",
    "data-lazy",
    "data-lazyload",
    "data-delayed-url",
    "data-cfsrc",
    "data-echo",
    "data-backsrc",
    "data-croporisrc",
    "data-url",
    "nitro-lazy-src",
    "zoomfile",
    "file",
];

/// Whether scripts replace a part of a lazy address.
fn has_template(node: &NodeRef<'_>) -> bool {
    node.attrs().iter().any(|attribute| {
        let (name, value) = (&*attribute.name.local, &attribute.value);
        (KNOWN.contains(&name) || name == "data-srcset") && value.contains(['{', '}', '|'])
    })
}

fn is_small(node: &NodeRef<'_>, name: &str) -> bool {
    let value = node.attr(name);
    value.is_some_and(|value| matches!(value.trim().trim_end_matches("px"), "0" | "1"))
}

/// The maximum number of nodes of a `picture` to examine for each image in it.
const MAX_NODES: usize = 64;

/// All addresses in the markup of an image, that of its `src` first.
fn urls(node: &NodeRef<'_>, base: &Url) -> Vec<String> {
    let picture = node.ancestors_it(Some(4)).find(|node| node.node_name().as_deref() == Some("picture"));
    let sources =
        picture.into_iter().flat_map(|picture| picture.descendants_it().take(MAX_NODES).collect::<Vec<_>>());
    let sources = sources.filter(|node| node.node_name().as_deref() == Some("source"));
    let mut urls: Vec<String> = node.attr("src").and_then(|src| resolved(&src, base)).into_iter().collect();
    for node in std::iter::once(*node).chain(sources) {
        for attribute in node.attrs() {
            match &*attribute.name.local {
                name if name.ends_with("srcset") => urls.extend(of_set(&attribute.value, base)),
                name if is_lazy(name, &attribute.value) => urls.extend(resolved(&attribute.value, base)),
                _ => {}
            }
        }
    }
    urls
}

/// Whether scripts read the address of an image from this attribute.
fn is_lazy(name: &str, value: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".heif",
        ".jxl", ".apng",
    ];
    let path = value.split(['?', '#']).next().unwrap_or_default().trim().to_ascii_lowercase();
    // A name alone may be that of anything.
    let is_whole = ["/", "http://", "https://"].iter().any(|start| path.starts_with(start));
    let names_image = || ENDINGS.iter().any(|ending| path.ends_with(ending)) || name.contains("src");
    value.contains(['/', '.'])
        && !value.trim_end().ends_with('/')
        && (KNOWN.contains(&name) || (is_whole && names_image()))
}

/// The addresses of a `srcset`.
fn of_set(value: &str, base: &Url) -> Vec<String> {
    let words = value.split_ascii_whitespace();
    words.filter_map(|word| resolved(word.trim_matches(','), base)).collect()
}

/// An address, if it may be that of an image. Small `data:` images are placeholders.
fn resolved(value: &str, base: &Url) -> Option<String> {
    let value = value.trim();
    if value.starts_with("data:") {
        let is_image = value.starts_with("data:image/") && !value.starts_with("data:image/svg");
        return (is_image && value.len() >= 256).then(|| normal(value));
    }
    // Attributes also hold numbers, names and JSON.
    if value.is_empty() || value.contains(['{', '"', '<', ' ']) {
        return None;
    }
    let url = base.join(value).ok()?;
    matches!(url.scheme(), "http" | "https" | "ftp").then(|| url.to_string())
}
