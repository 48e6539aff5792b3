//! Errors state the position, what was expected and what was found: exact messages, as cases in a folder.

use std::fs;
use std::path::Path;

use newsclip::{Document, parse};

#[test]
fn error_messages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/errors");
    let mut tried = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let read: fn(&str) -> Result<Document, newsclip::Error> =
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("md") => parse,
                Some("json") => Document::from_json,
                _ => continue,
            };
        let source = fs::read_to_string(&path).unwrap();
        let error = read(&source).expect_err(&path.display().to_string());
        if std::env::var_os("NEWSCLIP_BLESS").is_some() {
            fs::write(path.with_extension("error"), format!("{error}\n")).unwrap();
        }
        let expected = fs::read_to_string(path.with_extension("error")).unwrap();
        assert_eq!(format!("{error}\n"), expected, "{}", path.display());
        tried += 1;
    }
    assert!(tried >= 10, "only {tried} cases found");
}

#[test]
fn errors_are_equal_if_they_state_the_same() {
    let error = |clip: &str| parse(clip).expect_err("a malformed clip");
    assert_eq!(error("[Rain](rain)"), error("[Snow](rain)"));
    // Another position, another text, another kind.
    for other in ["\n[Rain](rain)", "[Rain](snow)", "Rain"] {
        assert_ne!(error("[Rain](rain)"), error(other), "{other:?}");
    }
}
