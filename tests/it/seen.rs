//! The visible content of HTML, found by a walk over html5ever's DOM that is independent of the library's tree.
//!
//! The same walk examines a page and the HTML rendered from its Markdown. Content that no converter can be expected to keep is
//! ignored on both sides: scripts, styles, form controls, hidden elements, tracking pixels, frames and players. A drawing counts as
//! its label. Content that a script would load, or that is in `noscript`, may be present or not.

use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use url::Url;

/// The visible content.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// All visible characters.
    pub text: String,
    /// The offsets in the text at which spaces, or the edges of blocks, cells and lines, separate words.
    pub breaks: BTreeSet<usize>,
    /// The text of links, by URL.
    pub links: BTreeMap<String, String>,
    /// The possible URLs of each image: a lazy image has several.
    pub images: Vec<Vec<String>>,
    /// URLs of images that may be left out: lazy ones, and copies and tracking pixels in `noscript`.
    pub optional_images: BTreeSet<String>,
    /// URLs of links without other content.
    pub optional_links: BTreeSet<String>,
    /// The level and text of each heading.
    pub headings: Vec<(u8, String)>,
    pub strong: String,
    pub emphasis: String,
    pub strikethrough: String,
    /// The nesting of each list item with content, and whether the item may be left out.
    pub items: Vec<(usize, bool)>,
    /// The text in quotations.
    pub quotes: String,
    /// The text of each cell with content, and whether the cell may be left out, because its table may only arrange the page.
    pub cells: Vec<(String, bool)>,
    /// Preformatted text with its white space, except for a final line feed.
    pub code: Vec<String>,
    /// The letters of elements whose lines have the class `line`, or that are named after code: outputs may show them as code.
    pub listings: Vec<String>,
    /// The URLs of frames and players, which outputs may link to.
    pub embeds: Vec<String>,
}

/// The context of a node.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each mark is on or off by itself")]
struct Place {
    heading: Option<u8>,
    strong: bool,
    emphasis: bool,
    strikethrough: bool,
    quote: bool,
    preformatted: bool,
    optional: bool,
    lists: usize,
    arranged: bool,
    /// In a heading, term or header cell that shows nothing but a button.
    keeps_button: bool,
}

struct Look<'a> {
    base: &'a Url,
    /// Links to these are ignored.
    embeds: &'a [String],
    seen: Seen,
    /// The number of images that may be left out.
    optional: usize,
    /// The content of the links around this place, the innermost last. A link in a link gets all of its content.
    open_links: Vec<LinkContent>,
}

#[derive(Default)]
struct LinkContent {
    text: String,
    images: usize,
}

/// The visible content of a whole page, which may declare its own base.
pub fn of_page(html: &str, base: &Url) -> Seen {
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let dom = parse_document(RcDom::default(), options).one(html);
    let own = find(&dom.document, "base").and_then(|node| attribute(&node, "href"));
    let base = own.and_then(|own| base.join(&own).ok()).unwrap_or_else(|| base.clone());
    // Links to frames and players are ignored on both sides.
    let embeds = look(&dom.document, &base, &[]).embeds;
    look(&dom.document, &base, &embeds)
}

/// The visible content of HTML rendered from the Markdown of a page with these frames and players.
pub fn of_fragment(html: &str, base: &Url, embeds: &[String]) -> Seen {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = false;
    let dom = parse_fragment(RcDom::default(), options, body, vec![], false).one(html);
    look(&dom.document, base, embeds)
}

fn look(node: &Handle, base: &Url, embeds: &[String]) -> Seen {
    let mut look = Look { base, embeds, seen: Seen::default(), optional: 0, open_links: Vec::new() };
    look.node(node, Place::default());
    look.end_word();
    look.seen
}

