//! Law: documents that were read are in normal form, and normal form is a fixed point.

use newsclip::Html;
use newsclip::normal::{MAX_DEPTH, normalize};
use newsclip::tree::{Block, CodeBlock, Embed, EmbedKind, Image};
use proptest::prelude::*;

use crate::support::{difference, document, documents, read, report};
use crate::{generate, markup};

#[test]
fn documents_that_were_read_are_normal() {
    let failures = documents().iter().filter_map(|(name, document)| {
        let again = document.clone().normalized();
        (again != *document).then(|| format!("{name}: {}", difference(&document.body, &again.body)))
    });
    report("normal form", documents().len(), &failures.collect::<Vec<_>>());
}

#[test]
fn ruby_and_the_marks_around_it_count_as_levels() {
    for (quotes, marks) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (3, 3)] {
        let around = "<blockquote>".repeat(quotes) + &"<sup>".repeat(marks);
        let base = "<sup>".repeat(MAX_DEPTH) + "a" + &"</sup>".repeat(MAX_DEPTH);
        let body = read(&format!("{around}<ruby>{base}<rt>b</ruby>")).body;
        let html = Html::new().render_blocks(&body);
        // Besides the quotes, there are the body, the paragraph and the ruby.
        assert_eq!(html.matches("<sup>").count(), MAX_DEPTH - 3 - quotes, "{html}");
    }
}

#[test]
fn code_and_the_marks_in_it_count_as_levels() {
    for quotes in [0, 1, 3] {
        let html = "<blockquote>".repeat(quotes) + "<pre>" + &"<sup>".repeat(MAX_DEPTH) + "a";
        let html = Html::new().render_blocks(&read(&html).body);
        // Besides the quotes, there are the body and the code.
        assert_eq!(html.matches("<sup>").count(), MAX_DEPTH - 2 - quotes, "{html}");
    }
}

/// Only the nesting is lost.
#[test]
fn all_blocks_are_kept_at_any_depth() {
    let player = Embed::new(EmbedKind::Frame, "https://a.example/player");
    let blocks = || {
        vec![CodeBlock::new("if rain {\n    stay();\n}").into(), player.clone().into(), Block::ThematicBreak]
    };
    let deep = (0..200).fold(blocks(), |content, _| vec![Block::quote(content)]);
    let html = Html::new().render_blocks(&normalize(deep));
    assert!(html.contains(&Html::new().render_blocks(&blocks())), "{html}");
}

/// `width="0"` would hide the image.
#[test]
fn sizes_of_zero_are_dropped() {
    let normalized = |width: u32, height: u32| {
        let mut image = Image::new("/a");
        (image.width, image.height) = (Some(width), Some(height));
        let line = document(vec![Block::paragraph(vec!["Rain".into(), image.into()])]).normalized();
        line.images().next().map(|image| (image.width, image.height))
    };
    assert_eq!(normalized(0, 30), Some((None, Some(30))));
    assert_eq!(normalized(30, 0), Some((Some(30), None)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn normalizing_twice_changes_nothing(body in generate::normal_blocks()) {
        prop_assert_eq!(normalize(body.clone()), body);
    }

    #[test]
    fn any_markup_is_read_into_normal_form(html in markup::soup()) {
        let body = read(&html).body;
        prop_assert_eq!(normalize(body.clone()), body);
    }
}
