//! Law: any body can be parsed; no input makes the library panic or overflow the stack.

use newsclip::html::Frames;
use newsclip::markdown::{
    CodeMarkup, DescriptionStyle, Footnotes, Highlights, LinkStyle, Math, Spans, Titles,
};
use newsclip::text::Links;
use newsclip::{Clip, Document, Html, Markdown, Text, parse};
use proptest::prelude::*;

use crate::support::{document, read};
use crate::{generate, markup};

/// Writes every format, with every option that changes the output.
fn exercise(document: &Document) {
    let _ = document.to_markdown();
    let _ = document.to_text();
    let _ = Text::new().links(Links::Inline).wrap(20).render(document);
    let markdown = Markdown::new().links(LinkStyle::Reference).titles(Titles::Distinct).spans(Spans::Cells);
    let markdown = markdown.descriptions(DescriptionStyle::Html).highlights(Highlights::Equals).wrap(20);
    let markdown = markdown.code_markup(CodeMarkup::All);
    let _ = markdown.math(Math::Dollars).footnotes(Footnotes::Markers).render(document);
    let _ = Html::page().render(document);
    let _ = Html::new().frames(Frames::Link).render(document);
    let _ = document.to_json();
    let _ = document.to_clip();
    let _ = format!("{:?}", document.clone());
    assert_eq!(document, &document.clone());
}

/// The space before an image without a description is dropped, also before a link.
#[test]
fn a_link_to_an_image_is_written_as_text() {
    let body = read("Rain <a href=https://a.example/><img src=/1.png></a>").body;
    let text = Text::new().links(Links::Inline).render_blocks(&body);
    assert_eq!(text, "Rain (https://a.example/)\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn any_text_is_a_clip_or_an_error(text in any::<String>()) {
        if let Ok(clip) = Clip::parse(&text) {
            exercise(&clip.document());
        }
    }

    #[test]
    fn any_body_parses(html in prop_oneof![markup::soup(), any::<String>()]) {
        exercise(&read(&html));
    }

    #[test]
    fn any_tree_is_written(body in generate::blocks()) {
        exercise(&document(body));
    }

    #[test]
    fn any_header_is_read_or_rejected(header in "(\u{feff}|---\n|<!--|NaN|-->|-?[0-9]{0,20}|\\[|\\]|\\(|\\)|https://a|------|\r?\n|日期：| |a: b\n){0,14}") {
        let _ = parse(&header);
    }
}

#[test]
fn nesting_of_any_depth_does_not_overflow_the_stack() {
    let run = || {
        for open in [
            "<div>",
            "<span>",
            "<b>",
            "<b><i>",
            "<blockquote>",
            "<ul><li>",
            "<ol><li>a",
            "<dl><dd>",
            "<table><tr><td>",
            "<a href=/x><div>",
            "<font size=1>",
            "<figure><figcaption>",
            "<ruby>x<rt>",
            "<math><mi>",
            "<sup>",
            "<q>",
            "<details>",
            "<pre><a href=x>",
            "<object>",
            "<section><h1>",
        ] {
            let html = open.repeat(20_000) + "雨";
            let document = read(&html);
            exercise(&document);
            assert!(document.texts().any(|text| text.contains('雨')), "the text within {open} is kept");
            assert_eq!(Document::from_json(&document.to_json()).unwrap(), document, "{open}");
        }
    };
    // A quarter of the default stack of a thread.
    std::thread::Builder::new().stack_size(512 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn no_output_is_much_larger_than_its_input() {
    let half = 1 << 16;
    for html in [
        format!("<a href=\"/{}\">{}", "x".repeat(half), "<p>y".repeat(half / 4)),
        format!("<p>{}{}", "<b><i><u><font size=1>".repeat(9), "<p>x".repeat(half / 4)),
        format!("{}<pre>{}x", "<blockquote>".repeat(100), "\n".repeat(half)),
        format!("<table>{}", "<tr><td colspan=1000 rowspan=65534>x".repeat(half / 36)),
        "&".repeat(half),
        "<tr>x".repeat(half / 5),
    ] {
        let document = read(&html);
        for output in [
            document.to_html(),
            document.to_markdown(),
            document.to_text(),
            document.to_json(),
            document.to_rss(),
        ] {
            assert!(output.len() < 100 * html.len(), "{} of {}", output.len(), html.len());
        }
    }
}
