//! The library's HTML as the XHTML that a book may hold.
//!
//! The HTML is canonical, so a DOM of it is the tree that it was written from. What changes on the way: void elements and
//! attributes are spelt as XML spells them; addresses are absolute, as a book has none of its own; and images and players are
//! links, because EPUB 3.3 §3.6 has no remote images and a book made without a network has no others.

use dom_query::{Document as Dom, NodeRef};
use newsclip::{Document, Html, Url};

use super::xml::{attribute, escaped, push};

/// What no reading system takes apart from the text around it. WHATWG URLs allow these, RFC 3986 does not.
const NOT_IN_URIS: &[char] = &['|', '^', '`', '{', '}', '[', ']', '\\', '<', '>', '"', ' '];

/// The body of an article.
pub(super) fn body(document: &Document) -> String {
    let html = Html::new().frames(newsclip::html::Frames::Link).render_blocks(&document.body);
    let dom = Dom::fragment(html);
    let mut walk = Walk { base: &document.url, out: String::new(), links: 0, waiting: Vec::new() };
    walk.run(dom.root());
    walk.out
}

/// A walk that needs no stack, as the one of `check`.
struct Walk<'a> {
    base: &'a Url,
    out: String,
    /// How many links are open: one cannot stand in another.
    links: usize,
    /// Images of a linked image, whose own links follow when the link that they stand in has ended.
    waiting: Vec<String>,
}

/// What is to be done next.
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

    /// Begins a node. The end tag, if there is anything to go into.
    fn enter(&mut self, node: &NodeRef<'_>) -> Option<String> {
        let Some(name) = node.node_name() else { return Some(String::new()) };
        match &*name {
            // The root of a fragment.
            "html" | "body" => return Some(String::new()),
            "img" => self.image(node),
            "video" | "audio" => self.player(node),
            "br" | "hr" => push!(self.out, "<{name}/>"),
            // A box of a form does nothing in a book.
            "input" => self.out.push(if node.has_attr("checked") { '☑' } else { '☐' }),
            "a" => return Some(self.link(node)),
            _ => return Some(self.element(node, &name)),
        }
        None
    }

    /// An element that has content, and its end.
    fn element(&mut self, node: &NodeRef<'_>, name: &str) -> String {
        push!(self.out, "<{name}");
        for key in ["class", "start", "colspan", "rowspan"] {
            if let Some(value) = node.attr(key) {
                attribute(&mut self.out, key, &value);
            }
        }
        // HTML has done away with `align`, and EPUB takes HTML as it is.
        if let Some(align) = node.attr("align") {
            attribute(&mut self.out, "style", &format!("text-align: {align}"));
        }
        self.out.push('>');
        if name == "dl" { self.description_list(node) } else { format!("</{name}>") }
    }

    /// A list of descriptions goes from terms to details (HTML §4.4.9); where one is missing, it is empty.
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
        // A linked image: its text is the link's, its own address follows.
        self.out.push_str(&escaped(alt.as_deref().unwrap_or(IMAGE)));
        self.waiting.push(link);
    }

    fn player(&mut self, node: &NodeRef<'_>) {
        let source = node.children_it(false).find(|child| child.has_attr("src"));
        let title = node.attr("title").filter(|title| !title.trim().is_empty());
        let link = self.media(source.as_ref().unwrap_or(node), title.as_deref());
        push!(self.out, "<p>{link}</p>");
    }

    /// A link to something that is not in the book. Without a text, the address's last part says more than a word of one
    /// language would.
    fn media(&self, node: &NodeRef<'_>, text: Option<&str>) -> String {
        let address = node.attr("src").and_then(|src| self.address(&src));
        let Some(address) = address else { return escaped(text.unwrap_or_default()) };
        let name = address.split(['?', '#']).next().and_then(|path| path.rsplit('/').next());
        let name = name.filter(|name| !name.is_empty()).unwrap_or(IMAGE);
        format!("<a class=\"media\" href=\"{}\">{}</a>", escaped(&address), escaped(text.unwrap_or(name)))
    }

    /// An absolute address that is a URI.
    fn address(&self, written: &str) -> Option<String> {
        let url = self.base.join(written).ok()?;
        Some(uri(&url))
    }
}

/// What an image is called that has neither text nor name.
const IMAGE: &str = "▣";

/// A URL as a URI.
pub(super) fn uri(url: &Url) -> String {
    // Brackets stand around the address of a host, and nowhere else.
    let url = url.as_str();
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    let mut uri = url[..path].to_string();
    // A second `#` is a character like any other to WHATWG, and an error in a URI.
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