impl Look<'_> {
    fn node(&mut self, node: &Handle, place: Place) {
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow(), place),
            NodeData::Element { name, .. } if name.ns == ns!(html) => self.element(node, &name.local, place),
            NodeData::Element { .. } => self.drawing(node, place),
            _ => self.children(node, place),
        }
    }

    fn children(&mut self, node: &Handle, place: Place) {
        let children = node.children.borrow();
        children.iter().for_each(|child| self.node(child, place));
    }

    fn text(&mut self, text: &str, place: Place) {
        for c in text.chars() {
            match c {
                c if c.is_whitespace() => {
                    self.end_word();
                    continue;
                }
                '\u{fffe}' | '\u{ffff}' => continue,
                c if c.is_control() => continue,
                _ => {}
            }
            self.seen.text.push(c);
            if let Some(link) = self.open_links.last_mut() {
                link.text.push(c);
            }
            let marks = [
                (place.strong, &mut self.seen.strong),
                (place.emphasis, &mut self.seen.emphasis),
                (place.strikethrough, &mut self.seen.strikethrough),
                (place.quote, &mut self.seen.quotes),
            ];
            marks.into_iter().filter(|(is_in, _)| *is_in).for_each(|(_, marked)| marked.push(c));
        }
    }

    fn end_word(&mut self) {
        self.seen.breaks.insert(self.seen.text.len());
    }

    fn element(&mut self, node: &Handle, name: &str, mut place: Place) {
        if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "th") {
            place.keeps_button = shows_only_a_button(node);
        }
        if attribute(node, "hidden").is_some_and(|hidden| hidden != "until-found") {
            return;
        }
        match name {
            "button" if place.keeps_button || has_block(node) => self.children(node, place),
            "template" if is_shadow_root(node) => self.children(&template_content(node), place),
            "script" | "style" | "template" | "title" | "meta" | "link" | "base" | "noframes" | "noembed"
            | "button" | "input" | "select" | "datalist" | "textarea" | "option" | "optgroup" | "rp" => {}
            "noscript" => self.children(node, Place { optional: true, ..place }),
            "object" => self.object(node, place),
            "iframe" | "video" | "audio" | "embed" | "amp-iframe" | "amp-video" | "amp-audio" => {
                self.embed(node);
            }
            "img" | "image" | "amp-img" => self.image(node, place),
            "br" => self.end_word(),
            // Browsers draw these; Markdown must write them.
            "q" => {
                self.text("“", place);
                self.children(node, place);
                self.text("”", place);
            }
            "b" | "strong"
                if attribute(node, "style").is_some_and(|style| style.starts_with("font-weight:normal")) =>
            {
                self.children(node, place);
            }
            "b" | "strong" => self.children(node, Place { strong: true, ..place }),
            "i" | "em" | "cite" | "dfn" | "var" => self.children(node, Place { emphasis: true, ..place }),
            "s" | "strike" | "del" => self.children(node, Place { strikethrough: true, ..place }),
            "a" => self.link(node, place),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                place.heading = name[1..].parse().ok();
                self.heading(node, place);
            }
            "ul" | "ol" | "menu" | "dir" => {
                place.lists += usize::from(!is_first_in_list(node));
                self.apart(node, place);
            }
            "li" => self.item(node, place),
            "table" => self.maybe_listing(node, Place { arranged: may_arrange(node), ..place }),
            "div" => self.maybe_listing(node, place),
            "td" | "th" => self.cell(node, place),
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted(node, place),
            "blockquote" => self.apart(node, Place { quote: true, ..place }),
            name if is_block(name) => self.apart(node, place),
            _ => self.children(node, place),
        }
    }

    /// A block, which separates words before and after it.
    fn apart(&mut self, node: &Handle, place: Place) {
        self.end_word();
        self.children(node, place);
        self.end_word();
    }

    /// Whether there is new content since `before`.
    fn has_grown(&self, before: (usize, usize)) -> bool {
        self.size() != before
    }

    fn size(&self) -> (usize, usize) {
        (self.seen.text.len(), self.seen.images.len())
    }

    fn drawing(&mut self, node: &Handle, place: Place) {
        if attribute(node, "aria-hidden").is_some_and(|hidden| hidden == "true") {
            return;
        }
        let title = || find(node, "title").map(|title| text_of(&title));
        if let Some(label) = attribute(node, "aria-label").or_else(title) {
            self.text(&label, place);
        }
    }

    fn heading(&mut self, node: &Handle, place: Place) {
        let before = self.size();
        self.apart(node, place);
        // Images are compared by themselves, and some may be left out.
        if self.seen.text.len() > before.0 {
            let level = place.heading.unwrap_or_default();
            self.seen.headings.push((level, self.seen.text[before.0..].to_string()));
        }
    }

    fn item(&mut self, node: &Handle, place: Place) {
        let (index, before, optional) = (self.seen.items.len(), self.size(), self.optional);
        // An `li` without a list is also shown as a bullet.
        let place = Place { lists: place.lists.max(1), ..place };
        self.apart(node, place);
        let is_seen = self.has_grown(before);
        if is_seen || self.optional > optional {
            self.seen.items.insert(index, (place.lists, !is_seen));
        }
    }

    fn cell(&mut self, node: &Handle, place: Place) {
        let (index, before, optional) = (self.seen.cells.len(), self.size(), self.optional);
        self.apart(node, Place { lists: 0, ..place });
        let is_seen = self.has_grown(before);
        if is_seen || self.optional > optional {
            let text = self.seen.text[before.0..].to_string();
            self.seen.cells.insert(index, (text, place.arranged || !is_seen));
        }
    }

    fn maybe_listing(&mut self, node: &Handle, place: Place) {
        let before = self.size();
        self.apart(node, place);
        let is_line = |class: String| class.contains("line");
        let has_lines =
            || node.children.borrow().iter().any(|child| attribute(child, "class").is_some_and(is_line));
        let class = attribute(node, "class").unwrap_or_default();
        if ["highlight", "code", "fragment"].iter().any(|word| class.contains(word)) || has_lines() {
            self.seen.listings.push(self.seen.text[before.0..].to_string());
        }
    }

    fn preformatted(&mut self, node: &Handle, place: Place) {
        let before = self.size();
        self.apart(node, Place { preformatted: true, ..place });
        if self.has_grown(before) && !place.preformatted {
            let mut code = String::new();
            push_verbatim(&mut code, node);
            self.seen.code.push(code.trim_end_matches('\n').to_string());
        }
    }

    fn link(&mut self, node: &Handle, place: Place) {
        let url = attribute(node, "href").and_then(|href| self.resolve(&href));
        if url.as_ref().is_some_and(|url| self.embeds.contains(url)) {
            return;
        }
        let Some(url) = url else { return self.children(node, place) };
        let optional = self.optional;
        self.open_links.push(LinkContent::default());
        self.children(node, place);
        let LinkContent { text, images } = self.open_links.pop().expect("pushed above");
        if !text.is_empty() || images > 0 {
            self.seen.links.entry(url).or_default().push_str(&text);
        } else if self.optional > optional {
            self.seen.optional_links.insert(url);
        }
    }

    fn image(&mut self, node: &Handle, place: Place) {
        let is_tiny = |name| {
            attribute(node, name).is_some_and(|value| matches!(value.trim(), "0" | "1" | "0px" | "1px"))
        };
        if is_tiny("width") && is_tiny("height") {
            return;
        }
        let mut urls = self.urls_of_image(node);
        if let Some(picture) = parent(node).filter(|parent| is_element(parent, "picture")) {
            let sources = picture.children.borrow();
            urls.extend(sources.iter().flat_map(|source| self.urls_of_image(source)));
        }
        // Browsers show the description in place of an image that they cannot load. Without the URL that only a script knows, it
        // is all that can be kept of an image.
        let is_missing = attribute(node, "src").is_none_or(|src| src.trim().is_empty());
        let has_pattern = || attribute(node, "data-src").is_some_and(|url| is_pattern(&url));
        if urls.is_empty() && (is_missing || has_pattern()) {
            if !has_copy_in_noscript(node) {
                self.text(&attribute(node, "alt").unwrap_or_default(), place);
            }
            return;
        }
        let is_counter = |url: &str| {
            let path = url.split(['?', '#']).next().unwrap_or_default();
            let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
            let types = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"];
            let has_type = types.iter().any(|ending| file.ends_with(ending));
            attribute(node, "alt").is_none_or(|alt| alt.is_empty()) && (!has_type || file == "b.gif")
        };
        let is_optional = place.optional || urls.iter().all(|(url, is_lazy)| *is_lazy || is_counter(url));
        let urls: Vec<String> = urls.into_iter().map(|(url, _)| url).collect();
        if is_optional {
            self.optional += 1;
            self.seen.optional_images.extend(urls);
        } else {
            self.seen.images.push(urls);
            if let Some(link) = self.open_links.last_mut() {
                link.images += 1;
            }
        }
    }

    /// The possible URLs of an image, and whether only a script would load them.
    fn urls_of_image(&self, node: &Handle) -> Vec<(String, bool)> {
        let NodeData::Element { attrs, .. } = &node.data else { return Vec::new() };
        let mut urls = Vec::new();
        for attribute in attrs.borrow().iter() {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            let is_lazy = !matches!(name, "src" | "srcset");
            let candidates: Vec<&str> = match name {
                "src" => vec![value],
                name if name.ends_with("srcset") => candidates(value),
                "alt" | "title" => vec![],
                // Vue binds such attributes to expressions: `v-bind:src="item.image"`.
                name if name.contains(':') => vec![],
                "file" | "zoomfile" => vec![value],
                name if name.contains("src") || name.starts_with("data-") || is_image_file(value) => {
                    vec![value].into_iter().filter(|value| may_name_file(value)).collect()
                }
                _ => vec![],
            };
            let candidates = candidates.into_iter().map(|url| url.trim().trim_end_matches(','));
            let is_pattern = |url: &&str| is_lazy && is_pattern(url);
            let candidates =
                candidates.filter(|url| !url.is_empty() && !url.starts_with("data:") && !is_pattern(url));
            urls.extend(candidates.filter_map(|url| Some((self.resolve(url)?, is_lazy))));
        }
        urls
    }

    /// Browsers without the plug-in show the content of an `object`, which is preferred.
    fn object(&mut self, node: &Handle, place: Place) {
        if attribute(node, "type").is_some_and(|kind| kind.starts_with("image/"))
            && find(node, "img").is_none()
        {
            return self.embed(node);
        }
        let before = (self.size(), self.seen.embeds.len());
        self.children(node, place);
        if before == (self.size(), self.seen.embeds.len()) {
            self.embed(node);
        }
    }

    fn embed(&mut self, node: &Handle) {
        let NodeData::Element { attrs, .. } = &node.data else { return };
        let is_source = |name: &str| name.contains("src") || matches!(name, "data" | "poster");
        let attributes = attrs.borrow();
        let sources = attributes.iter().filter(|attribute| is_source(&attribute.name.local));
        let urls = sources.map(|source| source.value.to_string()).filter(|url| !url.trim().is_empty());
        let urls: Vec<String> = urls.filter_map(|url| self.resolve(&url)).collect();
        // An object may be an image, and a video its poster.
        self.seen.optional_images.extend(urls.iter().cloned());
        self.seen.embeds.extend(urls);
        node.children.borrow().iter().for_each(|child| self.embed(child));
    }

    /// URLs are compared in the form of the `url` crate. Only those that a reader can follow count.
    fn resolve(&self, url: &str) -> Option<String> {
        let url = self.base.join(url.trim_matches(|c: char| c <= ' ')).ok()?;
        let can_follow = matches!(url.scheme(), "http" | "https" | "mailto" | "tel");
        let encoded = [
            ("%20", " "),
            ("%5B", "["),
            ("%5D", "]"),
            ("%7C", "|"),
            ("%27", "'"),
            ("%7B", "{"),
            ("%7D", "}"),
            ("%5E", "^"),
            ("%60", "`"),
            ("%5C", "\\"),
            // comrak writes this for a percent sign that encodes nothing.
            ("%25", "%"),
        ];
        can_follow.then(|| encoded.iter().fold(url.to_string(), |url, (code, c)| url.replace(code, c)))
    }
}

