//! Law: the HTML of a document, parsed, gives its body again; so does a whole page's.

use newsclip::{Html, parse};
use proptest::prelude::*;

use crate::generate;
use crate::support::{articles_and_vectors, difference, document, read, report};

#[test]
fn html_reads_back() {
    let mut failures = Vec::new();
    for article in articles_and_vectors() {
        let document = parse(&article.source).unwrap();
        let again = read(&document.to_html());
        if again.body != document.body {
            failures.push(format!("{}: {}", article.path.display(), difference(&document.body, &again.body)));
        }
    }
    report("html", articles_and_vectors().len(), &failures);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]
    #[test]
    fn html_of_any_normalised_tree_reads_back(body in generate::blocks()) {
        let document = document(newsclip::normalize(body));
        let html = document.to_html();
        prop_assert_eq!(&read(&html).body, &document.body, "{}", html);
        let page = Html::page().render(&document);
        let main = page.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
        prop_assert_eq!(read(main).body, document.body);
    }
}
