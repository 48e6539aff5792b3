//! Law: what `parse` returns is in normal form, and normal form is a fixed point.

use newsclip::{normalize, parse};
use proptest::prelude::*;

use crate::generate;
use crate::support::{articles_and_vectors, difference, read, report};

#[test]
fn parsed_documents_are_normal() {
    let mut failures = Vec::new();
    for article in articles_and_vectors() {
        let document = parse(&article.source).unwrap();
        let again = document.clone().normalized();
        if again != document {
            failures.push(format!("{}: {}", article.path.display(), difference(&document.body, &again.body)));
        }
    }
    report("normal form", articles_and_vectors().len(), &failures);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn normalising_twice_changes_nothing(body in generate::blocks()) {
        let once = normalize(body);
        prop_assert_eq!(normalize(once.clone()), once);
    }

    #[test]
    fn soup_is_parsed_into_normal_form(html in generate::soup()) {
        let body = read(&html).body;
        prop_assert_eq!(normalize(body.clone()), body);
    }
}