/// Whether a button shows more than a word.
fn has_block(node: &Handle) -> bool {
    let blocks = [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "menu",
        "dir",
        "li",
        "dl",
        "table",
        "blockquote",
        "figure",
        "pre",
        "listing",
        "xmp",
        "plaintext",
        "hr",
        "picture",
    ];
    let has_widths = |set: String| set.split(',').any(|candidate| candidate.trim_end().ends_with('w'));
    let is_large = |node: &Handle| attribute(node, "srcset").is_some_and(has_widths);
    node.children.borrow().iter().any(|child| {
        attribute(child, "hidden").is_none()
            && (blocks.iter().any(|name| is_element(child, name)) || is_large(child) || has_block(child))
    })
}

/// Whether a `template` is the shadow root of the element around it. Pages have them only where they are allowed.
fn is_shadow_root(node: &Handle) -> bool {
    attribute(node, "shadowrootmode").is_some_and(|mode| matches!(&*mode, "open" | "closed"))
}

fn template_content(node: &Handle) -> Handle {
    match &node.data {
        NodeData::Element { template_contents, .. } => {
            template_contents.borrow().clone().expect("a template has content")
        }
        _ => node.clone(),
    }
}

/// Whether an image has a copy in a `noscript` after it.
fn has_copy_in_noscript(node: &Handle) -> bool {
    let Some(parent) = parent(node) else { return false };
    let siblings = parent.children.borrow();
    let mut after = siblings.iter().skip_while(|sibling| !std::rc::Rc::ptr_eq(sibling, node));
    let noscript = after.find(|sibling| is_element(sibling, "noscript"));
    let has_alt = |copy: &Handle| attribute(copy, "alt") == attribute(node, "alt");
    noscript.is_some_and(|noscript| noscript.children.borrow().iter().any(has_alt))
}

