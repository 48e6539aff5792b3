//! Law: the HTML that comrak and pulldown-cmark render from a document's Markdown reads as the projection of its body.

use newsclip::markdown::{
    Bullet, CodeFence, CodeMarkup, DescriptionStyle, Dialect, Emphasis, Footnotes, HardBreak, Header,
    HeadingStyle, Highlights, LinkStyle, Math, Spans, Titles,
};
use newsclip::normal::normalize;
use newsclip::tree::{
    Block, CodeBlock, Embed, EmbedKind, Figure, FigureImage, Image, Inline, Link, LinkTarget, Mark, Node,
    NodeMut, Row, Ruby, Table, Walk, images_mut, walk_mut,
};
use newsclip::{Html, Markdown, Text, html_to_markdown, parse};
use proptest::prelude::*;

use crate::depth::{BLOCKS, INLINES};
use crate::projection::{
    projection, with_ascii_urls, with_empty_cells, without_formulas, without_repeated_descriptions,
    without_repeated_titles,
};
use crate::support::{articles, difference, document, documents, read, read_fragment, report};
use crate::{generate, markup};

pub fn comrak(markdown: &str) -> String {
    comrak_with(markdown, |_| {})
}

fn comrak_with(markdown: &str, extend: impl FnOnce(&mut comrak::options::Extension<'_>)) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    extend(&mut options.extension);
    options.render.r#unsafe = true;
    comrak::markdown_to_html(markdown, &options)
}

pub fn pulldown(markdown: &str) -> String {
    pulldown_with(markdown, pulldown_cmark::Options::empty())
}

fn pulldown_with(markdown: &str, extensions: pulldown_cmark::Options) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let gfm = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(markdown, gfm | extensions);
    let mut out = String::new();
    html::push_html(&mut out, parser);
    out
}

/// The first error in the Markdown of some blocks.
fn wrong(body: &[Block], options: &Markdown) -> Option<String> {
    wrong_but_for(<[Block]>::to_vec, body, options)
}

/// The same, after applying `project` to both sides.
fn wrong_but_for(project: fn(&[Block]) -> Vec<Block>, body: &[Block], options: &Markdown) -> Option<String> {
    let markdown = options.clone().header(Header::None).render(&document(body.to_vec()));
    let text = Walk::new(body).texts().collect::<String>().to_lowercase();
    let expected = without_repeated_descriptions(&project(&projection(body)), &text);
    for (name, render) in [("comrak", comrak as fn(&str) -> String), ("pulldown-cmark", pulldown)] {
        let html = render(&markdown);
        let found = project(&with_ascii_urls(&read_fragment(&html)));
        let found = without_repeated_descriptions(&found, &text);
        if found != expected {
            return Some(format!(
                "{name}: {}\n--- markdown\n{}\n--- html\n{}",
                difference(&expected, &found),
                short(&markdown),
                short(&html)
            ));
        }
    }
    None
}

fn short(text: &str) -> String {
    if text.len() > 3000 { "(long)".to_string() } else { text.to_string() }
}

#[test]
fn markdown_reads_back() {
    let other = Markdown::new().links(LinkStyle::Reference).emphasis(Emphasis::Underscore).wrap(72);
    let options = [Markdown::new(), other];
    let tried =
        documents().iter().flat_map(|document| options.iter().map(move |options| (document, options)));
    let failures = tried.filter_map(|((name, document), options)| {
        let wrong = wrong(&document.body, options)?;
        Some(format!("{name}: {options:?} {wrong}"))
    });
    report("markdown", 2 * documents().len(), &failures.collect::<Vec<_>>());
}

/// Any choice of options.
fn options() -> impl Strategy<Value = Markdown> {
    let bullet = prop_oneof![Just(Bullet::Dash), Just(Bullet::Star), Just(Bullet::Plus)];
    let emphasis = prop_oneof![Just(Emphasis::Star), Just(Emphasis::Underscore)];
    let heading = prop_oneof![Just(HeadingStyle::Atx), Just(HeadingStyle::Setext)];
    let links = prop_oneof![Just(LinkStyle::Inline), Just(LinkStyle::Reference)];
    let fence = prop_oneof![Just(CodeFence::Backtick), Just(CodeFence::Tilde)];
    let hard_break = prop_oneof![Just(HardBreak::Backslash), Just(HardBreak::Spaces)];
    let wrap = proptest::option::of(1..90_usize);
    (bullet, emphasis, heading, links, fence, hard_break, wrap).prop_map(
        |(bullet, emphasis, heading, links, fence, hard_break, wrap)| {
            let markdown = Markdown::new().bullet(bullet).emphasis(emphasis).heading(heading).links(links);
            markdown.fence(fence).hard_break(hard_break).wrap(wrap)
        },
    )
}

