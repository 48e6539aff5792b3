//! Generated trees.

use newsclip::normal::normalize;
use newsclip::tree::{
    Alignment, Block, Cell, CodeBlock, DescriptionItem, Embed, EmbedKind, Figure, FigureImage, Image, Inline,
    LinkTarget, List, ListItem, Mark, Row, Ruby, Table,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::markup::PIECES;

/// The number of cases for each property: `NEWSCLIP_CASES`, or 512.
pub fn cases() -> u32 {
    std::env::var("NEWSCLIP_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(512)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => vec(select(PIECES), 1..6).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Pieces of URLs.
const URL_PIECES: &[&str] = &[
    "a", "b_c", "(", ")", "中文", "%E4", "*", "~", "&copy;", "&", "?", "=", "[", "]", "|", "!", "'", ",",
    "\"", "<", ">", " ", "\\", "#x", "`", "\t", "\u{3000}",
];

/// URLs that are not absolute `http` URLs.
const ODD_URLS: &[&str] = &[
    "",
    "/a",
    "img/1.png",
    "图/一.png",
    "../a",
    "#note",
    "?q=1",
    "//b.example/x",
    "a:b",
    "javascript:x()",
    "java\nscript:x()",
    "data:image/png;base64,AAAA",
    "data:text/html,x",
    "ftp://a.example/x",
    "mailto:a@b.example",
];

fn url() -> impl Strategy<Value = String> {
    let tail = vec(select(URL_PIECES), 0..5);
    prop_oneof![
        8 => tail.prop_map(|tail| format!("https://a.example/{}", tail.concat())),
        2 => select(ODD_URLS).prop_map(str::to_string),
    ]
}

fn target() -> impl Strategy<Value = LinkTarget> {
    (url(), option::weighted(0.2, text())).prop_map(|(url, title)| {
        let mut target = LinkTarget::new(url);
        target.title = title;
        target
    })
}

fn image() -> impl Strategy<Value = Image> {
    (url(), option::of(text()), option::weighted(0.2, text()), option::weighted(0.2, 0..900_u32)).prop_map(
        |(url, alt, title, width)| {
            let mut image = Image::new(url).with_alt(alt.unwrap_or_default());
            (image.title, image.width, image.height) = (title, width, width);
            image
        },
    )
}

/// URLs of notes, and others that are like them.
const ANCHORS: &[&str] = &[
    "https://a.example/1#fn1",
    "https://a.example/1#fn2",
    "https://b.example/#fn1",
    "https://news.example/a/1#cite_note-3",
    "https://a.example/1#top",
    "#fn:4",
    "#",
    "fn5",
];

/// A link to a note.
fn note_mark() -> impl Strategy<Value = Inline> {
    (select(ANCHORS), select(&["1", "[2]", "*", "[note 3]", "a long text"][..]), any::<bool>()).prop_map(
        |(url, mark, is_raised)| {
            let link = Inline::link(url, vec![mark.into()]);
            if is_raised { Inline::marked(Mark::Superscript, vec![link]) } else { link }
        },
    )
}

const MARKS: &[Mark] = &[
    Mark::Strong,
    Mark::Strong,
    Mark::Strong,
    Mark::Emphasis,
    Mark::Emphasis,
    Mark::Underline,
    Mark::Strikethrough,
    Mark::Superscript,
    Mark::Subscript,
    Mark::Highlight,
];

/// TeX, and text that dollar signs cannot hold.
const TEX_PIECES: &[&str] = &[
    "x",
    "^2",
    "_{i}",
    "\\frac{a}{b}",
    "\\{",
    "\\\\",
    "\\",
    "{",
    "}",
    "$",
    "|",
    " ",
    "  ",
    "`",
    "<b",
    ">",
    "&amp;",
    "&",
    "*",
    "5",
    "%",
    "\n",
    "\u{a0}",
    "{\\displaystyle",
    "雨",
    "[^1]",
    "](x)",
    "=",
    "\"",
    "~~",
    "\u{1}",
];

fn tex() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just("x_i*y_j*z".to_string()),
        6 => vec(select(TEX_PIECES), 0..6).prop_map(|pieces| pieces.concat()),
        1 => text(),
    ]
}

fn math() -> impl Strategy<Value = Inline> {
    (tex(), any::<bool>()).prop_map(|(tex, display)| Inline::Math { tex, display })
}

pub fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        8 => text().prop_map(Inline::Text),
        1 => text().prop_map(Inline::code),
        1 => math(),
        1 => note_mark(),
        1 => image().prop_map(Inline::from),
        2 => Just(Inline::LineBreak),
    ];
    let inline = leaf.prop_recursive(4, 16, 4, |inner| {
        let content = vec(inner, 0..4);
        prop_oneof![
            12 => (select(MARKS), content.clone()).prop_map(|(mark, content)| Inline::marked(mark, content)),
            1 => (content.clone(), content.clone()).prop_map(|(base, reading)| Ruby::new(base, reading).into()),
            2 => (target(), content).prop_map(|(target, content)| newsclip::tree::Link::new(target, content).into()),
        ]
    });
    vec(inline, 0..6)
}

