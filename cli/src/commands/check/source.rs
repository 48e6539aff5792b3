//! The visible content of a clip's source, found by a walk over another parser's DOM, without the content that the library
//! leaves out by rule (`docs/mapping.md`).

use std::collections::BTreeSet;

use dom_query::{Document as Dom, NodeRef};
use newsclip::html::{Note, NoteKind};
use newsclip::{Document, Url};

use super::choices::Choices;
use super::formula;
use super::images::{Images, Shown};
use super::seen::{Seen, visible};
use crate::article::{MAX_BASE, exceeds_limits};

/// The first difference between the visible content of the source and of the tree.
pub(super) fn difference(html: &str, document: &Document, notes: &[Note]) -> Option<String> {
    // A limit cut the article, and a note reports it.
    let is_cut = |note: &Note| note.kind == NoteKind::RepeatedLink;
    // With a longer base, the library keeps relative URLs as they are.
    let keeps_relative = document.url.as_str().len() > MAX_BASE;
    // The other parser keeps the content of templates apart, also of those that are shadow roots.
    let has_shadow_root = html.contains("shadowrootmode");
    if exceeds_limits(notes) || notes.iter().any(is_cut) || keeps_relative || has_shadow_root {
        return None;
    }
    let dom = Dom::fragment(html);
    let mut walk = Walk::new(&document.url);
    walk.run(dom.root());
    // The tree has the caption of a figure after its images, and the foot of a table last.
    let is_reordered = html.contains("<figcaption") || html.contains("<tfoot");
    let mut found = Seen::of(document);
    let images = walk.images.difference(&found.images);
    walk.settle(&mut found);
    walk.seen.difference(&found, is_reordered || walk.loose.lines).or(images)
}

/// What cannot be compared exactly, because the library's rules for it are not repeated here.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is about another part")]
struct Loose {
    /// A formula without TeX became a line of text, such as `1/(x+1)`.
    lines: bool,
    /// A heading has a button, which may be all of it, or a list or table, which comes after it. Or it is in a button.
    headings: bool,
    /// A list is the lines of code, or in a button.
    items: bool,
    /// A table is a layout, the lines of code, or in a button.
    cells: bool,
    /// A script puts a player in place of an element, whose address is made of attributes.
    embeds: bool,
}

/// What may be in the tree, but need not be.
#[derive(Debug, Default)]
struct Optional {
    /// Players that are read only without content beside them.
    embeds: BTreeSet<String>,
    /// Links around content that may be left out.
    links: BTreeSet<String>,
}

/// A walk without recursion, for markup of any depth.
struct Walk<'a> {
    base: &'a Url,
    seen: Seen,
    images: Images,
    /// The number of texts, images and embeds so far.
    shown: usize,
    /// The number of those that are certainly in the tree.
    certain: usize,
    /// The number of open headings.
    headings: usize,
    /// The number of open quotations.
    quotations: usize,
    /// The number of open elements whose content may be left out: buttons, objects that are images, and players.
    uncertain: usize,
    /// The number of open elements of code.
    code: usize,
    /// The number of open `noscript` elements.
    noscripts: usize,
    choices: Choices,
    optional: Optional,
    loose: Loose,
}

