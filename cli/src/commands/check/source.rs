//! The visible content of a clip's source, found by a walk over another parser's DOM, without the content that the library
//! leaves out by rule (`docs/mapping.md`).

use std::collections::BTreeSet;

use dom_query::{Document as Dom, NodeRef};
use newsclip::html::{Note, NoteKind};
use newsclip::{Document, Url};

use super::seen::{Seen, visible};
use crate::article::{MAX_BASE, exceeds_limits};

/// The first difference between the visible content of the source and of the tree.
pub(super) fn difference(html: &str, document: &Document, notes: &[Note]) -> Option<String> {
    // A limit cut the article, and a note reports it.
    let is_cut = |note: &Note| note.kind == NoteKind::RepeatedLink;
    // With a longer base, the library keeps relative URLs as they are.
    let keeps_relative = document.url.as_str().len() > MAX_BASE;
    if exceeds_limits(notes) || notes.iter().any(is_cut) || keeps_relative {
        return None;
    }
    let dom = Dom::fragment(html);
    let found = Seen::of(document);
    let mut walk = Walk::of(&document.url);
    walk.run(dom.root());
    // The library leaves out those that only count readers.
    walk.seen.images.extend(walk.optional.intersection(&found.images).cloned());
    // The library reads formulas by rules of their own, as TeX or as a line of text.
    if html.contains("<math") || html.contains("math/tex") {
        walk.seen.text.clone_from(&found.text);
        walk.seen.headings.clone_from(&found.headings);
    }
    // The tree has the caption of a figure after its images, and the foot of a table last.
    let is_reordered = html.contains("<figcaption") || html.contains("<tfoot");
    walk.seen.difference(&found, is_reordered)
}

/// A walk without recursion, for markup of any depth.
struct Walk<'a> {
    base: &'a Url,
    seen: Seen,
    /// The number of texts, images and embeds so far.
    shown: usize,
    /// The number of open headings.
    headings: usize,
    /// The number of open `noscript` elements.
    noscripts: usize,
    /// Images in `noscript` without a description.
    optional: BTreeSet<String>,
}