fn embed() -> impl Strategy<Value = Block> {
    let kind = select(&[EmbedKind::Video, EmbedKind::Audio, EmbedKind::Frame][..]);
    let media_type = option::weighted(0.3, Just("video/mp4".to_string()));
    (kind, url(), media_type, option::weighted(0.3, url()), option::of(text())).prop_map(
        |(kind, url, media_type, poster, title)| {
            let mut embed = Embed::new(kind, url);
            (embed.poster, embed.media_type, embed.title) = (poster, media_type, title);
            embed.into()
        },
    )
}

fn code() -> impl Strategy<Value = Block> {
    let language = option::of(select(&["rust", "c++", "", "a b", "`", "text"][..]).prop_map(str::to_string));
    let piece = prop_oneof![3 => text(), 1 => Just("\n".to_string()), 1 => Just("\tx\n\n  y".to_string())];
    let plain = vec(piece, 0..4).prop_map(|text| vec![Inline::Text(text.concat())]);
    (language, prop_oneof![3 => plain, 1 => inlines()]).prop_map(|(language, content)| {
        let mut code = CodeBlock::new("");
        (code.language, code.content) = (language, content);
        code.into()
    })
}

fn figure(caption: impl Strategy<Value = Vec<Block>>) -> impl Strategy<Value = Block> {
    let image = (image(), option::weighted(0.3, target())).prop_map(|(image, link)| {
        let mut image = FigureImage::new(image);
        image.link = link;
        image
    });
    (vec(image, 0..3), caption).prop_map(|(images, caption)| Figure::new(images).with_caption(caption).into())
}

fn cell(content: impl Strategy<Value = Vec<Block>>) -> impl Strategy<Value = Cell> {
    let align = option::weighted(0.2, select(&[Alignment::Left, Alignment::Center, Alignment::Right][..]));
    let span = || prop_oneof![14 => Just(1_u16), 1 => 0..4_u16];
    (prop::bool::weighted(0.2), span(), span(), align, content).prop_map(
        |(header, columns, rows, align, content)| {
            let mut cell = Cell::new(content);
            (cell.header, cell.columns, cell.rows, cell.align) = (header, columns, rows, align);
            cell
        },
    )
}

fn table(content: impl Strategy<Value = Vec<Block>> + Clone) -> impl Strategy<Value = Block> {
    let row = || vec(cell(content.clone()), 0..4).prop_map(Row::new);
    let caption = prop_oneof![4 => Just(vec![]), 1 => content.clone()];
    (caption, vec(row(), 0..2), vec(row(), 0..3)).prop_map(|(caption, head, body)| {
        let mut table = Table::new(body);
        (table.caption, table.head) = (caption, head);
        table.into()
    })
}

