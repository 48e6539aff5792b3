//! Generated trees and generated markup.

use newsclip::{
    Alignment, Block, Cell, CodeBlock, DescriptionItem, DescriptionKind, Embed, EmbedKind, Figure,
    FigureImage, Image, Inline, Link, LinkTarget, List, ListItem, Row, Table,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// How many cases a property is tried with: `NEWSCLIP_CASES` or 512.
pub fn cases() -> u32 {
    std::env::var("NEWSCLIP_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(512)
}

/// Pieces of text that mean something to some format, and some that should not.
const PIECES: &[&str] = &[
    "雨",
    "停了",
    "、",
    "。",
    "「",
    "」",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "！",
    "：",
    "…",
    "—",
    "·",
    "한글",
    "かな",
    "カ",
    "é",
    "ñ",
    "ß",
    "Ω",
    "😀",
    "👨‍👩‍👧",
    "e\u{301}",
    "العربية",
    "word",
    "a",
    "B",
    "7",
    "10",
    " ",
    "  ",
    "\n",
    "\t",
    "\u{a0}",
    "\u{3000}",
    "\u{2003}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "\\",
    "\\\\",
    "#",
    "##",
    "# ",
    ">",
    "> ",
    "-",
    "- ",
    "---",
    "+ ",
    "1.",
    "1. ",
    "2) ",
    "=",
    "===",
    "|",
    "||",
    "[",
    "]",
    "](",
    "[x]",
    "[ ] ",
    "[a]: ",
    "[^1]",
    "![",
    "!",
    "(",
    ")",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<!--",
    "-->",
    "<?",
    "<![CDATA[",
    "]]>",
    "<http:",
    "<a@b.c>",
    "&",
    "&amp;",
    "&lt;",
    "&#38;",
    "&#x26",
    "&copy",
    "&nbsp;",
    ";",
    ":",
    "://",
    "http://a.example/b_c_d",
    "www.a.example",
    "a@b.example",
    "'",
    "\"",
    "$",
    "%",
    "^",
    "@",
    ",",
    ".",
    "/",
    "?",
    "{{",
    "}}",
    "\u{1}",
    "\u{b}",
    "\u{c}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{fffe}",
    "\0",
    "\r",
    "\r\n",
    ":-: ",
    "--",
    "~~~",
    "\u{ad}",
    "[1]",
    "   ",
    "    x",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => vec(select(PIECES), 1..6).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn url() -> impl Strategy<Value = String> {
    let tail = vec(
        select(
            &[
                "a", "b_c", "(", ")", "中文", "%E4", "*", "~", "&copy;", "&", "?", "=", "[", "]", "|", "!",
                "'", ",", "\"", "<", ">", " ", "\\", "#x", "`", "\t", "\u{3000}",
            ][..],
        ),
        0..5,
    );
    prop_oneof![
        8 => tail.prop_map(|tail| format!("https://a.example/{}", tail.concat())),
        1 => Just("mailto:a@b.example".to_string()),
        1 => select(&["javascript:x()", "", "/relative", "data:image/png;base64,AAAA", "ftp://a.example/x"][..]).prop_map(str::to_string),
    ]
}

fn target() -> impl Strategy<Value = LinkTarget> {
    (url(), option::weighted(0.2, text())).prop_map(|(url, title)| LinkTarget { url, title })
}

fn image() -> impl Strategy<Value = Image> {
    (url(), option::of(text()), option::weighted(0.2, text()), option::weighted(0.2, 0..900_u32)).prop_map(
        |(url, alt, title, width)| Image { url, alt: alt.unwrap_or_default(), title, width, height: width },
    )
}

pub fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        8 => text().prop_map(Inline::Text),
        1 => text().prop_map(|text| Inline::Code { text }),
        1 => image().prop_map(Inline::Image),
        2 => Just(Inline::LineBreak),
    ];
    let inline = leaf.prop_recursive(4, 16, 4, |inner| {
        let content = vec(inner, 0..4);
        prop_oneof![
            4 => content.clone().prop_map(|content| Inline::Strong { content }),
            3 => content.clone().prop_map(|content| Inline::Emphasis { content }),
            1 => content.clone().prop_map(|content| Inline::Underline { content }),
            1 => content.clone().prop_map(|content| Inline::Strikethrough { content }),
            1 => content.clone().prop_map(|content| Inline::Superscript { content }),
            1 => content.clone().prop_map(|content| Inline::Subscript { content }),
            1 => content.clone().prop_map(|content| Inline::Mark { content }),
            1 => (content.clone(), content.clone()).prop_map(|(base, reading)| Inline::Ruby { base, reading }),
            2 => (target(), content).prop_map(|(target, content)| Inline::Link(Link { target, content })),
        ]
    });
    vec(inline, 0..6)
}

fn embed() -> impl Strategy<Value = Embed> {
    let kind = select(&[EmbedKind::Video, EmbedKind::Audio, EmbedKind::Frame][..]);
    let media_type = option::weighted(0.3, Just("video/mp4".to_string()));
    (kind, url(), media_type, option::weighted(0.3, url()), option::of(text())).prop_map(
        |(kind, url, media_type, poster, title)| {
            // HTML has a poster for videos only, and a type for none but files.
            let poster = poster.filter(|_| kind == EmbedKind::Video);
            Embed { kind, url, media_type, poster, title }
        },
    )
}

fn code() -> impl Strategy<Value = CodeBlock> {
    let language = option::of(select(&["rust", "c++", "", "a b", "`", "text"][..]).prop_map(str::to_string));
    (
        language,
        vec(prop_oneof![3 => text(), 1 => Just("\n".to_string()), 1 => Just("\tx\n\n  y".to_string())], 0..4),
    )
        .prop_map(|(language, text)| CodeBlock { language, text: text.concat() })
}

fn figure_image() -> impl Strategy<Value = FigureImage> {
    (image(), option::weighted(0.3, target())).prop_map(|(image, link)| FigureImage { image, link })
}

fn cell(content: impl Strategy<Value = Vec<Block>>) -> impl Strategy<Value = Cell> {
    let align = option::weighted(0.2, select(&[Alignment::Left, Alignment::Center, Alignment::Right][..]));
    let span = || prop_oneof![14 => Just(1_u16), 1 => 0..4_u16];
    (prop::bool::weighted(0.2), span(), span(), align, content)
        .prop_map(|(header, columns, rows, align, content)| Cell { header, columns, rows, align, content })
}

pub fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        8 => inlines().prop_map(|content| Block::Paragraph { content }),
        2 => (0..8_u8, inlines()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => code().prop_map(Block::Code),
        1 => embed().prop_map(Block::Embed),
        1 => Just(Block::ThematicBreak),
        1 => vec(figure_image(), 0..3).prop_map(|images| Block::Figure(Figure { images, caption: vec![] })),
    ];
    let block = leaf.prop_recursive(4, 24, 4, |inner| {
        let content = || vec(inner.clone(), 0..4);
        let item = || content().prop_map(|content| ListItem { content });
        let start = option::of(select(&[0_u32, 1, 2, 9, 10, 123_456, 999_999_999, u32::MAX][..]));
        let kind = select(&[DescriptionKind::Term, DescriptionKind::Description][..]);
        let row = || vec(cell(vec(inner.clone(), 0..2)), 0..4).prop_map(|cells| Row { cells });
        prop_oneof![
            3 => content().prop_map(|content| Block::Quote { content }),
            5 => (start, vec(item(), 0..4)).prop_map(|(start, items)| Block::List(List { start, items })),
            1 => vec((kind, content()).prop_map(|(kind, content)| DescriptionItem { kind, content }), 0..3)
                .prop_map(|items| Block::DescriptionList { items }),
            2 => (prop_oneof![4 => Just(vec![]), 1 => content()], vec(row(), 0..2), vec(row(), 0..3))
                .prop_map(|(caption, head, body)| Block::Table(Table { caption, head, body })),
            1 => (vec(figure_image(), 0..3), content())
                .prop_map(|(images, caption)| Block::Figure(Figure { images, caption })),
        ]
    });
    vec(block, 0..5)
}

