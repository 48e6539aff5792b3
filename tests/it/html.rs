//! Law: written HTML reads back, as a fragment and as a page.

use newsclip::Html;
use newsclip::html::Reader;
use newsclip::tree::Block;
use proptest::prelude::*;

use crate::generate;
use crate::support::{difference, document, documents, read, read_fragment, report};

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
fn nulls_in_a_cdata_section_are_left_out() {
    let found = read_fragment("<p>甲<math><mtext><![CDATA[one\0two\0three]]></mtext></math>乙");
    assert_eq!(found, read_fragment("<p>甲<math><mtext>onetwothree</mtext></math>乙"));
    assert_eq!(found, [Block::paragraph(vec!["甲onetwothree乙".into()])]);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

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