/// A table whose cells are single lines, and some of them span columns.
pub fn table_of_lines() -> impl Strategy<Value = Block> {
    let cell = (text(), prop_oneof![3 => Just(1_u16), 1 => 2..4_u16]).prop_map(|(text, columns)| {
        let mut cell = Cell::new(vec![Block::paragraph(vec![Inline::from(text)])]);
        cell.columns = columns;
        cell
    });
    let row = vec(cell, 1..4).prop_map(Row::new).boxed();
    (vec(row.clone(), 0..2), vec(row, 1..3)).prop_map(|(head, body)| {
        let mut table = Table::new(body);
        table.head = head;
        table.into()
    })
}

fn list(content: impl Strategy<Value = Vec<Block>>) -> impl Strategy<Value = Block> {
    let start = option::of(select(&[0_u32, 1, 2, 9, 10, 123_456, 999_999_999, u32::MAX][..]));
    let anchor = option::weighted(0.3, select(ANCHORS));
    let item =
        (option::weighted(0.2, any::<bool>()), anchor, content).prop_map(|(checked, anchor, content)| {
            let item = ListItem::new(content);
            let mut item = match anchor {
                Some(anchor) => item.with_anchor(anchor),
                None => item,
            };
            item.checked = checked;
            item
        });
    (start, vec(item, 0..4)).prop_map(|(start, items)| {
        let mut list = List::bullets(vec![]);
        (list.start, list.items) = (start, items);
        list.into()
    })
}

/// Any tree that can be built by hand.
pub fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        8 => inlines().prop_map(Block::paragraph),
        2 => (0..8_u8, inlines()).prop_map(|(level, content)| Block::heading(level, content)),
        1 => code(),
        1 => embed(),
        1 => Just(Block::ThematicBreak),
        1 => figure(Just(vec![])),
    ];
    let block = leaf.prop_recursive(4, 24, 4, |inner| {
        let content = vec(inner.clone(), 0..4);
        let item = (any::<bool>(), content.clone()).prop_map(|(is_term, content)| {
            if is_term { DescriptionItem::term(content) } else { DescriptionItem::description(content) }
        });
        prop_oneof![
            3 => content.clone().prop_map(Block::quote),
            5 => list(content.clone()),
            1 => vec(item, 0..3).prop_map(|items| Block::DescriptionList { items }),
            2 => table(vec(inner, 0..2)),
            1 => figure(content),
        ]
    });
    vec(block, 0..5)
}

/// A link from a text to one of four notes, or back.
fn reference() -> impl Strategy<Value = Inline> {
    let link =
        |name: &str, mark: &str| Inline::link(format!("https://a.example/1#{name}"), vec![mark.into()]);
    (1..5_u8, 0..4_u8).prop_map(move |(number, kind)| match kind {
        0 => link(&format!("fn{number}"), &format!("[{number}]")),
        1 => link(&format!("fnref{number}"), "↩"),
        _ => {
            let link = link(&format!("fn{number}"), &number.to_string());
            Inline::marked(Mark::Superscript, vec![link])
        }
    })
}

fn line_with_references() -> impl Strategy<Value = Block> {
    let piece = prop_oneof![2 => inlines(), 3 => reference().prop_map(|link| vec![link])];
    vec(piece, 1..6).prop_map(|pieces| Block::paragraph(pieces.concat()))
}

/// A tree in normal form with notes.
pub fn blocks_with_notes() -> impl Strategy<Value = Vec<Block>> {
    let lines = || vec(line_with_references(), 0..3);
    let item = (line_with_references(), prop_oneof![3 => Just(vec![]), 1 => blocks()])
        .prop_map(|(line, rest)| [vec![line], rest].concat());
    let list = (option::of(1..5_u32), vec(item, 1..5)).prop_map(|(start, items)| {
        let mut list = List::bullets(items);
        list.start = start;
        for (number, item) in (1..).zip(&mut list.items) {
            *item = std::mem::take(item).with_anchor(format!("https://a.example/1#fn{number}"));
        }
        list.into()
    });
    (lines(), blocks(), list, lines())
        .prop_map(|(before, blocks, list, after)| normalize([before, blocks, vec![list], after].concat()))
}

/// Any tree in normal form.
pub fn normal_blocks() -> impl Strategy<Value = Vec<Block>> {
    blocks().prop_map(normalize)
}
