//! Law: written HTML reads back, as a fragment and as a page.

use newsclip::html::{Extent, Limits, NoteKind, Reader};
use newsclip::tree::{Block, Inline, Mark, Walk};
use newsclip::{Document, Html, Markdown, Text, Url};
use proptest::prelude::*;

use crate::markup::soup;
use crate::support::{base, cases, difference, document, documents, read, read_fragment, report};
use crate::{generate, pages};

#[test]
fn html_reads_back() {
    let failures = documents().iter().filter_map(|(name, document)| {
        let again = read(&document.to_html());
        (again.body != document.body).then(|| format!("{name}: {}", difference(&document.body, &again.body)))
    });
    report("html", documents().len(), &failures.collect::<Vec<_>>());
}

#[test]
fn a_byte_order_mark_is_not_text() {
    assert_eq!(read_fragment("\u{FEFF}<p>雨"), read_fragment("<p>雨"));
}

#[test]
fn relative_urls_stay_without_a_base() {
    let body = Reader::new().read("<p><a href=../a>a</a>, <a href='#n'>b</a><img src=img/1.png>").body;
    let html = Html::new().render_blocks(&body);
    assert_eq!(html, "<p><a href=\"../a\">a</a>, <a href=\"#n\">b</a><img src=\"img/1.png\" alt=\"\"></p>\n");
}

#[test]
fn comments_are_left_out() {
    for comment in [
        "<!--b-->",
        "<!-->",
        "<!--->",
        "<!--b--!>",
        "<!--!>b-->",
        "<!--->-->",
        "<!-- > -->",
        "<!b>",
        "<!--b->c-->",
    ] {
        let rest = if comment == "<!--->-->" { "-->" } else { "" };
        let body = read_fragment(&format!("<p>a{comment}c"));
        assert_eq!(Text::new().render_blocks(&body), format!("a{rest}c\n"), "{comment}");
    }
}

#[test]
fn a_lazy_image_and_its_copy_are_one_image() {
    for html in [
        "<span><img data-src=/r.jpg></span><noscript><img src=/r.jpg></noscript>",
        "<span>\n<a href=/x><img data-src=/r.jpg></a> </span> <noscript><img src=/r.jpg></noscript>",
        "<noscript><img src=/r.jpg></noscript><img src=data:, data-src=/r.jpg>",
        "<noscript><span><img src=/r.jpg> </span></noscript><img src=data:, data-src=/r.jpg>",
    ] {
        let body = read_fragment(html);
        assert_eq!(Walk::new(&body).images().count(), 1, "{html}\n{body:?}");
    }
}

#[test]
fn images_at_the_ends_of_a_line_leave_a_caption() {
    for html in [
        "<figure><p><img src=/r.jpg> Rain in Ghent</p></figure>",
        "<figure><p>Rain in Ghent <img src=/r.jpg></p></figure>",
        "<figure><img src=/r.jpg> Rain in Ghent</figure>",
    ] {
        let html = Html::new().render_blocks(&read_fragment(html));
        assert_eq!(
            html,
            "<figure><img src=\"/r.jpg\" alt=\"\"><figcaption>Rain in Ghent</figcaption></figure>\n"
        );
    }
}

/// Marks in code count as levels only while they are written.
#[test]
fn marks_after_many_blocks_of_code_are_kept() {
    for code in ["rain()", "<u>rain</u>()"] {
        let html = format!("<pre><code>{code}</code></pre><p><b>Rain <i>and</i></b> snow").repeat(40);
        let html = Html::new().render_blocks(&read_fragment(&html));
        assert_eq!(html.matches("<strong>Rain <em>and</em></strong> snow").count(), 40);
        assert_eq!(html.matches(code).count(), 40);
    }
}

/// A start tag that is dropped because of its depth takes its end tag with it.
#[test]
fn end_tags_of_dropped_elements_end_no_others() {
    let (all, none) = ("<u>Rain and snow</u>", "Rain and snow");
    let mut found = Vec::new();
    for depth in 100..200 {
        let html = format!("{}<u>Rain <u>and</u> snow</u>", "<div>".repeat(depth));
        let html = Html::new().render_blocks(&read_fragment(&html));
        let line = html.trim().trim_start_matches("<p>").trim_end_matches("</p>");
        assert!(line == all || line == none, "{html}");
        found.push(line == all);
    }
    assert!(found.is_sorted_by(|before, after| before >= after) && found[0] && !found[99]);
}

#[test]
fn only_elements_of_the_class_are_skipped() {
    let reader = Reader::new().skip(|element| element.has_class("ad"));
    let body = reader.read("<p class='box ad'>Umbrellas!<p class=address>Rain<p>in Ghent").body;
    assert_eq!(Text::new().render_blocks(&body), "Rain\n\nin Ghent\n");
}

