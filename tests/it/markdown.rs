//! Law: the HTML that comrak and pulldown-cmark make of a document's Markdown, parsed, is the projection of
//! its body.

use newsclip::{Block, Header, Markdown, parse};
use proptest::prelude::*;

use crate::generate;
use crate::projection::{projection, with_ascii_urls};
use crate::support::{articles, difference, document, read, report};

fn comrak(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = true;
    comrak::markdown_to_html(markdown, &options)
}

fn pulldown(markdown: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut out = String::new();
    html::push_html(&mut out, parser);
    out
}

/// What is wrong with some blocks' Markdown, if anything.
fn wrong(body: &[Block], options: &Markdown) -> Option<String> {
    let markdown = options.clone().header(Header::None).render(&document(body.to_vec()));
    let expected = projection(body);
    for (name, render) in [("comrak", comrak as fn(&str) -> String), ("pulldown-cmark", pulldown)] {
        let html = render(&markdown);
        let found = with_ascii_urls(&read(&html).body);
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
    let mut failures = Vec::new();
    for article in articles() {
        let document = parse(&article.source).unwrap();
        if let Some(wrong) = wrong(&document.body, &Markdown::new()) {
            failures.push(format!("{}: {wrong}", article.path.display()));
        }
    }
    report("markdown", articles().len(), &failures);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]
    #[test]
    fn markdown_of_any_normalised_tree_reads_back(body in generate::blocks()) {
        let body = newsclip::normalize(body);
        let wrong = wrong(&body, &Markdown::new());
        prop_assert!(wrong.is_none(), "{}", wrong.unwrap());
    }
}
