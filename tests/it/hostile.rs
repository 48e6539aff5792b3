//! Law: real articles and pages lose nothing to a limit of `docs/security.md`, not even to a quarter of it. `fixtures/shapes`
//! contains the inputs that the limits are for, and `tests/shapes` checks them.

use newsclip::html::{Limits, NoteKind, Reader};
use newsclip::markdown::{HardBreak, Header};
use newsclip::tree::{Block, Inline, Link, LinkTarget, Node, Walk};
use newsclip::{Document, Html, Markdown, Url, parse};

use crate::markdown::{comrak, pulldown};
use crate::pages::pages;
use crate::support::{articles, base, document, report};

/// The kinds of notes about limits.
const BUDGETS: [NoteKind; 6] = [
    NoteKind::RepeatedLink,
    NoteKind::RepeatedMark,
    NoteKind::RepeatedBase,
    NoteKind::TooDeep,
    NoteKind::TooManyAttributes,
    NoteKind::Truncated,
];

/// The limits that a page exceeds.
fn over(html: &str, base: &Url) -> Vec<String> {
    let quarter = Limits::new().copies(1);
    let notes = Reader::new().base(base).limits(quarter).read(html).notes;
    notes.iter().filter(|note| BUDGETS.contains(&note.kind)).map(ToString::to_string).collect()
}

/// Whether indentation reaches its limit: as many bytes as everything else.
fn is_mostly_indentation(json: &str) -> bool {
    let indentation: usize = json.lines().map(|line| line.len() - line.trim_start_matches(' ').len()).sum();
    indentation > json.len() - indentation + (64 << 10)
}

/// Prefixes of quotes and items.
fn is_mostly_prefixes(markdown: &str) -> bool {
    let prefixes: usize =
        markdown.lines().map(|line| line.len() - line.trim_start_matches([' ', '>']).len()).sum();
    4 * prefixes > 4 * (markdown.len() - prefixes) + (64 << 10)
}

#[test]
fn articles_and_pages_are_far_from_every_budget() {
    let bodies = articles().iter().map(|article| {
        let clip = newsclip::Clip::parse(&article.source).unwrap();
        (article.path.display().to_string(), clip.html().to_string(), clip.document())
    });
    let pages = pages().into_iter().map(|(name, html)| {
        let document = Document::from_html(&html, base());
        (name, html, document)
    });
    let all: Vec<_> = bodies.chain(pages).collect();
    let failures = all.iter().flat_map(|(name, html, document)| {
        let mut found = over(html, &document.url);
        if is_mostly_prefixes(&document.to_markdown()) {
            found.push("prefixes".to_string());
        }
        found.into_iter().map(move |found| format!("{name}: {found}"))
    });
    report("far from budgets", all.len(), &failures.collect::<Vec<_>>());
    // JSON could only lose white space, so its limit is lower.
    assert!(!all.iter().any(|(_, _, document)| is_mostly_indentation(&document.to_json())));
}

#[test]
fn content_beyond_a_limit_is_noted() {
    let notes = |html: &str, base: &str| {
        let page = Reader::new().base(&Url::parse(base).unwrap()).read(html);
        page.notes.iter().map(|note| (note.kind, note.count)).collect::<Vec<_>>()
    };
    let title = format!("<a href=/ title=\"{}\">{}", "x".repeat(10_000), "<p>y".repeat(100));
    let [(NoteKind::RepeatedLink, refused)] = notes(&title, "https://a.example/")[..] else {
        panic!("one note")
    };
    // A link is noted once, no matter how often it would be repeated.
    assert_eq!(refused, 1);
    // Each of 18 marks is noted once.
    let marks = format!("{}{}", "<sup>".repeat(18), "<h4>x".repeat(2000));
    assert_eq!(notes(&marks, "https://a.example/"), [(NoteKind::RepeatedMark, 18)]);
    assert_eq!(Reader::new().read(&marks).walk().texts().count(), 2000);
    let long = format!("https://a.example/{}", "x".repeat(4000));
    let relative = "<a href=?y>z</a> ".repeat(100);
    let found = notes(&relative, &long);
    assert_eq!(found[0].0, NoteKind::LinkUrl);
    assert!(found[1].0 == NoteKind::RepeatedBase && found[1].1 > 50, "{found:?}");
    // Beyond 8 KiB, a base resolves nothing.
    let longer = format!("https://a.example/{}", "x".repeat(9000));
    assert_eq!(notes(&relative, &longer), []);
}

/// The limit on copies grows with the page.
#[test]
fn a_long_page_may_repeat_a_link() {
    let html =
        "<a href=https://a.example/1>".to_string() + &"<p>雨停了，天晴了，大家都出门去看河水。".repeat(2000);
    let page = Reader::new().read(&html);
    assert_eq!(page.links().count(), 2000);
    assert_eq!(page.notes, []);
}

