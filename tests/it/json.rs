//! Law: `Document::from_json(&d.to_json())? == d`, for any tree.

use newsclip::normal::MAX_DEPTH;
use newsclip::tree::{Block, Image, Inline};
use newsclip::{Document, Url};
use proptest::prelude::*;

use crate::depth::INLINES;
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

#[test]
fn an_object_that_is_not_a_block_is_an_error() {
    let error = |block: &str| {
        let json = format!(r#"{{"version":1,"title":"","url":"https://a.example/","body":[{block}]}}"#);
        Document::from_json(&json).map(|document| document.body.len()).map_err(|error| error.to_string())
    };
    for (block, message) in [
        ("{}", "missing field `type`"),
        (r#"{"content":[]}"#, "missing field `type`"),
        (r#"{"type":"p"}"#, "unknown variant `p`, expected one of `paragraph`"),
        (r#"{"type":"paragraph"}"#, "missing field `content`"),
        (r#"{"content":[1],"type":"paragraph"}"#, "expected a string or an object with a type"),
        (r#"{"type":"paragraph","content":[{"type":"hr"}]}"#, "unknown variant `hr`"),
        (r#""x""#, "expected an object with a type"),
    ] {
        let found = error(block).unwrap_err();
        assert!(found.contains(message), "{block}: {found}");
    }
    // Unknown fields, which a later version may add, are ignored.
    assert_eq!(error(r#"{"type":"thematic_break","x":[{}]}, {"x":1,"content":[],"type":"quote"}"#), Ok(2));
}

#[test]
fn null_is_an_absent_field_before_and_after_the_type() {
    let image = Inline::from(Image::new("/a"));
    for json in [r#"{"type":"image","url":"/a","width":null}"#, r#"{"url":"/a","width":null,"type":"image"}"#]
    {
        assert_eq!(serde_json::from_str::<Inline>(json).unwrap(), image, "{json}");
    }
}

#[test]
fn only_trees_that_are_too_deep_are_put_in_normal_form() {
    for (name, nest) in INLINES {
        // The body and the paragraph are two levels.
        let nested = |levels: usize| {
            let inline = (2..levels).fold(Inline::from("rain"), |inner, _| nest(vec![inner]));
            document(vec![Block::paragraph(vec![inline])])
        };
        let read_back = |document: &Document| Document::from_json(&document.to_json()).unwrap();
        let (within, beyond) = (nested(MAX_DEPTH), nested(MAX_DEPTH + 1));
        assert_eq!(read_back(&within), within, "{name}");
        assert_ne!(beyond.clone().normalized(), beyond, "{name}");
        assert_eq!(read_back(&beyond), beyond.normalized(), "{name}");
    }
}

/// The compiled `docs/document.schema.json`.
fn schema() -> (boon::Schemas, boon::SchemaIndex) {
    let text = include_str!("../../docs/document.schema.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let address = "https://docs.rs/newsclip/document.schema.json";
    compiler.add_resource(address, serde_json::from_str(text).unwrap()).unwrap();
    let index = compiler.compile(address, &mut schemas).unwrap();
    (schemas, index)
}

#[test]
fn json_matches_its_schema() {
    let (schemas, index) = schema();
    // boon takes twice the memory for each level.
    let documents = || documents().iter().filter(|(name, _)| !name.contains("too-deep"));
    let failed = documents().filter(|(_, document)| {
        schemas.validate(&serde_json::from_str(&document.to_json()).unwrap(), index).is_err()
    });
    let failures: Vec<_> = failed.map(|(name, _)| name.clone()).collect();
    report("schema", documents().count(), &failures);
    let wrong =
        serde_json::json!({"version": 1, "title": "", "url": "https://a.example/", "body": [{"type": "p"}]});
    assert!(schemas.validate(&wrong, index).is_err(), "the schema rejects an unknown type of block");
}

/// The output of `serde_json`, indented and on one line. In small trees, our indentation is within its budget, so it is the
/// same.
fn output_of_serde_json(document: &Document) -> [String; 2] {
    [serde_json::to_string_pretty(document).unwrap() + "\n", serde_json::to_string(document).unwrap() + "\n"]
}

#[test]
fn json_equals_the_output_of_serde_json() {
    let differ =
        |document: &Document| [document.to_json(), document.to_json_line()] != output_of_serde_json(document);
    let failed = documents().iter().filter(|(_, document)| differ(document));
    let failures: Vec<_> = failed.map(|(name, _)| name.clone()).collect();
    report("as serde_json writes", documents().len(), &failures);
    // Long texts are measured before they are written.
    let mut long = document(vec![Block::paragraph(vec!["雨停了，\"天晴\"了。".into()]); 20_000]);
    long.summary = Some("\u{1}".repeat(100));
    assert!(long.to_json_line().len() > 512 << 10);
    assert!(!differ(&long));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn json_of_any_tree_matches_its_schema(body in generate::blocks()) {
        thread_local! { static SCHEMA: (boon::Schemas, boon::SchemaIndex) = schema(); }
        let json = serde_json::from_str(&document(body).to_json()).unwrap();
        let is_valid = SCHEMA.with(|(schemas, index)| schemas.validate(&json, *index).is_ok());
        prop_assert!(is_valid, "{}", json);
    }

    #[test]
    fn json_of_any_tree_equals_the_output_of_serde_json(body in generate::blocks()) {
        let document = document(body);
        prop_assert_eq!([document.to_json(), document.to_json_line()], output_of_serde_json(&document));
    }

    #[test]
    fn the_type_may_follow_other_members(body in generate::blocks()) {
        let document = document(body);
        // In a `Value`, members are sorted by name, so almost all of them come before `type`.
        let sorted = serde_json::to_value(&document).unwrap();
        prop_assert_eq!(&Document::from_json(&sorted.to_string()).unwrap(), &document);
        prop_assert_eq!(serde_json::from_value::<Document>(sorted).unwrap(), document);
    }

    #[test]
    fn json_of_any_tree_reads_back(body in generate::blocks()) {
        let document = document(body);
        prop_assert_eq!(Document::from_json(&document.to_json()).unwrap(), document);
    }
}
