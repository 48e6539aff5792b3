//! The one walk from the arena to the tree: a match on the tag's name, and a builder that keeps what it
//! is fed in normal form. `docs/mapping.md` shows what becomes of each element.

mod block;
mod inline;
mod list;
mod media;
mod table;

use html5ever::{LocalName, local_name};
use url::Url;

use self::media::LastImage;
use super::dom::{Dom, Element, NodeData, NodeId};
use super::notes::{NoteKind, Notes};
use crate::Block;
use crate::normal::{Builder, Mark};

/// The attributes that lowering reads, and those that the tree builder asks for (HTML §13.2.6); no others are
/// stored.
pub(super) fn reads_attribute(tag: &str, name: &str) -> bool {
    match name {
        "hidden" => true,
        "href" => tag == "a",
        "title" => matches!(tag, "a" | "img" | "iframe" | "video" | "audio" | "embed" | "object"),
        "class" => matches!(tag, "img" | "pre" | "code"),
        "style" | "align" | "colspan" | "rowspan" => matches!(tag, "td" | "th"),
        "width" | "height" => matches!(tag, "img" | "iframe"),
        "src" | "alt" | "srcset" | "data-srcset" | "poster" | "data" | "start" | "alttext" | "aria-label" => {
            true
        }
        // `input` and `source`; `font` in SVG, integration points, declarative shadow roots.
        "type" | "color" | "face" | "size" | "encoding" | "shadowrootmode" => true,
        _ => media::LAZY_ATTRIBUTES.contains(&name),
    }
}

/// The blocks of a fragment.
pub(super) fn body(dom: &Dom, base: &Url, notes: &mut Notes) -> Vec<Block> {
    let mut lowering = Lowering {
        dom,
        base,
        notes,
        build: Builder::default(),
        caption: None,
        last_image: None,
        picture: None,
        in_noscript: false,
        quotes: 0,
    };
    let outer = lowering.build.enter();
    lowering.build.flow.reserve(dom.usual_blocks());
    lowering.children(Dom::DOCUMENT);
    lowering.build.leave(outer)
}

struct Lowering<'a> {
    dom: &'a Dom,
    base: &'a Url,
    notes: &'a mut Notes,
    build: Builder,
    /// The caption of the innermost figure that is open, as far as it has been seen.
    caption: Option<Vec<Block>>,
    /// The image that came last, if no text came after it.
    last_image: Option<LastImage>,
    /// The `picture` that is open.
    picture: Option<NodeId>,
    /// Whether a `noscript` is open.
    in_noscript: bool,
    /// How many `q` are open.
    quotes: usize,
}