/// If the budget is too small for the prefixes of blocks, they become blocks of the body, and code stays code.
#[test]
fn markdown_beyond_its_prefixes_keeps_its_text() {
    let lines = "*x*\n".repeat(20_000);
    let html = format!("{}<pre>{lines}</pre><p>after", "<ol start=999999999><li>".repeat(18));
    let document = Document::from_html(&html, base());
    let markdown = Markdown::new().render_blocks(&document.body);
    assert!(markdown.len() < 16 * html.len());
    let notes = Markdown::new().notes(&document);
    assert_eq!((notes[0].kind, notes[0].count), (NoteKind::Outdented, 1));
    for rendered in [comrak(&markdown), pulldown(&markdown)] {
        assert!(!rendered.contains("<em>"), "code is read as Markdown");
        assert_eq!(rendered.matches("*x*").count(), 20_000);
        assert!(rendered.contains("after"));
    }
    let text = newsclip::Text::new().render_blocks(&document.body);
    assert!(text.len() < 16 * html.len() && text.matches("*x*").count() == 20_000);
}

/// Each byte of text allows a few bytes of prefixes. Wrapping makes more lines, and so more prefixes, of the same text.
#[test]
fn long_texts_keep_their_prefixes_unless_wrapping_multiplies_them() {
    let outdented = |paragraphs: &str, wrap: Option<usize>| {
        let document = Document::from_html(&("<blockquote>".repeat(10) + paragraphs), base());
        let notes = Markdown::new().wrap(wrap).notes(&document);
        notes.iter().map(|note| note.count).sum::<usize>()
    };
    assert_eq!(outdented(&"<p>It rained on the harbour, and then it stopped.".repeat(5000), None), 0);
    let words = "rain ".repeat(20_000);
    assert_eq!(outdented(&words, None), 0);
    assert_eq!(outdented(&words, Some(20)), 1);
    assert_eq!(outdented(&"rain ".repeat(1000), Some(20)), 0);
}

/// A wrapped line has more text than prefixes, unless the prefixes leave few columns.
#[test]
fn a_long_wrapped_paragraph_stays_in_its_list() {
    let markdown = Markdown::new().header(Header::None).wrap(80);
    for (list, bytes) in [("<ul>", 100 << 10), ("<ol>", 100 << 10), ("<ul>", 1 << 20)] {
        let words = "It rained. ".repeat(bytes / 11);
        for depth in 1..=3 {
            let task = "<ul><li><input type=checkbox checked>";
            let html = format!("{}{task}{words}<p>after", format!("{list}<li>").repeat(depth - 1));
            let document = Document::from_html(&html, base());
            assert_eq!(markdown.notes(&document), []);
            let written = markdown.render(&document);
            assert!(written.len() < 2 * html.len());
            assert_eq!(Reader::new().read(&comrak(&written)).body, document.body, "depth {depth}");
        }
    }
}

/// A paragraph that leaves its list is an item of another one, and what follows is text.
#[test]
fn a_paragraph_outside_its_list_keeps_its_marker() {
    let items = "<ul><li>before".repeat(10);
    let task = format!("<ul><li><input type=checkbox checked>{}", "rain ".repeat(30_000));
    let html =
        format!("{items}{task}<p>after<li>next</ul><p>under</ul><ol start=7><li>{}", "sun ".repeat(30_000));
    let document = Document::from_html(&html, base());
    let markdown = Markdown::new().header(Header::None).wrap(20);
    assert_eq!(markdown.notes(&document)[0].kind, NoteKind::Outdented);
    let written = markdown.render(&document);
    assert!(written.len() < 16 * html.len());
    for rendered in [comrak(&written), pulldown(&written)] {
        let body = Reader::new().read(&rendered).body;
        let items = || {
            Walk::new(&body)
                .filter_map(|node| match node {
                    Node::Block(Block::List(list)) => Some(list.items.iter()),
                    _ => None,
                })
                .flatten()
        };
        assert_eq!(items().filter(|item| item.checked == Some(true)).count(), 1);
        assert_eq!(items().count(), 13);
        assert!(rendered.contains("<ol start=\"7\">"));
        assert!(
            !Walk::new(&body).any(|node| matches!(node, Node::Block(Block::Code(_)))),
            "text became code"
        );
        for word in ["before", "after", "next", "under", "rain", "sun"] {
            assert!(rendered.contains(word), "{word}");
        }
    }
}

/// Code is as long as its lines, so a long listing stays in its item.
#[test]
fn long_code_stays_in_its_list() {
    let html = format!("<ul><li>x<ul><li>y<pre>{}</pre></ul></ul>", "let rain = true;\n".repeat(40_000));
    let document = Document::from_html(&html, base());
    let markdown = Markdown::new().header(Header::None);
    assert_eq!(markdown.notes(&document), []);
    assert_eq!(Reader::new().read(&comrak(&markdown.render(&document))).body, document.body);
}