/// The next step of the walk.
enum Step<'a> {
    Enter(NodeRef<'a>),
    /// The end of an element, with the values of `shown` and `certain` at its start.
    Leave(NodeRef<'a>, usize, usize),
}

impl<'a> Walk<'a> {
    fn new(base: &'a Url) -> Self {
        Self {
            base,
            seen: Seen::default(),
            images: Images::default(),
            shown: 0,
            certain: 0,
            headings: 0,
            quotations: 0,
            uncertain: 0,
            code: 0,
            noscripts: 0,
            choices: Choices::default(),
            optional: Optional::default(),
            loose: Loose::default(),
        }
    }

    /// Brings both sides into a form in which they can be compared.
    fn settle(&mut self, found: &mut Seen) {
        self.seen.text = self.choices.resolve(&self.seen.text, &found.text);
        found.images.clear();
        found.embeds.retain(|url| self.seen.embeds.contains(url) || !self.optional.embeds.contains(url));
        found.links.retain(|url| self.seen.links.contains(url) || !self.optional.links.contains(url));
        if self.loose.embeds {
            found.embeds.retain(|url| self.seen.embeds.contains(url));
        }
        for seen in [&mut self.seen, found] {
            if self.loose.lines {
                seen.keep_names();
            }
            if self.loose.headings {
                seen.headings.clear();
            }
            if self.loose.items {
                seen.items = 0;
            }
            if self.loose.cells {
                seen.cells = 0;
            }
        }
    }

    fn run(&mut self, root: NodeRef<'_>) {
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) if node.is_text() => self.text(&node.text()),
                Step::Enter(node) if self.enter(&node) => {
                    steps.push(Step::Leave(node, self.shown, self.certain));
                    steps.extend(node.children_it(true).map(Step::Enter));
                }
                Step::Enter(_) => {}
                Step::Leave(node, shown, certain) => {
                    self.leave(&node, self.shown > shown, self.certain > certain);
                }
            }
        }
    }

    /// Whether to enter a node.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(name) = node.node_name() else { return !node.is_comment() && !node.is_doctype() };
        if is_foreign(node, &name) {
            self.drawing(node, &name);
            return false;
        }
        let is_hidden = node.attr("hidden").is_some_and(|value| *value != *"until-found");
        if is_hidden || formula::draws_neighbor(node) {
            return false;
        }
        match &*name {
            "style" | "template" | "title" | "meta" | "link" | "base" | "noframes" | "noembed" | "input"
            | "select" | "option" | "optgroup" | "datalist" | "textarea" => false,
            "script" => {
                formula::of_script(node).iter().for_each(|tex| self.text(tex));
                false
            }
            "iframe" | "embed" | "video" | "audio" | "amp-iframe" | "amp-video" | "amp-audio" => {
                self.player(node, &name);
                false
            }
            "img" | "amp-img" | "amp-anim" => {
                self.image(node);
                false
            }
            // Code keeps its parentheses.
            "rp" => self.code > 0,
            _ => {
                self.open(node, &name);
                true
            }
        }
    }

    /// The start of an element that is entered.
    fn open(&mut self, node: &NodeRef<'_>, name: &str) {
        match name {
            "button" => self.uncertain += 1,
            "noscript" => self.noscripts += 1,
            "pre" | "code" => self.code += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings += 1,
            "q" => {
                self.text(if self.quotations.is_multiple_of(2) { "“" } else { "‘" });
                self.quotations += 1;
            }
            "table" => {
                self.loose.cells |= is_layout(node) || self.code > 0 || self.uncertain > 0;
                self.loose.headings |= self.headings > 0;
            }
            "li" => {
                self.loose.items |= self.code > 0 || self.uncertain > 0;
                self.loose.headings |= self.headings > 0;
            }
            "object" => {
                let url = node.attr("data").and_then(|url| self.resolve(&url));
                if is_image(node) {
                    self.uncertain += 1;
                    self.images.add_optional(url.clone());
                }
                self.optional.embeds.extend(url);
            }
            name if is_scripted_player(name) => {
                self.loose.embeds = true;
                self.uncertain += 1;
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: &NodeRef<'_>, has_content: bool, is_certain: bool) {
        match node.node_name().as_deref() {
            Some("q") => {
                self.quotations -= 1;
                self.text(if self.quotations.is_multiple_of(2) { "”" } else { "’" });
            }
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => self.headings -= 1,
            Some("button") => self.uncertain -= 1,
            Some("object") if is_image(node) => self.uncertain -= 1,
            Some(name) if is_scripted_player(name) => self.uncertain -= 1,
            Some("noscript") => self.noscripts -= 1,
            Some("pre" | "code") => self.code -= 1,
            Some("li") => self.seen.items += usize::from(has_content),
            Some("td" | "th") => self.seen.cells += usize::from(has_content),
            Some("a") if has_content || contains_image(node) => {
                let url = node.attr("href").and_then(|href| self.resolve(&href));
                let links = if is_certain { &mut self.seen.links } else { &mut self.optional.links };
                links.extend(url);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.uncertain > 0 {
            return self.choice(text, &[""]);
        }
        let before = self.shown;
        self.add_text(text);
        self.certain += self.shown - before;
    }

    /// Adds a text that the tree may have in another form.
    fn choice(&mut self, text: &str, others: &[&str]) {
        self.loose.headings |= self.headings > 0;
        self.add_text(text);
        let others = others.iter().map(|other| visible(other)).collect();
        self.choices.add(&self.seen.text, visible(text).len(), others);
    }

    fn add_text(&mut self, text: &str) {
        let text = visible(text);
        self.shown += usize::from(!text.is_empty());
        if self.headings > 0 {
            self.seen.headings.push_str(&text);
        }
        self.seen.text.push_str(&text);
    }

    /// A drawing is replaced by its label or title, and a formula by its TeX, or else by a line.
    fn drawing(&mut self, node: &NodeRef<'_>, name: &str) {
        if let Some(tex) = formula::tex(node).filter(|_| name == "math") {
            // Code has no formulas, but their texts.
            return self.choice(&tex, &[&formula::tokens(node)]);
        }
        if name == "svg" && node.attr_or("aria-hidden", "") == *"true" {
            return;
        }
        let title = || node.descendants_it().find(|child| child.node_name().as_deref() == Some("title"));
        let label = node.attr("aria-label").or_else(|| title().map(|title| title.text()));
        if let Some(label) = label {
            self.text(&label);
        } else if name == "math" {
            self.loose.lines = true;
            self.text(&formula::tokens(node));
        }
    }

    fn image(&mut self, node: &NodeRef<'_>) {
        let callout = callout(node).filter(|_| self.code > 0);
        let may_be_left_out = self.noscripts > 0 || self.uncertain > 0 || callout.is_some();
        match self.images.add(node, self.base, may_be_left_out) {
            Shown::Image => {
                self.shown += 1;
                self.certain += usize::from(self.uncertain == 0);
                if let Some(callout) = callout {
                    self.choice(&callout, &[""]);
                }
            }
            // The image beside it may have the same description.
            Shown::Text(text) => self.choice(&text, &[""]),
            Shown::Nothing => {}
        }
    }

    fn player(&mut self, node: &NodeRef<'_>, name: &str) {
        let url_in = |name: &str| node.attr(name).and_then(|url| self.resolve(&url));
        // An `embed` may be an image, and so is a video without an address.
        let image = if is_image(node) { url_in("src") } else { url_in("poster") };
        self.images.add_optional(image);
        if name == "embed" && is_image(node) {
            return;
        }
        // Scripts set `src` after the reader has agreed.
        let lazy = node.attrs().into_iter().filter(|attribute| attribute.name.local.contains("src"));
        let lazy: Vec<String> = lazy.filter_map(|attribute| self.resolve(&attribute.value)).collect();
        self.optional.embeds.extend(lazy);
        let is_media = matches!(name, "video" | "audio");
        let sources = node.children_it(false).filter(|_| is_media);
        let names: &[&str] = if name == "iframe" { &["src", "data-src"] } else { &["src"] };
        let nodes = std::iter::once(*node).chain(sources);
        let mut urls = nodes.flat_map(|node| names.iter().filter_map(move |name| node.attr(name)));
        // A frame with the article itself is left out.
        let url = urls.find_map(|url| self.resolve(&url)).filter(|url| url != self.base.as_str());
        if let Some(url) = url {
            self.shown += 1;
            self.certain += 1;
            self.seen.embeds.insert(url);
        }
    }

    fn resolve(&self, url: &str) -> Option<String> {
        let url = self.base.join(url.trim()).ok()?;
        let is_allowed = matches!(
            url.scheme(),
            "http" | "https" | "mailto" | "tel" | "ftp" | "sms" | "magnet" | "xmpp" | "irc" | "ircs"
        );
        is_allowed.then(|| url.to_string())
    }
}

/// Whether the file of an `object` or `embed` is an image.
fn is_image(node: &NodeRef<'_>) -> bool {
    node.attr("type").is_some_and(|kind| kind.starts_with("image/"))
}

/// Whether a script puts a player in place of an element. Its address is made of attributes.
fn is_scripted_player(name: &str) -> bool {
    matches!(
        name,
        "amp-dailymotion"
            | "amp-facebook"
            | "amp-instagram"
            | "amp-twitter"
            | "amp-vimeo"
            | "amp-youtube"
            | "lite-vimeo"
            | "lite-youtube"
            | "mp-common-mpaudio"
            | "mpvoice"
    )
}

/// Whether only the content of the cells of a table is read.
fn is_layout(table: &NodeRef<'_>) -> bool {
    let is_code = |node: NodeRef<'_>| matches!(node.node_name().as_deref(), Some("pre" | "code"));
    let class = table.attr_or("class", "");
    matches!(&*table.attr_or("role", ""), "presentation" | "none")
        || ["highlight", "code", "blob"].iter().any(|part| class.contains(part))
        || table.descendants_it().any(is_code)
}

fn is_foreign(node: &NodeRef<'_>, name: &str) -> bool {
    let is_root = matches!(name, "svg" | "math");
    is_root || node.qual_name_ref().is_some_and(|name| &*name.ns != "http://www.w3.org/1999/xhtml")
}

fn contains_image(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|child| child.node_name().as_deref() == Some("img"))
}

/// The number of a callout in code, which replaces its image.
fn callout(image: &NodeRef<'_>) -> Option<String> {
    let alt = image.attr("alt")?;
    let alt = alt.trim();
    let is_number = (1..=3).contains(&alt.len()) && alt.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("({alt})"))
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
    fn a_caption_may_repeat_the_description_of_a_lazy_image() {
        let html = "<figure><img src='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' \
            alt=Rain data-dataset='{\"url\":\"/rain\"}'><noscript><img src=/rain.jpg alt=Rain></noscript>\
            <figcaption>Rain in Ghent</figcaption></figure>";
        assert_eq!(difference(html, &document(html), &[]), None);
    }

    #[test]
    fn what_may_be_left_out_of_a_link_does_not_demand_the_link() {
        let html = "<p>Rain<a href=/2><button><img src=/i.png></button></a> stopped.";
        assert_eq!(difference(html, &document(html), &[]), None);
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
