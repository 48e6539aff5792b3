//! Law: all operations on trees work at any depth, on a small stack.

use newsclip::normal::normalize;
use newsclip::tree::{
    Block, Cell, CodeBlock, DescriptionItem, Figure, FigureImage, Image, Inline, Link, LinkTarget, List,
    Mark, Row, Ruby, Table, dismantle, text, walk_mut,
};
use newsclip::{Document, Html, Markdown, Text};

use crate::support::document;

const LEVELS: usize = 100_000;

/// A quarter of the default stack of a thread.
const STACK: usize = 512 << 10;

const IMAGE: &str = "https://a.example/i.png";

pub type Nest<T> = fn(Vec<T>) -> T;

/// Every block that contains blocks.
pub const BLOCKS: &[(&str, Nest<Block>)] = &[
    ("quote", Block::quote),
    ("bullets", |content| List::bullets(vec![content]).into()),
    ("numbers", |content| List::numbered(1, vec![content]).into()),
    ("term", |content| Block::DescriptionList { items: vec![DescriptionItem::term(content)] }),
    ("description", |content| Block::DescriptionList { items: vec![DescriptionItem::description(content)] }),
    ("cell", |content| Table::new(vec![Row::new(vec![Cell::new(content)])]).into()),
    ("header cell", |content| {
        let mut table = Table::new(vec![]);
        table.head = vec![Row::new(vec![Cell::header(content)])];
        table.into()
    }),
    ("caption of a table", |content| {
        let mut table =
            Table::new(vec![Row::new(vec![Cell::new(vec![Block::paragraph(vec!["雨".into()])])])]);
        table.caption = content;
        table.into()
    }),
    ("caption of a figure", |content| {
        Figure::new(vec![FigureImage::new(Image::new(IMAGE))]).with_caption(content).into()
    }),
];

/// Every inline that contains inlines.
pub const INLINES: &[(&str, Nest<Inline>)] = &[
    ("strong", Inline::strong),
    ("emphasis", Inline::emphasis),
    ("underline", |content| Inline::marked(Mark::Underline, content)),
    ("superscript", |content| Inline::marked(Mark::Superscript, content)),
    ("link", |content| Link::new(LinkTarget::new("/a"), content).into()),
    ("base of a ruby", |content| Ruby::new(content, vec!["a".into()]).into()),
    ("reading of a ruby", |content| Ruby::new(vec!["a".into()], content).into()),
];

fn nested<T>(innermost: T, nest: Nest<T>) -> T {
    (0..LEVELS).fold(innermost, |inner, _| nest(vec![inner]))
}

fn deep_trees() -> impl Iterator<Item = (&'static str, Block)> {
    let blocks =
        BLOCKS.iter().map(|(name, nest)| (*name, nested(Block::paragraph(vec!["停了".into()]), *nest)));
    let inlines =
        INLINES.iter().map(|(name, nest)| (*name, Block::paragraph(vec![nested("停了".into(), *nest)])));
    let headings =
        INLINES.iter().map(|(name, nest)| (*name, Block::heading(2, vec![nested("停了".into(), *nest)])));
    let code = INLINES.iter().map(|(name, nest)| {
        let mut code = CodeBlock::new("");
        code.content = vec![nested("停了".into(), *nest)];
        (*name, Block::from(code))
    });
    blocks.chain(inlines).chain(headings).chain(code)
}

fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}

/// The outputs of every writer.
fn outputs(document: &Document) -> Vec<(&'static str, String)> {
    vec![
        ("Markdown", document.to_markdown()),
        ("wrapped Markdown", Markdown::new().wrap(60).render(document)),
        ("text", document.to_text()),
        ("wrapped text", Text::new().wrap(60).render(document)),
        ("HTML", document.to_html()),
        ("page", Html::page().render(document)),
        ("JSON", document.to_json()),
        ("clip", document.to_clip()),
        ("RSS", document.to_rss()),
        ("Atom", document.to_atom()),
        ("JSON Feed", document.to_json_feed()),
    ]
}

#[test]
fn writers_take_trees_of_any_depth() {
    on_small_stack(|| {
        for (name, block) in deep_trees() {
            let document = document(vec![block]);
            for (format, output) in outputs(&document) {
                assert!(output.contains('停'), "{name} in {format}: {output:.200}");
                // Indented JSON of captions, which keep their images.
                assert!(output.len() < 1000 * LEVELS, "{name} in {format}: {} bytes", output.len());
            }
            dismantle(document.body);
        }
    });
}

#[test]
fn walks_take_trees_of_any_depth() {
    on_small_stack(|| {
        for (name, block) in deep_trees() {
            assert!(block.text().contains("停了"), "{name}");
            let mut document = document(vec![block]);
            assert!(document.walk().count() > LEVELS, "{name}");
            assert!(document.texts().any(|text| text == "停了"), "{name}");
            let mut visited = 0;
            walk_mut(&mut document.body, |_| visited += 1);
            assert!(visited > LEVELS, "{name}");
            let (links, images) = (document.links().count(), document.images().count());
            assert_eq!(
                (document.links_mut().count(), document.images_mut().count()),
                (links, images),
                "{name}"
            );
            if let [Block::Paragraph { content }] = &document.body[..] {
                assert!(text(content).contains("停了"), "{name}");
            }
            dismantle(document.body);
        }
    });
}