/// The URLs of the candidates in a `srcset` (HTML §4.8.4.2.1): each ends at white space, and its descriptors at a comma.
fn candidates(srcset: &str) -> Vec<&str> {
    let mut urls = Vec::new();
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let (url, after) = rest.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((rest, ""));
        if url.is_empty() {
            return urls;
        }
        urls.push(url);
        rest = if url.ends_with(',') { after } else { after.split_once(',').map_or("", |(_, rest)| rest) };
    }
}

/// The text of a `pre`, where a `br` and the edges of blocks end a line. Browsers show nothing for a carriage return.
fn push_verbatim(text: &mut String, node: &Handle) {
    match &node.data {
        NodeData::Text { contents } => text.push_str(&contents.borrow().replace('\r', "")),
        NodeData::Element { name, .. } if &*name.local == "br" => text.push('\n'),
        NodeData::Element { name, .. } if matches!(&*name.local, "button" | "script" | "style") => {}
        NodeData::Element { name, .. } if is_block(&name.local) => {
            end_line(text);
            node.children.borrow().iter().for_each(|child| push_verbatim(text, child));
            end_line(text);
        }
        _ => node.children.borrow().iter().for_each(|child| push_verbatim(text, child)),
    }
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Elements that browsers show on separate lines (HTML §15.3), or apart from their neighbours.
fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "main",
        "marquee",
        "nav",
        "p",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
    ];
    BLOCKS.contains(&name)
}