/// The next step of the walk.
enum Step<'a> {
    Enter(NodeRef<'a>),
    /// The end of an element, with the value of `shown` at its start.
    Leave(NodeRef<'a>, usize),
}

impl<'a> Walk<'a> {
    fn of(base: &'a Url) -> Self {
        Self { base, seen: Seen::default(), shown: 0, headings: 0, noscripts: 0, optional: BTreeSet::new() }
    }

    fn run(&mut self, root: NodeRef<'_>) {
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) if node.is_text() => self.text(&node.text()),
                Step::Enter(node) if self.enter(&node) => {
                    steps.push(Step::Leave(node, self.shown));
                    steps.extend(node.children_it(true).map(Step::Enter));
                }
                Step::Enter(_) => {}
                Step::Leave(node, before) => self.leave(&node, self.shown > before),
            }
        }
    }

    /// Whether to enter a node.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(name) = node.node_name() else { return !node.is_comment() && !node.is_doctype() };
        if is_foreign(node, &name) {
            self.drawing(node);
            return false;
        }
        if node.has_attr("hidden") {
            return false;
        }
        match &*name {
            "script" | "style" | "template" | "title" | "meta" | "link" | "base" | "noframes" | "noembed"
            | "button" | "input" | "select" | "option" | "optgroup" | "datalist" | "textarea" | "rp" => {
                return false;
            }
            "noscript" if is_copy(node) => return false,
            "noscript" => self.noscripts += 1,
            "iframe" => self.embed(&[*node], &["src", "data-src"]),
            "embed" => self.embed(&[*node], &["src"]),
            "video" | "audio" => {
                let nodes: Vec<_> = std::iter::once(*node).chain(node.children_it(false)).collect();
                self.embed(&nodes, &["src"]);
            }
            "img" => self.image(node),
            "q" => self.text("“"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings += 1,
            _ => return true,
        }
        matches!(&*name, "noscript" | "q" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    fn leave(&mut self, node: &NodeRef<'_>, has_content: bool) {
        match node.node_name().as_deref() {
            Some("q") => self.text("”"),
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => self.headings -= 1,
            Some("noscript") => self.noscripts -= 1,
            Some("li") => self.seen.items += usize::from(has_content),
            Some("td" | "th") => self.seen.cells += usize::from(has_content),
            Some("a") if has_content || contains_image(node) => {
                let url = node.attr("href").and_then(|href| self.resolve(&href));
                self.seen.links.extend(url);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = visible(text);
        self.shown += usize::from(!text.is_empty());
        if self.headings > 0 {
            self.seen.headings.push_str(&text);
        }
        self.seen.text.push_str(&text);
    }

    /// A drawing is replaced by its label or title.
    fn drawing(&mut self, node: &NodeRef<'_>) {
        let title = || node.descendants_it().find(|child| child.node_name().as_deref() == Some("title"));
        let label = node.attr("aria-label").or_else(|| title().map(|title| title.text()));
        if let Some(label) = label {
            self.text(&label);
        }
    }

    fn image(&mut self, node: &NodeRef<'_>) {
        let is_small = |name| node.attr(name).is_some_and(|value| matches!(value.trim(), "0" | "1" | "1px"));
        if is_small("width") && is_small("height") {
            return;
        }
        match self.image_url(node) {
            Some(url) => {
                self.shown += 1;
                let is_optional = self.noscripts > 0 && node.attr_or("alt", "").trim().is_empty();
                let images = if is_optional { &mut self.optional } else { &mut self.seen.images };
                images.insert(url);
            }
            // The placeholder of a lazy image shows no text.
            None if node.attr("src").is_some_and(|src| src.starts_with("data:image/gif")) => {}
            None => self.text(&node.attr_or("alt", "")),
        }
    }

    fn image_url(&self, node: &NodeRef<'_>) -> Option<String> {
        let src = node.attr("src").filter(|src| !src.trim().is_empty() && !src.starts_with("data:"));
        let src = src.and_then(|src| self.resolve(&src));
        let lazy = ["data-src", "data-original", "data-lazy-src"];
        let lazy = lazy.iter().find_map(|name| self.resolve(&node.attr(name)?));
        let is_lazy = node.attr("class").is_some_and(|class| class.contains("lazy"));
        if is_lazy { lazy.or(src) } else { src.or(lazy) }
    }

    fn embed(&mut self, nodes: &[NodeRef<'_>], names: &[&str]) {
        let mut attributes = nodes.iter().flat_map(|node| names.iter().filter_map(|name| node.attr(name)));
        if let Some(url) = attributes.find_map(|url| self.resolve(&url)) {
            self.shown += 1;
            self.seen.embeds.insert(url);
        }
    }

    fn resolve(&self, url: &str) -> Option<String> {
        let url = self.base.join(url.trim()).ok()?;
        let is_allowed =
            matches!(url.scheme(), "http" | "https" | "mailto" | "tel" | "ftp" | "sms" | "magnet");
        is_allowed.then(|| url.to_string())
    }
}

fn is_foreign(node: &NodeRef<'_>, name: &str) -> bool {
    let is_root = matches!(name, "svg" | "math");
    is_root || node.qual_name_ref().is_some_and(|name| &*name.ns != "http://www.w3.org/1999/xhtml")
}

/// Whether a `noscript` contains the copy of the lazy image right before it.
fn is_copy(node: &NodeRef<'_>) -> bool {
    node.prev_sibling().is_some_and(|before| before.has_attr("data-src") || before.has_attr("data-lazy-src"))
}

fn contains_image(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|child| child.node_name().as_deref() == Some("img"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = "<h2>雨</h2><p>It <a href=/2>stopped</a>.<ul><li>one<li></ul><table><tr><td>1<td></table>\
        <img src=i.png><q>so</q><iframe src=/v></iframe><svg><title>sun</title></svg><input value=x><p hidden>no";

    fn document(html: &str) -> Document {
        Document::from_html(html, Url::parse("https://a.example/1").expect("it is an address"))
    }

    #[test]
    fn formulas_and_counters_are_read_by_other_rules() {
        for html in [
            "<p>a <math><mi>x</mi><mo>+</mo><mn>1</mn></math> b",
            "<p>a <math alttext='x^2'><mi>x</mi></math> b",
            "<p>a <script type=math/tex>x^2</script> b",
            "<p>a<noscript><img src=/count?id=1><img src=/i.png></noscript>",
        ] {
            assert_eq!(difference(html, &document(html), &[]), None, "{html}");
        }
        let described = "<p>a<noscript><img src=/count?id=1 alt=Rain></noscript>";
        assert!(difference(described, &document("<p>aRain"), &[]).is_some());
    }

    #[test]
    fn what_is_there_is_seen() {
        assert_eq!(difference(HTML, &document(HTML), &[]), None);
    }

    #[test]
    fn whatever_is_lost_is_told() {
        let cases = [
            ("stopped", "text differs"),
            (" href=/2", "link https://a.example/2 is missing"),
            ("<li>one", "text differs"),
            ("<img src=i.png>", "image https://a.example/i.png is missing"),
            ("<iframe src=/v></iframe>", "embed https://a.example/v is missing"),
            ("<title>sun</title>", "text differs"),
        ];
        for (lost, message) in cases {
            let found = difference(HTML, &document(&HTML.replacen(lost, "", 1)), &[]);
            assert!(found.as_ref().is_some_and(|found| found.starts_with(message)), "{lost}: {found:?}");
        }
        let heading = HTML.replace("h2>", "p>");
        assert!(
            difference(HTML, &document(&heading), &[]).is_some_and(|found| found.starts_with("headings"))
        );
        let item = HTML.replace("<ul><li>one<li></ul>", "<p>one");
        assert_eq!(
            difference(HTML, &document(&item), &[]),
            Some("list items: expected 1, found 0".to_string())
        );
    }

    /// The other parser takes quadratic time for such depth, so it is not used; the note suffices.
    #[test]
    fn what_is_too_deep_is_not_walked() {
        let clip = format!("[A](https://a.example/)\n------\n\n{}x", "<div>".repeat(100_000));
        let clip = newsclip::Clip::parse(&clip).expect("a clip");
        let (document, notes) = clip.document_with_notes();
        assert!(notes.iter().any(|note| note.kind == NoteKind::TooDeep), "{notes:?}");
        assert_eq!(difference(clip.html(), &document, &notes), None);
    }
}
