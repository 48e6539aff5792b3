//! Law: `Document::from_json(&d.to_json())? == d`, for any tree.

use newsclip::{Document, parse};
use proptest::prelude::*;

use crate::generate;
use crate::support::{articles, document, report};

#[test]
fn json_reads_back() {
    let failed = articles().iter().filter(|article| {
        let document = parse(&article.source).unwrap();
        Document::from_json(&document.to_json()) != Ok(document)
    });
    let failures: Vec<_> = failed.map(|article| article.path.display().to_string()).collect();
    report("json", articles().len(), &failures);
}

proptest! {
    #[test]
    fn json_of_any_tree_reads_back(body in generate::blocks()) {
        let document = document(body);
        prop_assert_eq!(Document::from_json(&document.to_json()), Ok(document));
    }
}