fn parent(node: &Handle) -> Option<Handle> {
    let parent = node.parent.take();
    let strong = parent.as_ref().and_then(std::rc::Weak::upgrade);
    node.parent.set(parent);
    strong
}

/// Whether a list is in another list before any item, possibly within a block: its items belong to the outer list.
fn is_first_in_list(node: &Handle) -> bool {
    parent(node).is_some_and(|parent| {
        let is_list = ["ul", "ol", "menu", "dir"].iter().any(|list| is_element(&parent, list));
        let siblings = parent.children.borrow();
        let mut before = siblings.iter().take_while(|sibling| !std::rc::Rc::ptr_eq(sibling, node));
        let has_item_before = before.any(|sibling| is_element(sibling, "li"));
        let is_around = ["div", "form", "nav", "section"].iter().any(|name| is_element(&parent, name));
        !has_item_before && (is_list || is_around && is_first_in_list(&parent))
    })
}

fn is_element(node: &Handle, wanted: &str) -> bool {
    matches!(&node.data, NodeData::Element { name, .. } if &*name.local == wanted)
}

/// Whether an element contains a button, and neither text nor images outside of it.
fn shows_only_a_button(node: &Handle) -> bool {
    fn is_empty(node: &Handle) -> bool {
        match &node.data {
            NodeData::Text { contents } => contents.borrow().trim().is_empty(),
            _ if ["button", "script", "style"].iter().any(|name| is_element(node, name)) => true,
            _ if is_element(node, "img") => false,
            _ => node.children.borrow().iter().all(is_empty),
        }
    }
    find(node, "button").is_some() && is_empty(node)
}