#[test]
fn normal_form_takes_trees_of_any_depth() {
    on_small_stack(|| {
        for (name, block) in deep_trees() {
            let normal = normalize(vec![block]);
            assert!(normal.iter().map(Block::text).any(|text| text.contains("停了")), "{name}");
            // Comparison is recursive, so this would overflow the stack if the tree were still deep.
            assert_eq!(normalize(normal.clone()), normal, "{name}");
        }
    });
}

/// Elements whose content is read by rules of their own.
const ELEMENTS: [&str; 66] = [
    "a href=/",
    "a rel=author href=/",
    "annotation-xml encoding=text/html",
    "b",
    "blockquote",
    "button",
    "caption",
    "code",
    "dd",
    "details",
    "div",
    "div class=code",
    "div class=foldopen",
    "div class=line",
    "div class=syntaxhighlighter",
    "div itemprop=author itemscope itemtype=http://schema.org/Article",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "foreignObject",
    "form",
    "frameset",
    "h2",
    "html itemtype=http://schema.org/Article",
    "iframe",
    "li",
    "li id=fn1",
    "math",
    "mfrac",
    "mi",
    "mrow",
    "mtable",
    "mtd",
    "mtr",
    "noscript",
    "object",
    "ol",
    "option",
    "p",
    "picture",
    "pre",
    "q",
    "rt",
    "rtc",
    "ruby",
    "script type=application/ld+json",
    "section",
    "select",
    "semantics",
    "span",
    "span class=line",
    "summary",
    "sup",
    "svg",
    "table",
    "table class=highlight",
    "table class=lntable",
    "table role=none",
    "td",
    "template",
    "textarea",
    "title",
    "tr",
    "ul",
    "video src=/v",
];

/// Reads a text of this format as whatever it may be.
fn read_all(text: &str) {
    let _ = newsclip::parse(text).map(|document| outputs(&document));
    let _ = Document::from_json(text);
    let _ = newsclip::Feed::parse(text).map(|feed| feed.to_atom());
}

#[test]
fn readers_take_input_of_any_depth() {
    on_small_stack(|| {
        for outer in ELEMENTS {
            for inner in ELEMENTS {
                let html = format!("{}停了<img data-src=/i.png>", format!("<{outer}><{inner}>").repeat(150));
                let page = newsclip::html::Reader::new().own_address().read(&html);
                let document = document(page.body);
                assert!(
                    document.to_html().len() + document.to_markdown().len() < 200_000,
                    "{outer}, {inner}"
                );
            }
        }
        for (start, piece) in [
            ("<script type=application/ld+json>", "["),
            ("<script type=application/ld+json>", "{\"@graph\":"),
            ("", "["),
            (
                "{\"version\":1,\"title\":\"a\",\"url\":\"https://a.example/1\",\"body\":",
                "[{\"type\":\"quote\",\"content\":",
            ),
            ("{\"version\":1,\"title\":\"a\",\"url\":\"https://a.example/1\",\"body\":[", "{\"x\":"),
            ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"x\":"),
            ("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":", "["),
            ("<rss><channel><item>", "<a>"),
            ("<rss><channel>", "<item>"),
            ("<rss><channel><item><description>", "&lt;div&gt;"),
            (
                "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>",
                "<div xmlns='http://www.w3.org/1999/xhtml'>",
            ),
            ("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry><source>"),
            ("<opml>", "<outline>"),
            ("[a](https://a.example/1)\n------\n", "<div>"),
            ("[a](https://a.example/1)\n------\n", "<ul><li>"),
            ("---\ntags: ", "["),
            ("---\ntags:\n", "- "),
        ] {
            let text = format!("{start}{}", piece.repeat(LEVELS / 4));
            read_all(&text);
            newsclip::html::Reader::new().read(&text);
        }
    });
}

/// The depth is that of a block, not the number of blocks before it.
#[test]
fn many_blocks_keep_their_nesting() {
    let item = || Block::paragraph(vec!["雨".into()]);
    let quote = Block::quote(vec![List::bullets(vec![vec![item()], vec![item()]]).into()]);
    let (one, many) = (vec![quote.clone()], vec![quote; 200]);
    let times = |text: String, between: &str| vec![text; 200].join(between);
    assert_eq!(Text::new().render_blocks(&many), times(Text::new().render_blocks(&one), "\n"));
    assert_eq!(Markdown::new().render_blocks(&many), times(Markdown::new().render_blocks(&one), "\n"));
    assert_eq!(Html::new().render_blocks(&many), times(Html::new().render_blocks(&one), ""));
}

/// `tree` documents these depths.
#[test]
fn derived_traits_support_the_documented_depth() {
    let run = || {
        for (nest, levels) in BLOCKS.iter().flat_map(|(_, nest)| [(nest, 400), (nest, 200)]) {
            let deep = (0..levels).fold(Block::paragraph(vec!["雨".into()]), |inner, _| nest(vec![inner]));
            assert_eq!(deep, deep.clone());
            if levels == 200 {
                assert!(format!("{deep:?}").contains('雨'));
            }
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}
