//! Converts the library's HTML to the XHTML of a book.
//!
//! The HTML is canonical, so its DOM is the tree that it was written from. The conversion writes void elements and
//! attributes in XML syntax, makes addresses absolute because a book has no address of its own, and turns images and players
//! into links: EPUB 3.3 §3.6 does not allow remote images, and without network access there are no others.

use dom_query::{Document as Dom, NodeRef};
use newsclip::tree::Block;
use newsclip::{Html, Url};

use super::xml::{attribute, escaped, push};
use crate::article::MAX_BASE;

/// Characters to percent-encode: WHATWG URLs allow them, RFC 3986 does not.
const NOT_IN_URIS: &[char] = &['|', '^', '`', '{', '}', '[', ']', '\\', '<', '>', '"', ' '];

/// Blocks of an article at an address.
pub(super) fn xhtml(blocks: &[Block], url: &Url) -> String {
    let html = Html::new().frames(newsclip::html::Frames::Link).render_blocks(blocks);
    let dom = Dom::fragment(html);
    let base = Some(url).filter(|url| url.as_str().len() <= MAX_BASE);
    let mut walk = Walk { base, out: String::new(), links: 0, waiting: Vec::new() };
    walk.run(dom.root());
    walk.out
}

/// A walk without recursion, like that of `check`.
struct Walk<'a> {
    base: Option<&'a Url>,
    out: String,
    /// The number of open links: links cannot be nested.
    links: usize,
    /// Images inside the current link. Their own links follow after it.
    waiting: Vec<String>,
}

/// The next step of the walk.
enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(String),
}

impl Walk<'_> {
    fn run(&mut self, root: NodeRef<'_>) {
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) if node.is_text() => self.out.push_str(&escaped(&node.text())),
                Step::Enter(node) => {
                    if let Some(end) = self.enter(&node) {
                        steps.push(Step::Leave(end));
                        steps.extend(node.children_it(true).map(Step::Enter));
                    }
                }
                Step::Leave(end) => self.leave(&end),
            }
        }
    }

    /// Begins a node. Returns the end tag if the walk should enter it.
    fn enter(&mut self, node: &NodeRef<'_>) -> Option<String> {
        let Some(name) = node.node_name() else { return Some(String::new()) };
        match &*name {
            // The root of a fragment.
            "html" | "body" => return Some(String::new()),
            // The TeX as text: MathML without mathematical elements shows no more.
            "math" | "mtext" => return Some(String::new()),
            "img" => self.image(node),
            "video" | "audio" => self.player(node),
            "br" | "hr" => push!(self.out, "<{name}/>"),
            // Form controls have no function in a book.
            "input" => self.out.push(if node.has_attr("checked") { '☑' } else { '☐' }),
            "a" => return Some(self.link(node)),
            _ => return Some(self.element(node, &name)),
        }
        None
    }

    /// Writes the start tag of an element with content. Returns its end tag.
    fn element(&mut self, node: &NodeRef<'_>, name: &str) -> String {
        push!(self.out, "<{name}");
        for key in ["class", "start", "colspan", "rowspan"] {
            if let Some(value) = node.attr(key) {
                attribute(&mut self.out, key, &value);
            }
        }
        // HTML has removed `align`, and EPUB follows current HTML.
        if let Some(align) = node.attr("align") {
            attribute(&mut self.out, "style", &format!("text-align: {align}"));
        }
        self.out.push('>');
        if name == "dl" { self.description_list(node) } else { format!("</{name}>") }
    }

    /// A description list alternates terms and details (HTML §4.4.9); a missing one is written empty.
    fn description_list(&mut self, node: &NodeRef<'_>) -> String {
        let mut names = node.children_it(false).filter_map(|child| child.node_name());
        let first = names.next();
        let last = names.last().or_else(|| first.clone());
        if first.as_deref() != Some("dt") {
            self.out.push_str("<dt></dt>");
        }
        let end = if last.as_deref() == Some("dd") { "</dl>" } else { "<dd></dd></dl>" };
        end.to_string()
    }

    fn leave(&mut self, end: &str) {
        self.out.push_str(end);
        if end == "</a>" {
            self.links -= 1;
            for image in std::mem::take(&mut self.waiting) {
                self.out.push(' ');
                self.out.push_str(&image);
            }
        }
    }

    fn link(&mut self, node: &NodeRef<'_>) -> String {
        let address = node.attr("href").and_then(|href| self.address(&href));
        let Some(address) = address else { return String::new() };
        self.out.push_str("<a");
        attribute(&mut self.out, "href", &address);
        if let Some(title) = node.attr("title") {
            attribute(&mut self.out, "title", &title);
        }
        self.out.push('>');
        self.links += 1;
        "</a>".to_string()
    }

    fn image(&mut self, node: &NodeRef<'_>) {
        let alt = node.attr("alt").filter(|alt| !alt.trim().is_empty());
        let link = self.media(node, alt.as_deref());
        if self.links == 0 {
            self.out.push_str(&link);
            return;
        }
        // A linked image: its text becomes the text of the link, and a link to the image follows.
        self.out.push_str(&escaped(alt.as_deref().unwrap_or(IMAGE)));
        self.waiting.push(link);
    }

    fn player(&mut self, node: &NodeRef<'_>) {
        let source = node.children_it(false).find(|child| child.has_attr("src"));
        let title = node.attr("title").filter(|title| !title.trim().is_empty());
        let link = self.media(source.as_ref().unwrap_or(node), title.as_deref());
        push!(self.out, "<p>{link}</p>");
    }

    /// A link to a resource outside the book. Without a text, it shows the last part of the address, which does not depend on
    /// a language.
    fn media(&self, node: &NodeRef<'_>, text: Option<&str>) -> String {
        let address = node.attr("src").and_then(|src| self.address(&src));
        let Some(address) = address else { return escaped(text.unwrap_or_default()) };
        let name = address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next());
        let name = name.filter(|name| !name.is_empty()).unwrap_or(IMAGE);
        format!("<a class=\"media\" href=\"{}\">{}</a>", escaped(&address), escaped(text.unwrap_or(name)))
    }

    /// An absolute address that is a URI.
    fn address(&self, written: &str) -> Option<String> {
        let url = self.base.map_or_else(|| Url::parse(written), |base| base.join(written)).ok()?;
        Some(uri(&url))
    }
}

/// The text for an image that has neither text nor name.
const IMAGE: &str = "▣";

/// A URL as a URI.
pub(super) fn uri(url: &Url) -> String {
    // Brackets are only valid around the address of a host.
    let url = url.as_str();
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    let mut uri = url[..path].to_string();
    // WHATWG allows a second `#`; in a URI it is an error.
    let mut fragments = 0;
    for c in url[path..].chars() {
        fragments += usize::from(c == '#');
        if NOT_IN_URIS.contains(&c) || (c == '#' && fragments > 1) {
            push!(uri, "%{:02X}", u32::from(c));
        } else {
            uri.push(c);
        }
    }
    uri
}
