//! Law: `Document::from_json(&d.to_json())? == d`, for any tree.

use newsclip::{Document, Url};
use proptest::prelude::*;

use crate::generate;
use crate::support::{document, documents, report};

#[test]
fn json_reads_back() {
    let failed = documents()
        .iter()
        .filter(|(_, document)| Document::from_json(&document.to_json()).unwrap() != *document);
    let failures: Vec<_> = failed.map(|(name, _)| name.clone()).collect();
    report("json", documents().len(), &failures);
}

#[test]
fn a_document_with_any_url_reads_back() {
    for url in ["ws://a.example/", "file:///a", "tag:a.example,2022:1"] {
        let document = Document::new(Url::parse(url).unwrap(), "Rain");
        assert_eq!(Document::from_json(&document.to_json()).unwrap(), document);
    }
}

/// `docs/document.schema.json` as a check.
fn schema() -> (boon::Schemas, boon::SchemaIndex) {
    let text = include_str!("../../docs/document.schema.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let address = "https://docs.rs/newsclip/document.schema.json";
    compiler.add_resource(address, serde_json::from_str(text).unwrap()).unwrap();
    let index = compiler.compile(address, &mut schemas).unwrap();
    (schemas, index)
}

#[test]
fn json_is_what_its_schema_says() {
    let (schemas, index) = schema();
    let failed = documents().iter().filter(|(_, document)| {
        schemas.validate(&serde_json::from_str(&document.to_json()).unwrap(), index).is_err()
    });
    let failures: Vec<_> = failed.map(|(name, _)| name.clone()).collect();
    report("schema", documents().len(), &failures);
    let wrong =
        serde_json::json!({"version": 1, "title": "", "url": "https://a.example/", "body": [{"type": "p"}]});
    assert!(schemas.validate(&wrong, index).is_err(), "the schema refuses an unknown type of block");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn json_of_any_tree_is_what_its_schema_says(body in generate::blocks()) {
        thread_local! { static SCHEMA: (boon::Schemas, boon::SchemaIndex) = schema(); }
        let json = serde_json::from_str(&document(body).to_json()).unwrap();
        let is_valid = SCHEMA.with(|(schemas, index)| schemas.validate(&json, *index).is_ok());
        prop_assert!(is_valid, "{}", json);
    }

    #[test]
    fn json_of_any_tree_reads_back(body in generate::blocks()) {
        let document = document(body);
        prop_assert_eq!(Document::from_json(&document.to_json()).unwrap(), document);
    }
}