fn comrak_math(markdown: &str) -> String {
    let html = comrak_with(markdown, |extension| extension.math_dollars = true);
    as_mathml(&html, r#"<span data-math-style="inline">"#, r#"<span data-math-style="display">"#)
}

fn pulldown_math(markdown: &str) -> String {
    let html = pulldown_with(markdown, pulldown_cmark::Options::ENABLE_MATH);
    as_mathml(&html, r#"<span class="math math-inline">"#, r#"<span class="math math-display">"#)
}

/// The HTML of a renderer with `math` in place of its own markup for formulas, in the group that the reader removes. The renderer
/// writes no other `span`.
fn as_mathml(html: &str, inline: &str, display: &str) -> String {
    let html = html.replace(inline, r#"<math><annotation encoding="TeX">{\displaystyle"#);
    let html = html.replace(display, r#"<math display="block"><annotation encoding="TeX">{\displaystyle"#);
    html.replace("</span>", "}</annotation></math>")
}

/// The formulas of a tree in reading order.
fn formulas(body: &[Block]) -> Vec<(&str, bool)> {
    let formulas = Walk::new(body).filter_map(|node| match node {
        Node::Inline(Inline::Math { tex, display }) => Some((tex.as_str(), *display)),
        _ => None,
    });
    formulas.collect()
}

/// Whether all of `some` are among `all`, in the same order.
fn are_some_of<T: PartialEq>(some: &[T], all: &[T]) -> bool {
    let mut all = all.iter();
    some.iter().all(|one| all.any(|other| other == one))
}

/// Formulas that need no fallback have dollar signs in any position.
#[test]
fn formulas_have_dollars() {
    let formula = |tex: &str| format!("<math alttext='{tex}'></math>");
    let plain = [
        "x^2",
        r"\frac{a}{b}",
        "a*b*c",
        "a_i",
        "a&amp;b",
        "a &lt; b",
        "甲",
        r"\{x\}",
        "5",
        "[a] (b)",
        "~~a~~",
    ];
    for tex in plain {
        let formula = formula(tex);
        let html = format!(
            "<h2>{formula}</h2><p>甲{formula}，{formula} and {formula}<br>{formula}<p><b>{formula}</b><i>a{formula}</i>b \
             <a href=/x>{formula}</a><ul><li>{formula}<li><u>{formula}</u></ul><table><tr><td>{formula}<td>1</table>"
        );
        let body = read(&html).body;
        let markdown = Markdown::new().math(Math::Dollars).render_blocks(&body);
        for html in [comrak_math(&markdown), pulldown_math(&markdown)] {
            let found = read_fragment(&html);
            assert_eq!(formulas(&found), formulas(&body), "{markdown}\n{html}");
            assert_eq!(formulas(&found).len(), 11);
        }
    }
    let others = ["$", "a$b", r"a\", "{", "}{", "`a`", r"\{}", "a&lt;b", "[a](b)"];
    for tex in others {
        let body = read(&formula(tex)).body;
        assert_eq!(formulas(&body).len(), 1);
        let markdown = Markdown::new().math(Math::Dollars).render_blocks(&body);
        assert_eq!(formulas(&read_fragment(&comrak_math(&markdown))), [], "{markdown}");
    }
}

#[test]
fn formulas_that_dollars_cannot_hold_are_text() {
    let formula = |tex: &str| format!("<math alttext='{tex}'></math>");
    let cases = [
        (format!("{}5", formula("x")), "x5"),
        (format!("{}a", formula("x")), "$x$a"),
        (format!("{}{}", formula("x"), formula("y")), "x$y$"),
        (format!("$3{}", formula("x")), r"\$3$x$"),
        (format!("<code>$</code>{}$", formula("x")), r"`$`$x$\$"),
        (formula(r"a\"), r"a\\"),
        (formula("a$b"), r"a\$b"),
        // A line of one text is usually copied unchanged.
        ("It cost $5, not $6".to_string(), r"It cost \$5, not \$6"),
        // pulldown-cmark counts braces only up to a depth.
        (
            formula(&format!("{}x{}", "{".repeat(20), "}".repeat(20))),
            "${{{{{{{{{{{{{{{{{{{{x}}}}}}}}}}}}}}}}}}}}$",
        ),
        (
            formula(&format!("{}x{}", "{".repeat(21), "}".repeat(21))),
            "{{{{{{{{{{{{{{{{{{{{{x}}}}}}}}}}}}}}}}}}}}}",
        ),
        (format!("&lt;{}&gt;{}", formula("b"), formula("$")), r"\<$b$>\$"),
        (format!("&lt;{}&gt;", formula("b$")), r"\<b\$>"),
        (
            format!("<table><tr><td>{}<td>{}</table>", formula("|x|"), formula("x")),
            "|  |  |\n| --- | --- |\n| \\|x\\| | $x$ |",
        ),
        (format!("<img src=/i alt='$5'>: {}", formula("x")), r"![\$5](https://news.example/i): $x$"),
    ];
    for (html, expected) in cases {
        let markdown = Markdown::new().math(Math::Dollars).render_blocks(&read(&html).body);
        assert_eq!(markdown, format!("{expected}\n"), "{html}");
    }
}

/// Of a link or an image with a URL that is refused, only the text is written.
#[test]
fn formulas_before_digits_in_texts_of_refused_urls_are_text() {
    let refused = "javascript:x()";
    for next in
        [Inline::from(Image::new(refused).with_alt("5 mm")), Inline::link(refused, vec!["5 mm".into()])]
    {
        let body = [Block::paragraph(vec![Inline::math("x"), next])];
        assert_eq!(Markdown::new().math(Math::Dollars).render_blocks(&body), "x5 mm\n");
    }
}

fn comrak_footnotes(markdown: &str) -> String {
    comrak_with(markdown, |extension| extension.footnotes = true)
}

fn pulldown_footnotes(markdown: &str) -> String {
    let html = pulldown_with(markdown, pulldown_cmark::Options::ENABLE_FOOTNOTES);
    let mut parts = html.split(r#"<sup class="footnote-definition-label">"#);
    let first = parts.next().unwrap().to_string();
    parts.fold(first, |all, part| all + part.split_once("</sup>").unwrap().1)
}

/// The words of a tree, sorted because renderers move notes to the end, and without links between text and notes: renderers
/// write their own.
fn words(body: &[Block]) -> Vec<String> {
    let mut body = body.to_vec();
    let is_to_note = |inline: &Inline| {
        let Inline::Link(link) = inline else { return false };
        let is_sign = || !newsclip::tree::text(&link.content).contains(char::is_alphanumeric);
        ["#fn", "#cite_note"].iter().any(|name| link.target.url.contains(name))
            || link.target.url.contains('#') && is_sign()
    };
    walk_mut(&mut body, |node| match node {
        NodeMut::Block(Block::Paragraph { content } | Block::Heading { content, .. })
        | NodeMut::Inline(Inline::Marked { content, .. }) => content.retain(|inline| !is_to_note(inline)),
        NodeMut::Inline(Inline::Ruby(ruby)) => {
            ruby.base.retain(|inline| !is_to_note(inline));
            ruby.reading.retain(|inline| !is_to_note(inline));
        }
        _ => {}
    });
    images_mut(&mut body).for_each(|image| image.alt.clear());
    let lines: Vec<String> = normalize(body).iter().map(Block::text).collect();
    let mut words: Vec<String> =
        lines.iter().flat_map(|line| line.split_whitespace()).map(str::to_string).collect();
    words.sort();
    words
}

fn cjk_friendly(markdown: &str) -> String {
    comrak_with(markdown, |extension| extension.cjk_friendly_emphasis = true)
}

/// The contents of all code blocks, sorted.
fn code_of(body: &[Block]) -> Vec<String> {
    let body = with_ascii_urls(body);
    let code = Walk::new(&body).filter_map(|node| match node {
        Node::Block(Block::Code(code)) => Some(format!("{code:?}")),
        _ => None,
    });
    let mut code: Vec<String> = code.collect();
    code.sort();
    code
}

fn with_code_as_text(body: &[Block]) -> Vec<Block> {
    let mut body = body.to_vec();
    walk_mut(&mut body, |node| {
        if let NodeMut::Block(Block::Code(code)) = node {
            code.content = vec![Inline::from(code.text().into_owned())];
        }
    });
    body
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn markdown_reads_back_with_any_options(body in generate::normal_blocks(), options in options()) {
        let wrong = wrong(&body, &options);
        prop_assert!(wrong.is_none(), "{:?}\n{}", options, wrong.unwrap());
    }

    #[test]
    fn markdown_of_any_markup_reads_back_with_any_options(html in markup::soup(), options in options()) {
        let wrong = wrong(&read(&html).body, &options);
        prop_assert!(wrong.is_none(), "{:?}\n{}", options, wrong.unwrap());
    }

    /// Titles that repeat the text are left out, others are kept.
    #[test]
    fn distinct_titles_read_back(body in generate::normal_blocks()) {
        let wrong = wrong_but_for(without_repeated_titles, &body, &Markdown::new().titles(Titles::Distinct));
        prop_assert!(wrong.is_none(), "{}", wrong.unwrap());
    }

    /// The captions of tables and figures move, so the order is not compared.
    #[test]
    fn code_reads_back_with_all_of_its_markup(body in generate::normal_blocks()) {
        let markdown = Markdown::new().code_markup(CodeMarkup::All).render_blocks(&body);
        for render in [comrak as fn(&str) -> String, pulldown] {
            prop_assert_eq!(code_of(&read_fragment(&render(&markdown))), code_of(&body), "{}", markdown);
        }
    }

    /// Without markup, code is its text.
    #[test]
    fn code_reads_back_as_text(body in generate::normal_blocks()) {
        let options = Markdown::new().code_markup(CodeMarkup::None);
        let wrong = wrong_but_for(with_code_as_text, &body, &options);
        prop_assert!(wrong.is_none(), "{}", wrong.unwrap());
    }

    /// In tables without blocks in cells, spans become empty cells.
    #[test]
    fn spans_as_cells_read_back(table in generate::table_of_lines()) {
        let body = normalize(vec![table]);
        let spread = with_empty_cells(&body);
        let markdown = Markdown::new().spans(Spans::Cells).render_blocks(&body);
        prop_assert_eq!(&markdown, &Markdown::new().render_blocks(&spread));
    }

    #[test]
    fn cjk_friendly_markdown_reads_back(body in generate::normal_blocks()) {
        prop_assert_eq!(wrong_if_cjk_friendly(&body), None);
    }

    /// With equals signs, for parsers that support them.
    #[test]
    fn highlights_as_equals_signs_read_back(
        body in generate::normal_blocks(),
        dialect in prop_oneof![Just(Dialect::CommonMark), Just(Dialect::CjkFriendly)],
    ) {
        let markdown = Markdown::new().highlights(Highlights::Equals).dialect(dialect).render_blocks(&body);
        let html = comrak_with(&markdown, |extension| {
            extension.highlight = true;
            extension.cjk_friendly_emphasis = dialect == Dialect::CjkFriendly;
        });
        let text = Walk::new(&body).texts().collect::<String>().to_lowercase();
        let found = without_repeated_descriptions(&with_ascii_urls(&read_fragment(&html)), &text);
        let expected = without_repeated_descriptions(&projection(&body), &text);
        prop_assert!(found == expected, "{}\n{}", difference(&expected, &found), markdown);
    }

    /// Formulas between dollar signs, for parsers that support them: the same text is shown, and no text becomes a formula.
    #[test]
    fn formulas_in_dollars_read_back(body in generate::normal_blocks(), wrap in proptest::option::of(1..90_usize)) {
        let markdown = Markdown::new().math(Math::Dollars).wrap(wrap).render_blocks(&body);
        let text = Walk::new(&body).texts().collect::<String>().to_lowercase();
        let expected = without_repeated_descriptions(&projection(&body), &text);
        for html in [comrak_math(&markdown), pulldown_math(&markdown)] {
            let found = with_ascii_urls(&read_fragment(&html));
            prop_assert!(are_some_of(&formulas(&found), &formulas(&body)), "{}\n{}", markdown, html);
            let found = without_repeated_descriptions(&without_formulas(&found), &text);
            prop_assert!(found == expected, "{}\n{}\n{}", difference(&expected, &found), markdown, html);
        }
    }

    /// By default, a formula is written as the text that it would be without its TeX being known as such.
    #[test]
    fn formulas_are_text_by_default(body in generate::normal_blocks(), options in options()) {
        let text = without_formulas(&body);
        prop_assert_eq!(options.render_blocks(&body), options.render_blocks(&text));
        prop_assert_eq!(Text::new().render_blocks(&body), Text::new().render_blocks(&text));
    }

    /// Notes as footnotes, for parsers that support them: all words are shown, and no marker stays text.
    #[test]
    fn footnotes_show_the_notes(body in generate::blocks_with_notes(), options in options()) {
        let markdown = options.footnotes(Footnotes::Markers).render_blocks(&body);
        let expected = words(&projection(&body));
        for html in [comrak_footnotes(&markdown), pulldown_footnotes(&markdown)] {
            let found = words(&read_fragment(&html));
            prop_assert!(found == expected, "{:?}\n{:?}\n{}\n{}", expected, found, markdown, html);
        }
    }

    #[test]
    fn front_matter_is_yaml(title in any::<String>(), author in any::<String>(), tag in "[ -~\n：#上]{0,9}") {
        use saphyr::LoadableYamlNode;
        let mut document = document(vec![]);
        document.title.clone_from(&title);
        document.authors = vec![author.clone(), "甲: 乙".to_string()];
        document.tags = vec![tag.clone(), "#标签: x".to_string()];
        let markdown = document.to_markdown();
        let yaml = markdown.strip_prefix("---\n").unwrap().strip_suffix("---\n").unwrap();
        let yaml = saphyr::Yaml::load_from_str(yaml).map_err(|error| TestCaseError::fail(format!("{error}\n{yaml}")))?;
        prop_assert_eq!(yaml[0]["title"].as_str(), Some(title.as_str()));
        prop_assert_eq!(yaml[0]["authors"][0].as_str(), Some(author.as_str()));
        prop_assert_eq!(yaml[0]["authors"][1].as_str(), Some("甲: 乙"));
        prop_assert_eq!(yaml[0]["tags"][0].as_str(), Some(tag.as_str()));
        prop_assert_eq!(yaml[0]["tags"][1].as_str(), Some("#标签: x"));
    }
}

/// YAML 1.2 §5.1 allows no other control characters than tabs and line ends.
#[test]
fn control_characters_in_front_matter_are_escaped() {
    let mut document = document(vec![]);
    document.title = "Rain\u{1b}\tand\u{7f} snow".to_string();
    let markdown = document.to_markdown();
    assert!(markdown.contains("\"Rain\\x1B\\tand\\x7F snow\""), "{markdown}");
}

/// The first difference between a tree and its CJK-friendly Markdown.
fn wrong_if_cjk_friendly(body: &[Block]) -> Option<String> {
    let markdown = Markdown::new().dialect(Dialect::CjkFriendly).render_blocks(body);
    let text = Walk::new(body).texts().collect::<String>().to_lowercase();
    let found = with_ascii_urls(&read_fragment(&cjk_friendly(&markdown)));
    let found = without_repeated_descriptions(&found, &text);
    let expected = without_repeated_descriptions(&projection(body), &text);
    (found != expected).then(|| format!("{}\n{markdown}", difference(&expected, &found)))
}

#[test]
fn strikethrough_after_a_tilde_in_the_reading_of_a_ruby_reads_back() {
    let struck = |content| Inline::marked(Mark::Strikethrough, content);
    let reading = vec!["~".into(), struck(vec!["rain".into()])];
    let ruby = Ruby::new(vec!["雨".into()], reading);
    let body = [Block::paragraph(vec![struck(vec!["x".into(), ruby.into()])])];
    assert_eq!(wrong(&body, &Markdown::new()), None);
}

/// comrak looks at the character before a variation selector.
#[test]
fn marks_around_a_variation_selector_read_back() {
    for marked in ["\u{fe00}", "雨\u{fe00}", "x\u{fe0e}"] {
        let line = vec![Inline::strong(vec![marked.into()]), "rain".into()];
        assert_eq!(wrong_if_cjk_friendly(&[Block::paragraph(line)]), None);
    }
}

/// A line of one text is usually copied unchanged.
#[test]
fn equals_signs_in_texts_are_not_highlights() {
    for (text, expected) in [
        ("==rain==", "\\=\\=rain\\=\\=\n"),
        ("rain == snow", "rain \\=\\= snow\n"),
        ("rain=snow", "rain=snow\n"),
    ] {
        let blocks = [Block::paragraph(vec![text.into()])];
        let markdown = Markdown::new().highlights(Highlights::Equals).render_blocks(&blocks);
        assert_eq!(markdown, expected);
        let html = comrak_with(&markdown, |extension| extension.highlight = true);
        assert_eq!(html, format!("<p>{text}</p>\n"));
    }
}

/// The limit of prefixes grows with the text, so that short lines in three quotes keep theirs.
#[test]
fn long_code_in_quotes_stays_there() {
    let code = Block::from(CodeBlock::new("x\n".repeat(60_000)));
    let nested = (0..3).fold(code, |inner, _| Block::quote(vec![inner]));
    let markdown = Markdown::new().render_blocks(&[nested]);
    assert!(markdown.starts_with("> > > ```\n> > > x\n"), "{markdown:.100}");
}

/// Other marks of a line may need tags.
#[test]
fn highlights_stay_equals_signs_beside_marks_that_need_tags() {
    let blocks = read_fragment("<p><b>“雨”</b>停了，<mark>天晴了</mark>。");
    let markdown = Markdown::new().highlights(Highlights::Equals).render_blocks(&blocks);
    assert_eq!(markdown, "<strong>“雨”</strong>停了，==天晴了==。\n");
}

/// A program may build a tree that its Markdown would not show: with a tag split across two texts, or line ends in texts.
#[test]
fn trees_that_would_read_back_differently_are_written_in_normal_form() {
    let split = || vec![Inline::from("<"), Inline::from("b>")];
    let image = || Image::new("/i").with_alt("Rain\n\n# Sun");
    let mut titled = LinkTarget::new("/a");
    titled.title = Some("Rain\n\n# Sun".to_string());
    let mut embed = Embed::new(EmbedKind::Frame, "https://a.example/");
    embed.title = Some("Rain\n\n# Sun".to_string());
    let mut code = CodeBlock::new("x");
    code.language = Some("a b".to_string());
    let link = |content| Inline::from(Link::new(LinkTarget::new("/a"), content));
    let lines = [
        vec!["Rain\n\n# Sun".into()],
        vec!["x".into(), image().into()],
        vec![Link::new(titled.clone(), vec!["x".into()]).into()],
        vec![link(vec![link(vec!["x".into()])])],
        vec![(0..30).fold(Inline::from("x"), |inner, _| Inline::marked(Mark::Superscript, vec![inner]))],
    ];
    let mut linked = FigureImage::new(Image::new("/i"));
    linked.link = Some(titled);
    let blocks = [
        Block::heading(2, split()),
        Figure::new(vec![FigureImage::new(image())]).into(),
        Figure::new(vec![linked]).into(),
        embed.into(),
        code.into(),
        CodeBlock::new("x\ry").into(),
    ];
    let in_blocks = BLOCKS.iter().map(|(_, nest)| nest(vec![Block::paragraph(split())]));
    let in_inlines = INLINES.iter().map(|(_, nest)| Block::paragraph(vec![nest(split())]));
    for block in blocks.into_iter().chain(lines.map(Block::paragraph)).chain(in_blocks).chain(in_inlines) {
        let normal = normalize(vec![block.clone()]);
        assert_eq!(
            Markdown::new().render_blocks(std::slice::from_ref(&block)),
            Markdown::new().render_blocks(&normal),
            "{block:?}"
        );
    }
}

#[test]
fn options_can_be_combined() {
    let html = "<h1>Rain</h1><ul><li>north</ul><pre>x</pre><dl><dt>Rain<dd>Falling water</dl><a href=/a title=Sun>Sun</a>";
    let options = Markdown::new()
        .bullet(Bullet::Plus)
        .heading(HeadingStyle::Setext)
        .fence(CodeFence::Tilde)
        .descriptions(DescriptionStyle::Html)
        .titles(Titles::Distinct);
    let expected = "Rain\n===\n\n+ north\n\n~~~\nx\n~~~\n\n<dl>\n<dt>Rain</dt>\n<dd>Falling water</dd>\n</dl>\n\n[Sun](/a)\n";
    assert_eq!(options.render_blocks(&read_fragment(html)), expected);
}

#[test]
fn a_wrapped_line_may_take_all_columns() {
    for (columns, expected) in [
        (7, "morning\nin rain\nsun\n"),
        (8, "morning\nin rain\nsun\n"),
        (10, "morning in\nrain sun\n"),
        (11, "morning in\nrain sun\n"),
    ] {
        let blocks = [Block::paragraph(vec!["morning in rain sun".into()])];
        assert_eq!(Markdown::new().wrap(columns).render_blocks(&blocks), expected);
    }
}

/// A tag that is alone in a line would begin an HTML block (CommonMark §4.6).
#[test]
fn a_line_is_not_wrapped_after_a_lone_tag() {
    let line = vec![Inline::marked(Mark::Underline, vec!["  rain and snow".into()]), " fell".into()];
    let markdown = Markdown::new().wrap(1).render_blocks(&[Block::paragraph(line)]);
    assert_eq!(markdown, "<u>  rain\nand\nsnow</u>\nfell\n");
    let url = "https://a.example/";
    let line = vec![Inline::link(url, vec![url.into()]), " and rain".into()];
    let markdown = Markdown::new().wrap(1).render_blocks(&[Block::paragraph(line)]);
    assert_eq!(markdown, "<https://a.example/>\nand\nrain\n");
}

/// The backslash that keeps a number from being a list item moves the places of all spaces.
#[test]
fn a_wrapped_line_may_begin_with_a_backslash() {
    let blocks = [Block::paragraph(vec!["1. rain fell in Ghent".into()])];
    assert_eq!(Markdown::new().wrap(12).render_blocks(&blocks), "1\\. rain\nfell in\nGhent\n");
    let blocks =
        [Block::paragraph(vec!["It rained".into(), Inline::LineBreak, "01. rain fell in Ghent".into()])];
    let expected = "It rained\\\n01\\. rain\nfell in\nGhent\n";
    assert_eq!(Markdown::new().wrap(12).render_blocks(&blocks), expected);
}

/// A program may put several line breaks in a row.
#[test]
fn lines_that_need_no_wrapping_keep_all_line_breaks() {
    let line = vec!["rain".into(), Inline::LineBreak, Inline::LineBreak, "snow".into()];
    let blocks = [Block::paragraph(line)];
    assert_eq!(Markdown::new().wrap(80).render_blocks(&blocks), Markdown::new().render_blocks(&blocks));
}

/// pulldown-cmark may not know that a new symbol is punctuation, so underscores next to it could be text.
#[test]
fn marks_after_a_new_symbol_read_back() {
    let line = vec!["She smiled 🫠".into(), Inline::emphasis(vec!["again".into()]), " today".into()];
    let (body, options) = ([Block::paragraph(line)], Markdown::new().emphasis(Emphasis::Underscore));
    assert_eq!(options.render_blocks(&body), "She smiled 🫠*again* today\n");
    assert_eq!(wrong(&body, &options), None);
}

#[test]
fn delimiters_are_preferred_to_tags_where_readers_find_them() {
    let underscore = Markdown::new().emphasis(Emphasis::Underscore);
    let friendly = Markdown::new().dialect(Dialect::CjkFriendly);
    for (options, html, expected) in [
        (&underscore, "Rain <i>and</i> snow", "Rain _and_ snow"),
        (&underscore, "Rain (<i>and</i>) snow", "Rain (_and_) snow"),
        // Within words, underscores are text, and asterisks before an underscore are not left-flanking.
        (&underscore, "Rain<i>and</i>snow", "Rain*and*snow"),
        (&underscore, "Rain<b><i>and</i></b>snow", "Rain<strong>_and_</strong>snow"),
        (&friendly, "これは<b>「重要」</b>です", "これは**「重要」**です"),
        (&friendly, "비<b>(눈)</b>와", "비**(눈)**와"),
    ] {
        assert_eq!(options.render_blocks(&read_fragment(html)), format!("{expected}\n"));
    }
}

/// Two spaces after a line that is only a tag would make it an HTML block (CommonMark §4.6).
#[test]
fn line_breaks_are_spaces_except_after_a_tag() {
    let options = Markdown::new().hard_break(HardBreak::Spaces);
    for (html, expected) in [
        ("Rain<br>and snow", "Rain  \nand snow\n"),
        ("<u>Rain</u><br>and snow", "<u>Rain</u>\\\nand snow\n"),
        ("It<br><u>rained</u><br>and snowed", "It  \n<u>rained</u>\\\nand snowed\n"),
        ("<u>Rain</u> fell<br>and snow", "<u>Rain</u> fell  \nand snow\n"),
    ] {
        assert_eq!(options.render_blocks(&read_fragment(html)), expected);
    }
}

#[test]
fn a_list_of_tables_is_tight_unless_a_table_has_a_caption() {
    let item = |caption| format!("<li><table>{caption}<tr><th>Rain<tr><td>7 mm</table>");
    let table = "| Rain |\n  | --- |\n  | 7 mm |\n";
    for (caption, expected) in [
        ("", format!("- {table}- {table}")),
        ("<caption>May", format!("- May\n\n  {table}\n- May\n\n  {table}")),
    ] {
        let html = format!("<ul>{}</ul>", item(caption).repeat(2));
        assert_eq!(html_to_markdown(&html), expected);
    }
}

/// CommonMark §6.5: an autolink begins with a scheme.
#[test]
fn a_link_without_a_scheme_is_no_autolink() {
    let html = "<iframe src='//a.example/?next=https://b.example/'></iframe>";
    let url = "//a.example/?next=https://b.example/";
    assert_eq!(html_to_markdown(html), format!("[{url}]({url})\n"));
}

/// A cell that spans 1,000 columns would take 1,000 cells.
#[test]
fn a_table_of_more_than_64_columns_has_no_cells_for_spans() {
    let cells = |count| "<td>7".repeat(count);
    let is_gfm = |first: String, second: String| {
        let body = read_fragment(&format!("<table><tr>{first}<tr>{second}</table>"));
        Markdown::new().spans(Spans::Cells).render_blocks(&body).starts_with('|')
    };
    assert!(is_gfm(cells(65), cells(65)));
    assert!(is_gfm("<td colspan=2>Rain".to_string() + &cells(62), cells(64)));
    assert!(!is_gfm("<td colspan=2>Rain".to_string() + &cells(63), cells(65)));
}

/// No Markdown has a table without cells.
#[test]
fn a_table_without_cells_is_html() {
    let mut table = Table::default();
    table.body.push(Row::default());
    assert!(Markdown::new().render_blocks(&[table.into()]).starts_with("<table>"));
}

/// cmark and comrak limit how much references expand to.
#[test]
fn a_long_url_is_referred_to_only_as_often_as_readers_allow() {
    let url = format!("https://a.example/{}", "rain".repeat(50));
    for title in ["", " title='Rain in Ghent'"] {
        let html = format!("<p><a href='{url}'{title}>rain</a>, <a href='{url}'{title}>snow</a>");
        let markdown = Markdown::new().links(LinkStyle::Reference).render_blocks(&read_fragment(&html));
        assert!(markdown.starts_with(&format!("[rain][1], [snow]({url}")), "{markdown}");
    }
}

/// The document up to the second reference counts, and the definition once.
#[test]
fn references_expand_to_at_most_the_length_of_the_document() {
    for (length, expected) in [(16, "[rain][1], [snow][1]"), (17, "[rain][1], [snow](")] {
        let url = format!("/{}", "r".repeat(length - 1));
        let body = read_fragment(&format!("<p><a href={url}>rain</a>, <a href={url}>snow</a>"));
        let markdown = Markdown::new().links(LinkStyle::Reference).render_blocks(&body);
        assert!(markdown.starts_with(expected), "{markdown}");
    }
}

/// Only a mark that leads to a note is a reference to it.
#[test]
fn other_links_and_raised_text_are_no_references_to_notes() {
    let options = Markdown::new().footnotes(Footnotes::Markers);
    for (line, expected) in [
        ("<a href=#fn1>as noted below</a>", "[as noted below](#fn1)"),
        ("<sup><a href=/x>2</a></sup>", "<sup>[2](/x)</sup>"),
        ("<sup><a href=#fn1>1</a> <a href=/x>2</a></sup>", "<sup>[^fn1] [2](/x)</sup>"),
    ] {
        let html = format!("<p>Rain<sup><a href=#fn1>1</a></sup>, {line}</p><ol><li id=fn1>A note</ol>");
        let markdown = options.render_blocks(&read_fragment(&html));
        assert_eq!(markdown, format!("Rain[^fn1], {expected}\n\n[^fn1]: A note\n"));
    }
}

/// Even if a line begins with a link or with text that looks like a link reference definition.
#[test]
fn wrapped_lines_are_short() {
    use unicode_width::UnicodeWidthStr;
    for (start, count) in [
        ("<a href=/x>雨</a> ]:", 20_000),
        ("<ul><li><input type=checkbox>", 200),
        ("<ol><li><blockquote>", 200),
    ] {
        let html = format!("{start} {}", "停 a ".repeat(count));
        let markdown = Markdown::new().header(Header::None).wrap(60).render(&read(&html));
        assert!(markdown.lines().all(|line| line.width() <= 60), "{}", short(&markdown));
    }
}

#[test]
fn few_articles_need_html() {
    let articles = articles();
    let has_html = |markdown: &str| {
        let parser = pulldown_cmark::Parser::new_ext(markdown, pulldown_cmark::Options::ENABLE_TABLES);
        parser.into_iter().any(|event| match event {
            pulldown_cmark::Event::Html(html) | pulldown_cmark::Event::InlineHtml(html) => {
                !html.starts_with("<br")
            }
            _ => false,
        })
    };
    let real = articles.iter().filter(|article| !article.path.to_string_lossy().contains("fixtures"));
    let real: Vec<_> = real.map(|article| parse(&article.source).unwrap()).collect();
    let with_html =
        real.iter().filter(|document| has_html(&Markdown::new().header(Header::None).render(document)));
    let with_html = with_html.count();
    println!("raw HTML in the Markdown of {with_html} of {} real articles", real.len());
    assert!(with_html * 50 <= real.len());
}

/// The shortcut equals the conversion through a document.
#[test]
fn markdown_of_html_in_one_step() {
    let html = "<h2>雨</h2><p>Rain <b>stopped</b>: <a href=../a>more</a>";
    let markdown = html_to_markdown(html);
    assert_eq!(markdown, "## 雨\n\nRain **stopped**: [more](../a)\n");
    assert_eq!(markdown, Markdown::new().render_blocks(&read_fragment(html)));
    assert_eq!(
        Html::new().render_blocks(&read_fragment(&comrak(&markdown))),
        Html::new().render_blocks(&read_fragment(html))
    );
}
