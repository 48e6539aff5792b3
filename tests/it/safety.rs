//! Law: no output of any input contains a construct that executes. Outputs are parsed into html5ever's `RcDom`, as in browsers,
//! with and without scripting, and may contain only the elements, attributes and schemes that `docs/security.md` lists. Inputs
//! are our own attacks (`fixtures/safety`), those of html5lib and sanitizers if `../shared/vectors` exists, markup soup, and
//! trees with an attack in every string.

use std::fs;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use html5ever::{Namespace, ParseOpts, QualName, local_name, ns, parse_document, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use newsclip::feed::{Enclosure, Item, Person, Tag};
use newsclip::markdown::{
    CodeFence, DescriptionStyle, Dialect, Emphasis, Footnotes, HardBreak, Header, HeadingStyle, LinkStyle,
    Math,
};
use newsclip::tree::{
    Block, Cell, CodeBlock, DescriptionItem, Embed, EmbedKind, Figure, FigureImage, Image, Inline, Link,
    LinkTarget, List, Mark, Row, Ruby, Table,
};
use newsclip::{Document, Feed, Html, Markdown, Url};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::markdown::{comrak, pulldown};
use crate::support::{BASE, articles, base, document, read, report, tree_construction_inputs, vectors};
use crate::{generate, markup};

/// The elements that the HTML of an article may contain, and their attributes.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "title"]),
    ("audio", &["controls", "src", "title"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("code", &["class"]),
    ("dd", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("iframe", &["src", "title", "sandbox"]),
    ("img", &["src", "alt", "title", "width", "height"]),
    ("input", &["type", "checked", "disabled"]),
    ("li", &["id"]),
    ("mark", &[]),
    ("math", &["alttext", "display"]),
    ("mtext", &[]),
    ("ol", &["start"]),
    ("p", &[]),
    ("pre", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("source", &["src", "type"]),
    ("strong", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("table", &["role"]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan", "align"]),
    ("th", &["colspan", "rowspan", "align"]),
    ("thead", &[]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("video", &["controls", "src", "poster", "title"]),
];

/// Additional elements in a page.
const OF_A_PAGE: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "name", "content"]),
    ("title", &[]),
    ("link", &["rel", "href"]),
    ("style", &[]),
    ("body", &[]),
    ("header", &[]),
    ("main", &[]),
    ("p", &["class"]),
    ("time", &["datetime"]),
];

/// Additional elements from Markdown renderers.
const OF_MARKDOWN: &[(&str, &[&str])] = &[("del", &[]), ("td", &["style"]), ("th", &["style"])];

const LINK_SCHEMES: &[&str] =
    &["https", "http", "mailto", "tel", "ftp", "sms", "magnet", "xmpp", "irc", "ircs"];

/// Whether a browser executes nothing when it follows a URL, or loads it as an image.
fn is_harmless(url: &str, is_image: bool) -> bool {
    // Edited trees may have relative URLs.
    let Ok(url) = base().join(url) else { return false };
    let is_picture = |kind: &str| url.path().starts_with(&format!("image/{kind}"));
    match url.scheme() {
        "data" => {
            is_image && ["png", "jpeg", "gif", "webp", "avif", "bmp"].iter().any(|kind| is_picture(kind))
        }
        scheme => LINK_SCHEMES.contains(&scheme),
    }
}

/// Whether an `id` is that of a note, which shadows nothing that scripts of a page ask for.
fn is_note(id: &str) -> bool {
    id.contains(|c: char| c.is_ascii_digit())
        && ["fn", "ftn", "note", "ref"].iter().any(|word| id.to_ascii_lowercase().contains(word))
}

/// The first dangerous construct in a tree; `besides` are additional elements that are allowed.
fn danger(node: &Handle, besides: &[(&str, &[&str])]) -> Option<String> {
    danger_among(node, besides, &[ns!(html)])
}

/// The same, for elements of these namespaces.
fn danger_among(node: &Handle, besides: &[(&str, &[&str])], namespaces: &[Namespace]) -> Option<String> {
    let found = match &node.data {
        NodeData::Element { name, attrs, .. } => {
            let tag = &*name.local;
            let known: Vec<&str> = ELEMENTS
                .iter()
                .chain(besides)
                .filter(|(known, _)| *known == tag)
                .flat_map(|(_, attributes)| attributes.iter().copied().chain([""]))
                .collect();
            let is_formula = name.ns == ns!(mathml) && matches!(tag, "math" | "mtext");
            if !(namespaces.contains(&name.ns) || is_formula) || known.is_empty() {
                return Some(format!("<{tag}>"));
            }
            let attributes = attrs.borrow();
            let bad = attributes.iter().find(|attribute| {
                let (name, value) = (&*attribute.name.local, &*attribute.value);
                let is_url = matches!(name, "href" | "src" | "poster");
                let is_image = name == "poster" || (name == "src" && tag == "img");
                !known.contains(&name)
                    || (is_url && !is_harmless(value, is_image))
                    || (name == "class" && tag == "code" && !value.starts_with("language-"))
                    || (name == "style" && !value.starts_with("text-align: "))
                    || (name == "type" && tag == "input" && value != "checkbox")
                    || (name == "id" && tag == "li" && !is_note(value))
                    || (name == "sandbox" && value.contains("top-navigation"))
            });
            // HTML may stand in `mtext`, so nothing but text does.
            let is_text = |child: &Handle| matches!(child.data, NodeData::Text { .. });
            if tag == "mtext" && !node.children.borrow().iter().all(is_text) {
                return Some("<mtext> with elements".to_string());
            }
            let is_open = tag == "iframe"
                && (!node.children.borrow().is_empty()
                    || !attributes.iter().any(|attribute| &*attribute.name.local == "sandbox"));
            bad.map(|attribute| format!("<{tag} {}={:?}>", attribute.name.local, &*attribute.value))
                .or_else(|| is_open.then(|| "<iframe> without a sandbox".to_string()))
        }
        // This is how Markdown writes an empty item.
        NodeData::Comment { contents } if &**contents == " " && besides == OF_MARKDOWN => None,
        NodeData::Comment { contents } => Some(format!("<!--{contents}-->")),
        NodeData::ProcessingInstruction { .. } => Some("<?".to_string()),
        NodeData::Document | NodeData::Doctype { .. } | NodeData::Text { .. } => None,
    };
    found.or_else(|| node.children.borrow().iter().find_map(|child| danger_among(child, besides, namespaces)))
}

/// The same for a fragment, in any context.
fn danger_in(html_text: &str, besides: &[(&str, &[&str])]) -> Option<String> {
    let html = |name| QualName::new(None, ns!(html), name);
    let html_contexts =
        ["body", "div", "p", "td", "template", "select", "textarea"].map(|name| html(name.into()));
    // In SVG, elements become SVG elements, which execute nothing without attributes or elements outside the list.
    let contexts = html_contexts.into_iter().chain([QualName::new(None, ns!(svg), local_name!("svg"))]);
    let places = contexts.flat_map(|context| [(context.clone(), true), (context, false)]);
    places.into_iter().find_map(|(context, scripting_enabled)| {
        let mut options = ParseOpts::default();
        options.tree_builder.scripting_enabled = scripting_enabled;
        let namespaces = [ns!(html), context.ns.clone()];
        let dom =
            parse_fragment(RcDom::default(), options, context, vec![], scripting_enabled).one(html_text);
        let root = dom.document.children.borrow()[0].clone();
        let children = root.children.borrow();
        children.iter().find_map(|child| danger_among(child, besides, &namespaces))
    })
}

fn danger_in_page(page: &str) -> Option<String> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    danger(&dom.document, OF_A_PAGE)
}

/// The first dangerous construct in the content that a feed reader receives.
fn danger_in_xml(xml: &str) -> Option<String> {
    let tree = roxmltree::Document::parse(xml).unwrap();
    tree.descendants().filter(roxmltree::Node::is_element).find_map(|node| {
        let text: String =
            node.descendants().filter_map(|text| if text.is_text() { text.text() } else { None }).collect();
        let name = node.tag_name().name();
        // Atom declares the type of a text; RSS does not.
        let is_html = match name {
            "encoded" => true,
            "description" => node.parent().is_some_and(|parent| parent.tag_name().name() == "item"),
            "summary" | "content" | "title" => node.attribute("type") == Some("html"),
            _ => false,
        };
        let of_text = match name {
            _ if is_html => danger_in(&text, &[]).map(|found| format!("{found} in {name}")),
            "link" | "url" if !text.is_empty() => {
                (!is_harmless(&text, false)).then(|| format!("{text:?} in {name}"))
            }
            _ => None,
        };
        let url = node.attributes().find(|attribute| {
            matches!(attribute.name(), "href" | "url") && !is_harmless(attribute.value(), false)
        });
        of_text.or_else(|| url.map(|attribute| format!("{:?}", attribute.value())))
    })
}

fn danger_in_json(json: &str) -> Option<String> {
    let feed: serde_json::Value = serde_json::from_str(json).unwrap();
    let items = feed["items"].as_array().unwrap().iter();
    items.flat_map(|item| item.as_object().unwrap()).find_map(|(name, value)| {
        let text = value.as_str().unwrap_or_default();
        match name.as_str() {
            "content_html" => danger_in(text, &[]),
            "url" | "image" => (!is_harmless(text, false)).then(|| format!("{name}: {text:?}")),
            _ => None,
        }
    })
}

/// The first dangerous construct in any output.
fn dangerous(document: &Document) -> Option<String> {
    let html = danger_in(&document.to_html(), &[]).map(|found| format!("HTML: {found}"));
    let page = || danger_in_page(&Html::page().render(document)).map(|found| format!("page: {found}"));
    let markdown = || {
        let heading = Markdown::new().header(Header::Title);
        let others = heading
            .clone()
            .links(LinkStyle::Reference)
            .heading(HeadingStyle::Setext)
            .emphasis(Emphasis::Underscore)
            .fence(CodeFence::Tilde)
            .hard_break(HardBreak::Spaces)
            .descriptions(DescriptionStyle::Html)
            .dialect(Dialect::CjkFriendly)
            .math(Math::Dollars)
            .footnotes(Footnotes::Markers)
            .wrap(20);
        // Also for renderers without support for front matter.
        [heading, others, Markdown::new()].iter().find_map(|options| {
            let markdown = options.render(document);
            [comrak(&markdown), pulldown(&markdown)]
                .iter()
                .find_map(|html| danger_in(html, OF_MARKDOWN))
                .map(|found| format!("Markdown: {found}\n{markdown}"))
        })
    };
    let feeds = || {
        let rss = danger_in_xml(&document.to_rss()).map(|found| format!("RSS: {found}"));
        let atom = || danger_in_xml(&document.to_atom()).map(|found| format!("Atom: {found}"));
        let json = || danger_in_json(&document.to_json_feed()).map(|found| format!("JSON Feed: {found}"));
        rss.or_else(atom).or_else(json)
    };
    html.or_else(page).or_else(markdown).or_else(feeds)
}

/// Our own attacks, which are the paragraphs of the files in `fixtures/safety`, and those from the tests of two sanitizers if
/// `../shared/vectors` exists.
fn attacks() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/safety");
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let mut attacks: Vec<String> =
        files.flat_map(|file| file.split("\n\n").map(str::to_string).collect::<Vec<_>>()).collect();
    if let Some(folder) = vectors() {
        let loofah = fs::read_to_string(folder.join("loofah-sanitizer.dat")).unwrap();
        let inputs = loofah.lines().filter_map(|line| line.trim().strip_prefix("\"input\": "));
        attacks
            .extend(inputs.map(|input| serde_json::from_str::<String>(input.trim_end_matches(',')).unwrap()));
        let links = fs::read_to_string(folder.join("markdown-it-xss.txt")).unwrap();
        attacks.extend(links.split("\n.\n").map(str::to_string));
    }
    assert!(attacks.len() > 90);
    attacks
}

/// An article with the same text in every string.
fn everywhere(attack: &str) -> Document {
    let text = || vec![Inline::from(attack)];
    let line = || vec![Block::paragraph(text())];
    let target = || LinkTarget::new(attack).with_title(attack);
    let image = |url: &str| {
        let mut image = Image::new(url).with_alt(attack);
        image.title = Some(attack.to_string());
        image
    };
    let embed = |kind, url: &str| {
        let mut embed = Embed::new(kind, url);
        let words = || Some(attack.to_string());
        (embed.media_type, embed.poster, embed.title) = (words(), words(), words());
        Block::from(embed)
    };
    let table = |caption| {
        let row = |cell: fn(Vec<Block>) -> Cell| Row::new(vec![cell(line()), cell(line())]);
        let mut table = Table::new(vec![row(Cell::new)]);
        (table.caption, table.head) = (caption, vec![row(Cell::header)]);
        Block::from(table)
    };
    let harmless = LinkTarget::new(BASE).with_title(attack);
    let (player, file) = (format!("{BASE}/v"), format!("{BASE}/i.png"));
    let mut article = document(vec![
        Block::heading(2, text()),
        Block::paragraph(vec![
            Link::new(target(), text()).into(),
            Link::new(harmless, vec![Inline::strong(text())]).into(),
            image(attack).into(),
            image(&file).into(),
            Inline::code(attack),
            Ruby::new(text(), text()).into(),
            Inline::marked(Mark::Superscript, text()),
        ]),
        Block::quote(line()),
        List::bullets(vec![line()]).into(),
        Block::DescriptionList { items: vec![DescriptionItem::term(line())] },
        table(vec![]),
        table(line()),
        Figure::new(vec![FigureImage::new(image(attack)).with_link(target())]).with_caption(line()).into(),
        CodeBlock::new(attack).with_language(attack).into(),
        embed(EmbedKind::Frame, attack),
        embed(EmbedKind::Video, attack),
        embed(EmbedKind::Audio, attack),
        embed(EmbedKind::Frame, &player),
        embed(EmbedKind::Video, &player),
        embed(EmbedKind::Audio, &player),
    ]);
    article.title = attack.to_string();
    (article.authors, article.tags) = (vec![attack.to_string()], vec![attack.to_string()]);
    (article.language, article.summary) = (Some(attack.to_string()), Some(attack.to_string()));
    article
}

#[test]
fn attacks_are_harmless() {
    let (attacks, inputs) = (attacks(), tree_construction_inputs());
    let read = attacks.iter().chain(&inputs).map(|html| read(html));
    let built = attacks.iter().map(|attack| everywhere(attack));
    let failures = read.chain(built).filter_map(|article| dangerous(&article));
    report("safety, attacks", attacks.len() + inputs.len(), &failures.collect::<Vec<_>>());
}

#[test]
fn articles_are_harmless() {
    let found = articles().iter().filter_map(|article| {
        let document = newsclip::parse(&article.source).unwrap();
        dangerous(&document).map(|found| format!("{}: {found}", article.path.display()))
    });
    report("safety, articles", articles().len(), &found.collect::<Vec<_>>());
}

#[test]
fn a_documents_own_url_is_harmless() {
    let mut article = read("<p>雨停了。</p>");
    for url in ["javascript:alert(1)", "data:text/html,x", "file:///x"] {
        article.url = Url::parse(url).unwrap();
        assert_eq!(dangerous(&article), None, "{url}");
    }
    let rss = "<rss version=\"2.0\"><channel><title>雨</title><link>javascript:alert(1)</link><item><title>雨</title>\
        <link>javascript:alert(1)</link><description>&lt;a href=\"javascript:alert(1)\"&gt;雨&lt;/a&gt;</description></item></channel></rss>";
    if let Ok(feed) = Feed::parse(rss) {
        for article in feed.clone().into_documents().flatten() {
            assert_eq!(dangerous(&article), None);
        }
        assert_eq!(danger_in_xml(&feed.to_rss()), None);
        assert_eq!(danger_in_xml(&feed.to_atom()), None);
    }
}

/// A feed with the same text in every string of its head and its item, and with addresses that execute code.
fn feed_everywhere(attack: &str) -> Feed {
    let words = || Some(attack.to_string());
    let url = || Url::parse(attack).or_else(|_| Url::parse("javascript:alert(1)")).ok();
    let person = || {
        let mut person = Person::new(attack);
        (person.email, person.url, person.avatar) = (words(), url(), url());
        person
    };
    let mut tag = Tag::from(attack.to_string());
    (tag.scheme, tag.label) = (words(), words());
    let mut item = Item::new(attack);
    (item.id, item.url, item.external_url, item.language) = (words(), url(), url(), words());
    (item.authors, item.contributors, item.tags) = (vec![person()], vec![person()], vec![tag.clone()]);
    item.content = everywhere(attack).body;
    item.summary = vec![Block::paragraph(vec![attack.into()])];
    (item.image, item.thumbnail, item.rights) = (url(), url(), words());
    item.enclosures = url().into_iter().map(Enclosure::new).collect();
    let mut feed = Feed::new(attack);
    (feed.id, feed.url, feed.feed_url, feed.rss_url) = (words(), url(), url(), url());
    (feed.atom_url, feed.json_url, feed.icon, feed.logo) = (url(), url(), url(), url());
    (feed.description, feed.language, feed.rights, feed.generator) = (words(), words(), words(), words());
    (feed.authors, feed.contributors, feed.tags) = (vec![person()], vec![person()], vec![tag]);
    (feed.hubs, feed.stylesheets) = (url().into_iter().collect(), vec![attack.to_string()]);
    feed.items = vec![item];
    feed
}

/// The value of an attribute in XML.
fn unescaped(value: &str) -> String {
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#10;", "\n"), ("&amp;", "&")];
    references.into_iter().fold(value.to_string(), |value, (reference, c)| value.replace(reference, c))
}

/// The first dangerous construct in the outputs of a feed, including references to style sheets.
fn dangerous_feed(feed: &Feed) -> Option<String> {
    let xml = |xml: String| {
        let href = |line: &str| {
            line.split_once("<?xml-stylesheet")?.1.split_once("href=\"")?.1.split('"').next().map(unescaped)
        };
        let runs = |line: &&str| href(line).is_some_and(|href| !is_harmless(&href, false));
        let style = xml.lines().find(runs).map(str::to_string);
        style.or_else(|| danger_in_xml(&xml))
    };
    xml(feed.to_rss()).or_else(|| xml(feed.to_atom())).or_else(|| danger_in_json(&feed.to_json_feed()))
}

#[test]
fn feeds_with_attacks_everywhere_are_harmless() {
    let attacks = attacks();
    let found = attacks.iter().filter_map(|attack| {
        dangerous_feed(&feed_everywhere(attack)).map(|found| format!("{attack:?}: {found}"))
    });
    report("safety, feeds", attacks.len(), &found.collect::<Vec<_>>());
}

/// The metadata of a page is written to the head of every output.
#[test]
fn pages_with_attacks_in_their_heads_are_harmless() {
    let attacks = attacks();
    let found = attacks.iter().filter_map(|attack| {
        let quoted = attack.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        let names = ["author", "description", "og:title", "keywords", "article:tag", "og:image", "og:url", "og:site_name"];
        let meta = |name: &str| format!("<meta property=\"{name}\" content=\"{quoted}\">");
        let metas = names.map(meta).concat();
        let page = format!(
            "<html lang=\"{quoted}\"><title>{quoted}</title>{metas}<link rel=canonical href=\"{quoted}\"><base href=\"{quoted}\">\
             <ul><li><input type=checkbox>{attack}</ul>"
        );
        let document = Document::from_html(&page, base());
        dangerous(&document).map(|found| format!("{attack:?}: {found}"))
    });
    report("safety, heads of pages", attacks.len(), &found.collect::<Vec<_>>());
}

#[test]
fn danger_is_found() {
    for html in [
        "<script>x</script>",
        "<p onclick=x>",
        "<a href=javascript:x>",
        "<img src=data:image/svg+xml,x>",
        "<svg>",
        "<!-- x -->",
        "<iframe src=https://a.example/></iframe>",
        "<p id=x>",
        "<a href='java\nscript:x'>",
    ] {
        assert!(danger_in(html, &[]).is_some(), "{html}");
    }
}

/// A tag that is alone in its line begins an HTML block, in which escapes are not read (CommonMark §4.6).
#[test]
fn tags_of_marks_are_not_alone_in_a_line() {
    let begin_blank =
        [Inline::LineBreak, "  ".into(), "\t".into(), "".into(), "  x".into()].map(|first| vec![first]);
    // Without its URL, an image is nothing, and a link is its text.
    let unseen = [
        vec![Image::new("javascript:x()").into(), "  x".into()],
        vec![Image::new("javascript:x()").into(), " ".into(), Inline::LineBreak, "x".into()],
        vec![Inline::link("javascript:x()", vec!["  x".into()])],
        vec![Inline::math("  x")],
        vec![" ".into(), Inline::LineBreak, "x".into()],
    ];
    for first in begin_blank.into_iter().chain(unseen) {
        let attack = || [first.clone(), vec![Inline::strong(vec!["<script>x()</script>".into()])]].concat();
        for line in [
            Inline::marked(Mark::Underline, attack()),
            Inline::marked(Mark::Underline, vec![Inline::marked(Mark::Underline, attack())]),
            Ruby::new(attack(), vec!["y".into()]).into(),
        ] {
            let body = [Block::paragraph(vec![line, Inline::LineBreak, "<script>x()</script>".into()])];
            for options in [
                Markdown::new(),
                Markdown::new().hard_break(HardBreak::Spaces),
                Markdown::new().wrap(1),
                Markdown::new().hard_break(HardBreak::Spaces).wrap(1),
            ] {
                let markdown = options.render_blocks(&body);
                let found = [comrak(&markdown), pulldown(&markdown)]
                    .iter()
                    .find_map(|html| danger_in(html, OF_MARKDOWN));
                assert_eq!(found, None, "{markdown}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn any_markup_is_harmless(html in markup::soup()) {
        prop_assert_eq!(dangerous(&read(&html)), None);
    }

    #[test]
    fn any_tree_is_harmless(body in generate::blocks()) {
        prop_assert_eq!(dangerous(&document(body)), None);
    }
}

proptest! {
    // Each case is an article of fifty blocks.
    #![proptest_config(ProptestConfig::with_cases(generate::cases() / 16))]

    #[test]
    fn any_attacks_together_are_harmless(pieces in vec(select(attacks()), 1..4)) {
        let text = pieces.concat();
        prop_assert_eq!(dangerous(&read(&text)), None);
        prop_assert_eq!(dangerous(&everywhere(&text)), None);
    }
}