impl Lowering<'_> {
    // Recursion is bounded: `limits` keeps the arena's depth below `MAX_DOM_DEPTH`.
    fn children(&mut self, parent: NodeId) {
        let dom = self.dom;
        for child in dom.children(parent) {
            self.node(child);
        }
    }

    fn node(&mut self, id: NodeId) {
        let dom = self.dom;
        match dom.data(id) {
            NodeData::Element(element) => self.element(id, element),
            NodeData::Text(text) => self.text(text),
            NodeData::Document => self.children(id),
            NodeData::Comment => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.last_image.is_some() && !text.trim().is_empty() {
            self.last_image = None;
        }
        self.build.text(text);
    }

    fn element(&mut self, id: NodeId, element: &Element) {
        let Some(name) = element.html_name() else { return self.drawing(id, element) };
        if element.attribute("hidden").is_some_and(|value| value != "until-found") {
            return self.notes.add(NoteKind::Hidden, name);
        }
        match *name {
            local_name!("p")
            | local_name!("div")
            | local_name!("section")
            | local_name!("article")
            | local_name!("aside")
            | local_name!("main")
            | local_name!("header")
            | local_name!("footer")
            | local_name!("nav")
            | local_name!("address")
            | local_name!("hgroup")
            | local_name!("search")
            | local_name!("center")
            | local_name!("details")
            | local_name!("summary")
            | local_name!("dialog")
            | local_name!("form")
            | local_name!("fieldset")
            | local_name!("legend")
            | local_name!("marquee") => self.transparent_block(id),
            local_name!("h1") => self.heading(id, 1),
            local_name!("h2") => self.heading(id, 2),
            local_name!("h3") => self.heading(id, 3),
            local_name!("h4") => self.heading(id, 4),
            local_name!("h5") => self.heading(id, 5),
            local_name!("h6") => self.heading(id, 6),
            local_name!("blockquote") => self.quote(id),
            local_name!("pre") | local_name!("listing") | local_name!("xmp") | local_name!("plaintext") => {
                self.preformatted(id, element);
            }
            local_name!("hr") => self.build.flow.block(Block::ThematicBreak),
            local_name!("ul") | local_name!("menu") | local_name!("dir") => self.list(id, None),
            local_name!("ol") => self.list(id, Some(list::start(element))),
            local_name!("li") => self.stray_item(id),
            local_name!("dl") => self.description_list(id),
            local_name!("dt") | local_name!("dd") => self.transparent_block(id),
            local_name!("table") => self.table(id),
            local_name!("figure") => self.figure(id),
            local_name!("figcaption") => self.figcaption(id),
            _ => self.inline_element(id, element, name),
        }
    }

    fn inline_element(&mut self, id: NodeId, element: &Element, name: &LocalName) {
        match *name {
            local_name!("a") => self.link(id, element),
            local_name!("b") | local_name!("strong") => self.marked(id, Mark::Strong),
            local_name!("i")
            | local_name!("em")
            | local_name!("cite")
            | local_name!("dfn")
            | local_name!("var") => self.marked(id, Mark::Emphasis),
            local_name!("u") | local_name!("ins") => self.marked(id, Mark::Underline),
            local_name!("s") | local_name!("strike") | local_name!("del") => {
                self.marked(id, Mark::Strikethrough);
            }
            local_name!("sup") => self.marked(id, Mark::Superscript),
            local_name!("sub") => self.marked(id, Mark::Subscript),
            local_name!("mark") => self.marked(id, Mark::Highlight),
            local_name!("code") | local_name!("kbd") | local_name!("samp") | local_name!("tt") => {
                self.marked(id, Mark::Code);
            }
            local_name!("q") => self.quotation(id),
            local_name!("ruby") => self.ruby(id),
            local_name!("rp") => {}
            local_name!("br") => self.build.line_break(),
            local_name!("img") => self.image(id, element),
            local_name!("picture") => self.picture(id),
            local_name!("noscript") => self.noscript(id),
            local_name!("iframe") => self.frame(element),
            local_name!("video") | local_name!("audio") => self.player(id, element),
            local_name!("embed") => self.plugin(element, "src"),
            local_name!("object") => self.object(id, element),
            _ => self.left_out_or_transparent(id, name),
        }
    }

    /// What is left out by rule is noted; any other element is as if only its content were there.
    fn left_out_or_transparent(&mut self, id: NodeId, name: &LocalName) {
        match left_out(name) {
            Some(kind) => self.notes.add(kind, name),
            None => self.children(id),
        }
    }

    /// The text of a node and all below it, as the source has it.
    fn text_content(&self, id: NodeId) -> String {
        let texts = self.dom.descendants(id).filter_map(|node| match self.dom.data(node) {
            NodeData::Text(text) => Some(&**text),
            NodeData::Document | NodeData::Element(_) | NodeData::Comment => None,
        });
        texts.collect()
    }
}

/// By which rule an element is left out, with all that it holds.
fn left_out(name: &LocalName) -> Option<NoteKind> {
    Some(match *name {
        local_name!("script") => NoteKind::Script,
        local_name!("style") => NoteKind::Style,
        local_name!("template")
        | local_name!("title")
        | local_name!("meta")
        | local_name!("link")
        | local_name!("base")
        | local_name!("noframes")
        | local_name!("noembed") => NoteKind::Metadata,
        local_name!("button")
        | local_name!("input")
        | local_name!("select")
        | local_name!("option")
        | local_name!("optgroup")
        | local_name!("datalist")
        | local_name!("textarea") => NoteKind::FormControl,
        _ => return None,
    })
}