fn text_of(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => node.children.borrow().iter().map(text_of).collect(),
    }
}

fn find(node: &Handle, name: &str) -> Option<Handle> {
    node.children.borrow().iter().find_map(|child| match &child.data {
        NodeData::Element { name: found, .. } if &*found.local == name => Some(child.clone()),
        _ => find(child, name),
    })
}

fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attributes = attrs.borrow();
    let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
    found.map(|attribute| attribute.value.to_string())
}

impl Seen {
    /// The fields that differ, each with the expected and the found content at the first difference.
    pub fn differences(&self, found: &Seen) -> Vec<(&'static str, String)> {
        let mut all = Vec::new();
        let mut compare = |field: &'static str, is_same: bool, expected: String, found: String| {
            if !is_same {
                all.push((field, around_difference(&expected, &found)));
            }
        };
        let show = |value: &dyn std::fmt::Debug| format!("{value:?}");
        compare("text", same_letters(&self.text, &found.text), self.text.clone(), found.text.clone());
        compare("headings", self.headings == found.headings, show(&self.headings), show(&found.headings));
        compare("strong", self.strong == found.strong, self.strong.clone(), found.strong.clone());
        compare("emphasis", self.emphasis == found.emphasis, self.emphasis.clone(), found.emphasis.clone());
        let struck = self.strikethrough == found.strikethrough;
        compare("strikethrough", struck, self.strikethrough.clone(), found.strikethrough.clone());
        compare("items", same_items(&self.items, &found.items), show(&self.items), show(&found.items));
        compare("quotes", self.quotes == found.quotes, self.quotes.clone(), found.quotes.clone());
        let cells = same_cells(&self.cells, &found.cells);
        compare("cells", cells, show(&self.cells), show(&found.cells));
        let code = same_code(&self.code, &found.code, &self.listings);
        compare("code", code, show(&self.code), show(&found.code));
        all.extend(self.glued_words(found).map(|glued| ("words", glued)));
        all.extend(self.link_difference(found).map(|difference| ("links", difference)));
        all.extend(self.image_difference(found).map(|difference| ("images", difference)));
        all
    }
}

impl Seen {
    /// A place where only the page separates words. If the order differs, places cannot be compared.
    fn glued_words(&self, found: &Seen) -> Option<String> {
        if self.text != found.text {
            return None;
        }
        let at = *self.breaks.difference(&found.breaks).next()?;
        let before: String = self.text[..at].chars().rev().take(20).collect();
        let after: String = self.text[at..].chars().take(20).collect();
        Some(format!("glued: {:?} and {after:?}", before.chars().rev().collect::<String>()))
    }

    /// Links that are missing or have a different text, and links that are not in the page.
    fn link_difference(&self, found: &Seen) -> Option<String> {
        let missing = self.links.iter().filter(|(url, text)| found.links.get(*url) != Some(*text));
        // Without its description, an image in a link may look like a counter.
        let missing: Vec<_> =
            missing.filter(|(url, text)| !text.is_empty() || !found.optional_links.contains(*url)).collect();
        let is_known = |url: &String| self.links.contains_key(url) || self.optional_links.contains(url);
        let added: Vec<_> = found.links.iter().filter(|(url, _)| !is_known(url)).collect();
        let is_same = missing.is_empty() && added.is_empty();
        (!is_same).then(|| format!("missing {missing:?}\n    added {added:?}"))
    }