/// The search for readable delimiters takes memory for each mark, so a line has a limited number of delimiters.
#[test]
fn a_line_of_many_marks_has_tags() {
    for head in ["", "<table><tr><td>"] {
        let html = head.to_string() + &"<b>x</b>,<i>y</i> ".repeat(5000);
        let document = Document::from_html(&html, base());
        let markdown = Markdown::new().header(Header::None).render(&document);
        assert!(markdown.contains("**x**,*y* ") && markdown.contains("<strong>x</strong>,<em>y</em> "));
        for rendered in [comrak(&markdown), pulldown(&markdown)] {
            let strong = Walk::new(&document.body).filter(is_marked).count();
            let read = Reader::new().read(&rendered).body;
            assert_eq!(Walk::new(&read).filter(is_marked).count(), strong);
            assert_eq!(
                Walk::new(&read).texts().collect::<String>(),
                Walk::new(&document.body).texts().collect::<String>()
            );
        }
    }
}

fn is_marked(node: &Node<'_>) -> bool {
    matches!(node, Node::Inline(Inline::Marked { .. }))
}

#[test]
fn json_without_indentation_reads_back() {
    let html = "<dl><br>x".repeat(20_000);
    let document = Document::from_html(&html, base());
    let json = document.to_json();
    assert!(json.len() < 32 * html.len());
    assert_eq!(Document::from_json(&json).unwrap(), document);
}

/// `x <<b>@v>` must not become an email autolink in Markdown (CommonMark §6.5), neither before marks nor before code.
#[test]
fn texts_do_not_form_email_autolinks() {
    for html in [
        "x &lt;<b>@v.example&gt;</b>",
        "x &lt;a<b>@v.example&gt;</b>",
        "x &lt;<code>a@v.example&gt;</code>",
        "&lt;a<i>@v.example</i>&gt;",
    ] {
        let markdown = newsclip::html_to_markdown(html);
        assert!(
            !pulldown(&markdown).contains("mailto:") && !comrak(&markdown).contains("href"),
            "{markdown}"
        );
    }
}

#[test]
fn any_url_of_a_document_reads_back() {
    for url in ["https://a.example/](x", "https://a.example/?](#](", "ws://a.example/", "file:///x](y"] {
        let mut written = document(vec![Block::paragraph(vec!["雨".into()])]);
        written.url = Url::parse(url).unwrap();
        if url.starts_with("https") {
            let read = parse(&written.to_clip()).unwrap();
            assert_eq!(read.url.as_str().replace("%5D", "]"), url);
        }
        assert_eq!(Document::from_json(&written.to_json()).unwrap(), written);
    }
}

/// The URL of a link in JSON, with any scheme.
#[test]
fn any_url_of_a_link_reads_back_from_json() {
    for url in ["ws://a.example/", "ws:", "javascript:x", "http://[", "\u{1}"] {
        let link = Link::new(LinkTarget::new(url), vec![Inline::from("雨")]);
        let written = document(vec![Block::paragraph(vec![link.into()])]);
        assert_eq!(Document::from_json(&written.to_json()).unwrap(), written);
        assert!(!Html::new().render(&written).contains("href=\"ws"));
    }
}

/// CommonMark §4.6: a tag alone on a line begins an HTML block, in which nothing is escaped.
#[test]
fn line_breaks_do_not_begin_html_blocks() {
    let strong = Inline::strong(vec![Inline::LineBreak]);
    let tree = [Block::paragraph(vec![strong, Inline::from("<!--雨-->")])];
    let markdown = Markdown::new().hard_break(HardBreak::Spaces).render_blocks(&tree);
    for rendered in [comrak(&markdown), pulldown(&markdown)] {
        assert!(rendered.contains("&lt;!--雨"), "{markdown}{rendered}");
    }
}

/// GFM's autolinks include a backslash before `<`, which would then open a tag.
#[test]
fn urls_in_texts_do_not_include_escapes() {
    let text = "https://a.example/>)<img src=x onerror=alert(1)>";
    for content in
        [vec![Inline::from(text)], vec!["www.a.example/".into(), Inline::strong(vec!["x<img src=x>".into()])]]
    {
        let markdown = Markdown::new().render_blocks(&[Block::paragraph(content)]);
        let mut options = ::comrak::Options::default();
        options.render.r#unsafe = true;
        options.extension.autolink = true;
        let rendered = ::comrak::markdown_to_html(&markdown, &options);
        assert!(!rendered.contains("<img"), "{markdown}{rendered}");
    }
}