#[test]
fn elements_that_html_does_not_have_are_skipped_by_name() {
    let reader = Reader::new().skip(|element| element.name() == "my-ad" && element.text() == "Umbrellas!");
    let body =
        reader.read("<p>Rain <My-Ad class=x>Umbrellas!</My-Ad><my-ad>in</my-ad> <x-y class=my-ad>Ghent").body;
    assert_eq!(Text::new().render_blocks(&body), "Rain in Ghent\n");
}

/// Then all attributes are kept, for the closure. Those that are not read otherwise must have no effect.
#[test]
fn skipping_nothing_has_no_effect() {
    let pages = pages::pages();
    let cases = cases().into_iter().map(|(path, html)| (path.display().to_string(), html));
    let inputs: Vec<_> = cases.chain(pages).collect();
    let failures = inputs.iter().filter_map(|(name, html)| {
        let (page, all) = (Reader::new().read(html), Reader::new().skip(|_| false).read(html));
        let differs = page.head != all.head || page.body != all.body;
        differs.then(|| format!("{name}: {}", difference(&page.body, &all.body)))
    });
    report("skip", inputs.len(), &failures.collect::<Vec<_>>());
}

/// The elements of columns have no content.
#[test]
fn hidden_columns_are_not_noted() {
    let table = "<table><colgroup hidden><col hidden></colgroup><tr><td>Rain</table>";
    assert_eq!(Reader::new().read(table).notes, []);
}

#[test]
fn blocks_side_by_side_are_not_nested() {
    let quote = "<blockquote>\n<p>Rain</p>\n</blockquote>\n";
    let html = quote.repeat(200);
    assert_eq!(Html::new().render_blocks(&read_fragment(&html)), html);
}

/// A program may build a tree that is deeper than normal form.
#[test]
fn text_in_too_many_marks_is_kept() {
    let line = (0..100).fold(Inline::from("rain"), |inner, _| Inline::marked(Mark::Superscript, vec![inner]));
    let blocks = [Block::paragraph(vec![line, " and snow".into()])];
    let html = Html::new().render_blocks(&blocks);
    assert!(html.contains(">rain</sup>") && html.ends_with("</sup> and snow</p>\n"), "{html}");
    assert_eq!(Text::new().render_blocks(&blocks), "rain and snow\n");
}

#[test]
fn only_a_page_that_is_cut_is_noted_as_truncated() {
    let html = "<p>Rain";
    for (bytes, count) in [(html.len() - 1, 1), (html.len(), 0), (html.len() + 1, 0)] {
        let page = Reader::new().limits(Limits::new().bytes(bytes)).read(html);
        assert_eq!(page.notes.iter().filter(|note| note.kind == NoteKind::Truncated).count(), count);
    }
}

/// Each paragraph reopens all of the marks, which makes more than two elements for each five bytes (docs/security.md).
#[test]
fn a_page_that_reopens_too_many_marks_is_cut() {
    for (marks, count) in [("", 0), ("<b><i><u><s><code><sup>", 1)] {
        let page = Reader::new().read(&format!("<p>{marks}{}", "<p>雨".repeat(1000)));
        assert_eq!(
            page.notes.iter().filter(|note| note.kind == NoteKind::Truncated).count(),
            count,
            "{marks}"
        );
    }
}

#[test]
fn nulls_in_a_cdata_section_are_left_out() {
    let found = read_fragment("<p>甲<math><mtext><![CDATA[one\0two\0three]]></mtext></math>乙");
    assert_eq!(found, read_fragment("<p>甲<math><mtext>onetwothree</mtext></math>乙"));
    assert_eq!(found, [Block::paragraph(vec!["甲onetwothree乙".into()])]);
}

#[test]
fn the_depth_of_an_element_is_the_number_of_elements_around_it() {
    let html = "<p>0</p><main><p>1</p><section><p>2</p><div><p>3</p></div></section></main>";
    for depth in 0..=3 {
        let page = Reader::new().skip(|element| element.name() == "p" && element.depth() == depth).read(html);
        let others: Vec<_> = (0..=3).filter(|&other| other != depth).map(|other| other.to_string()).collect();
        assert_eq!(Walk::new(&page.body).texts().collect::<Vec<_>>(), others);
    }
}

/// Only the depth of blocks is limited.
#[test]
fn any_number_of_quotes_is_written() {
    let quotes = read("<blockquote><ul><li>Rain</ul></blockquote>".repeat(1000).as_str());
    assert_eq!(quotes.to_html().matches("<blockquote>\n<ul>").count(), 1000);
}