    /// Images of which no URL was found, and URLs that are not in the page.
    fn image_difference(&self, found: &Seen) -> Option<String> {
        let all_found: BTreeSet<&String> =
            found.images.iter().flatten().chain(&found.optional_images).collect();
        let known: BTreeSet<&String> = self.images.iter().flatten().chain(&self.optional_images).collect();
        let is_there =
            |urls: &&Vec<String>| urls.is_empty() || urls.iter().any(|url| all_found.contains(url));
        let missing: Vec<_> = self.images.iter().filter(|urls| !is_there(urls)).collect();
        let added: Vec<_> = all_found.difference(&known).collect();
        let is_same = missing.is_empty() && added.is_empty();
        (!is_same).then(|| format!("missing {missing:?}\n    added {added:?}"))
    }
}

fn is_image_file(value: &str) -> bool {
    let types = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"];
    let file = value.to_ascii_lowercase();
    types.iter().any(|ending| file.ends_with(ending)) && !file.contains("placeholder")
}

/// Whether scripts replace parts of a URL.
fn is_pattern(url: &str) -> bool {
    url.contains(['{', '}', '<', '>', '|'])
}

/// Whether the value of a lazy attribute may be a URL of an image. Folders, templates and data for scripts are not.
fn may_name_file(value: &str) -> bool {
    value.contains(['/', '.']) && !value.ends_with('/') && !value.contains(['<', '>', '{', '}', '"'])
}

/// Compares characters in any order: the tree has the caption of a figure after its images, and the foot of a table last.
fn same_letters(a: &str, b: &str) -> bool {
    a == b || sorted(a.chars()) == sorted(b.chars())
}

/// Compares items, ignoring those that may be left out.
fn same_items(expected: &[(usize, bool)], found: &[(usize, bool)]) -> bool {
    // Whether the expected items up to here can match the first `n` found items.
    let mut reached = vec![false; found.len() + 1];
    reached[0] = true;
    for (lists, is_optional) in expected {
        for at in (0..=found.len()).rev() {
            let is_next = at > 0 && reached[at - 1] && found[at - 1].0 == *lists;
            reached[at] = is_next || (*is_optional && reached[at]);
        }
    }
    reached[found.len()]
}

/// Compares code, ignoring code that is a listing without a `pre`.
fn same_code(expected: &[String], found: &[String], listings: &[String]) -> bool {
    let mut expected = expected.iter().peekable();
    let letters = |code: &str| code.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let is_listing = |code: &str| listings.iter().any(|listing| listing.starts_with(&letters(code)));
    let all = found.iter().all(|code| expected.next_if_eq(&code).is_some() || is_listing(code));
    all && expected.next().is_none()
}

/// Compares cells in any order, ignoring those that may be left out.
fn same_cells(expected: &[(String, bool)], found: &[(String, bool)]) -> bool {
    let mut left: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (text, is_optional) in expected {
        let counts = left.entry(text).or_default();
        *counts = (counts.0 + usize::from(!is_optional), counts.1 + 1);
    }
    for (text, _) in found {
        let counts = left.entry(text).or_default();
        let Some(most) = counts.1.checked_sub(1) else { return false };
        *counts = (counts.0.saturating_sub(1), most);
    }
    left.values().all(|counts| counts.0 == 0)
}

/// Whether a table says that it only arranges parts of the page, or arranges code beside its line numbers.
fn may_arrange(table: &Handle) -> bool {
    let role = attribute(table, "role").unwrap_or_default();
    let class = attribute(table, "class").unwrap_or_default();
    matches!(role.trim(), "presentation" | "none")
        || ["highlighttable", "codehilitetable", "lntable", "rouge-table"]
            .iter()
            .any(|name| class.contains(name))
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items
}

fn around_difference(expected: &str, found: &str) -> String {
    let at = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.chars().skip(at.saturating_sub(60)).take(200).collect::<String>();
    format!("expected …{}…\n    found    …{}…", part(expected), part(found))
}
