//! Law: documents that were read are in normal form, and normal form is a fixed point.

use newsclip::normal::normalize;
use proptest::prelude::*;

use crate::support::{difference, documents, read, report};
use crate::{generate, markup};

#[test]
fn documents_that_were_read_are_normal() {
    let failures = documents().iter().filter_map(|(name, document)| {
        let again = document.clone().normalized();
        (again != *document).then(|| format!("{name}: {}", difference(&document.body, &again.body)))
    });
    report("normal form", documents().len(), &failures.collect::<Vec<_>>());
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