/// Tags and pieces of tags.
const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<br/>",
    "<b>",
    "</b>",
    "<strong>",
    "</strong>",
    "<i>",
    "</i>",
    "<em>",
    "</em>",
    "<u>",
    "</u>",
    "<s>",
    "<sup>",
    "</sup>",
    "<code>",
    "</code>",
    "<mark>",
    "<span hidden>",
    "</span>",
    "<a href=/x>",
    "<a href='javascript:x()'>",
    "</a>",
    "<a href=\"https://b.example/?a=1&amp;b=2\" title=t>",
    "<img src=i.png alt=图>",
    "<img data-src=l.jpg class=lazy>",
    "<img>",
    "<noscript>",
    "</noscript>",
    "<img src=p.gif width=1 height=1>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<h6>",
    "<ul>",
    "</ul>",
    "<ol start=3>",
    "</ol>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th>",
    "<td colspan=2 rowspan=0>",
    "<thead>",
    "<tbody>",
    "<caption>",
    "<figure>",
    "</figure>",
    "<figcaption>",
    "</figcaption>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<hr>",
    "<iframe src=//v.example/e>",
    "</iframe>",
    "<video poster=p.jpg>",
    "<source src=v.mp4 type=video/mp4>",
    "</video>",
    "<audio src=a.mp3>",
    "<ruby>",
    "</ruby>",
    "<rt>",
    "</rt>",
    "<rp>",
    "<q>",
    "</q>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<svg>",
    "<title>",
    "</svg>",
    "<math>",
    "</math>",
    "<button>",
    "<select>",
    "<option>",
    "<textarea>",
    "</textarea>",
    "<template>",
    "</template>",
    "<o:p>",
    "<center>",
    "<font color=red>",
    "</font>",
    "<object>",
    "<embed src=f.swf>",
    "<details>",
    "<summary>",
    "<form>",
    "<input>",
    "<body>",
    "<html>",
    "<frameset>",
    "<plaintext>",
    "&amp;",
    "&nbsp;",
    "&#13;",
    "&#1;",
    "&#0;",
    "\0",
    "<",
    ">",
    "<div",
    "=",
    "\"",
    "'",
    "/>",
    "</",
    "<!",
    "<a ",
];

/// Random markup, rich in what articles have and in what they should not.
pub fn soup() -> impl Strategy<Value = String> {
    vec(prop_oneof![3 => select(MARKUP), 1 => select(PIECES)], 0..40).prop_map(|pieces| pieces.concat())
}