/// Each name is compared with all names before it, so their number is limited.
#[test]
fn the_first_64_other_attributes_are_kept() {
    let attributes: Vec<_> = (1..=70).map(|number| format!(" data-x{number}=y")).collect();
    let html = format!("<div{}>雨</div>", attributes.concat());
    let is_kept = |number: usize| {
        let name = format!("data-x{number}");
        Reader::new().skip(|element| element.attribute(&name).is_some()).read(&html).body.is_empty()
    };
    assert_eq!((1..=70).filter(|&number| is_kept(number)).count(), 64);
}

/// Without the metadata, the content is the same.
fn assert_same_body(html: &str) {
    let of = |reader: Reader<'_>| (reader.clone().read(html), reader.body_only().read(html));
    let base = base();
    for (page, body) in [of(Reader::new()), of(Reader::new().base(&base)), of(Reader::new().own_address())] {
        assert_eq!((&body.body, &body.head.base), (&page.body, &page.head.base), "{html:?}");
        assert!(body.head.title.is_empty() && body.head.authors.is_empty());
    }
    let markdown = Markdown::new().render_blocks(&Reader::new().read(html).body);
    assert_eq!(newsclip::html_to_markdown(html), markdown, "{html:?}");
}

#[test]
fn the_body_alone_has_the_base_and_the_address_of_the_page() {
    let head = "<base href=https://a.example/b/><meta property=og:url content=https://a.example/c>";
    let html = format!("{head}<p><a href=d>Rain</a>, <b style=font-weight:400 title=2022-11-13>snow</b>");
    assert_same_body(&html);
    let address = Reader::new().body_only().own_address().read(&html).head.url;
    assert_eq!(address.as_ref().map(Url::as_str), Some("https://a.example/c"));
    assert_eq!(Reader::new().body_only().read(&html).head.url, None);
    for (_, html) in pages::pages() {
        assert_same_body(&html);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn the_body_alone_is_the_body_of_the_page(html in soup()) {
        assert_same_body(&html);
    }

    #[test]
    fn html_of_any_normal_tree_reads_back(body in generate::normal_blocks()) {
        let document = document(body);
        let html = document.to_html();
        prop_assert_eq!(&read_fragment(&html), &document.body, "{}", html);
        let page = Html::page().render(&document);
        let main = page.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
        prop_assert_eq!(read_fragment(main), document.body);
    }
}

#[test]
fn an_article_without_an_address_shows_none() {
    let url = Url::parse("about:blank").expect("a URL");
    let article = Document::from_html("<title>Rain</title><p>It <a href=b>stopped</a>.", url.clone());
    assert_eq!(article.to_markdown(), "---\ntitle: \"Rain\"\n---\n\nIt [stopped](b).\n");
    assert_eq!(article.to_text(), "Rain\n\nIt stopped.\n");
    assert!(!Html::page().render(&article).contains("about:"));
    assert_eq!(Document::from_html("<p>Rain", url).to_markdown(), "Rain\n");
}

#[test]
fn a_title_at_the_start_of_the_body_is_shown_once() {
    let page = "<title>Rain</title><main><h1><i>Rain</i></h1><p>It stopped.</main>";
    let document = Reader::new().base(&base()).read(page).into_document(base());
    let markdown = Markdown::new().header(newsclip::markdown::Header::Title).render(&document);
    assert_eq!(markdown, "# *Rain*\n\nIt stopped.\n");
    assert_eq!(Text::new().header(newsclip::text::Header::Title).render(&document), "Rain\n\nIt stopped.\n");
    let html = Html::new().extent(Extent::Page).render(&document);
    assert!(html.contains("<header>\n<h1><em>Rain</em></h1>\n<p class"), "{html}");
    assert!(html.contains("<main>\n<p>It stopped.</p>\n</main>"), "{html}");
}

#[test]
fn a_heading_without_text_is_no_title() {
    let document = Document::from_html("<h1><img src=/i.png></h1><p>Rain.", base());
    assert_eq!((&*document.title, document.split_title()), ("", (None, &*document.body)));
}

#[test]
fn a_base_that_is_no_web_address_is_ignored() {
    let html = "<link rel=canonical href=https://a.example/1><p><a href=/x>y</a>";
    let file = Url::parse("file:///tmp/").unwrap();
    assert_eq!(Reader::new().base(&file).own_address().read(html), Reader::new().own_address().read(html));
}

/// HTML §4.2.3: the `href` of `base` is resolved against the address of the page.
#[test]
fn a_relative_base_is_relative_to_the_address_of_the_page() {
    let html = "<base href=/b/><link rel=canonical href=https://a.example/c/1><img src=i.png>";
    for reader in [Reader::new().own_address(), Reader::new().own_address().body_only()] {
        let page = reader.read(html);
        assert_eq!(page.images().next().unwrap().url, "https://a.example/b/i.png");
    }
}
