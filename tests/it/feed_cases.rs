//! Cases as data: every feed below `fixtures/feed/cases`, with files beside it for the expected result and notes.
//!
//! `NEWSCLIP_BLESS=1 cargo test feed_cases` writes the expected files; review the diff before you commit it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use newsclip::feed::{Outcome, Reader};

use crate::generate;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/feed/cases")
}

fn inputs() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut inputs: Vec<_> = entries.filter(|path| path.extension().unwrap() != "expected").collect();
    inputs.sort();
    inputs
}

fn shown(outcome: &Outcome) -> String {
    let mut text = serde_json::to_string_pretty(&outcome.feed).unwrap();
    text.push_str("\n--- notes\n");
    for note in &outcome.notes {
        let _ = writeln!(text, "{note}");
    }
    text
}

#[test]
fn feed_cases() {
    let inputs = inputs();
    let mut expected_files = BTreeSet::new();
    for path in &inputs {
        let bytes = fs::read(path).unwrap();
        let found = match Reader::new().read_bytes(&bytes) {
            Ok(outcome) => shown(&outcome),
            Err(error) => format!("{error}\n"),
        };
        let expected = path.with_extension("expected");
        if std::env::var_os("NEWSCLIP_BLESS").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let written = fs::read_to_string(&expected).unwrap_or_default();
        assert!(written == found, "{}:\n--- expected\n{written}\n--- found\n{found}", path.display());
        expected_files.insert(expected);
    }
    assert!(inputs.len() > 50, "only {} cases found", inputs.len());
    assert_eq!(expected_files.len(), inputs.len(), "two inputs have one name");
}

/// Reading item by item gives the same items and notes, wherever the first chunk of the source ends.
#[test]
fn reading_item_by_item_gives_the_same_result() {
    for (index, path) in inputs().into_iter().enumerate() {
        let bytes = fs::read(&path).unwrap();
        assert_is_same_item_by_item(&bytes, &path);
        // White space before a feed in UTF-16 would change its bytes.
        if std::str::from_utf8(&bytes).is_err() {
            continue;
        }
        // Eight ends of each feed, or more if `NEWSCLIP_CASES` is larger.
        let step = bytes.len() / (generate::cases() as usize / 64).max(1) + 1;
        for end in (index % step..=bytes.len()).step_by(step) {
            let padded = [&*b" ".repeat(CHUNK - end.min(CHUNK)), &bytes].concat();
            assert_is_same_item_by_item(&padded, &path.join(end.to_string()));
        }
    }
}

/// The number of bytes that the reader takes from a source at first.
const CHUNK: usize = 64 << 10;

fn assert_is_same_item_by_item(bytes: &[u8], label: &Path) {
    let label = label.display();
    let Ok(whole) = Reader::new().read_bytes(bytes) else { return };
    let mut items = Reader::new().items(bytes);
    let found: Vec<_> =
        items.by_ref().map(|item| item.unwrap_or_else(|error| panic!("{label}: {error}"))).collect();
    assert_eq!(found, whole.feed.items, "{label}");
    let notes: BTreeSet<String> = whole.notes.iter().map(ToString::to_string).collect();
    let found: BTreeSet<String> = items.notes().iter().map(ToString::to_string).collect();
    // Only the whole text has no place for them.
    let is_about_bytes = |note: &String| note.contains("malformed bytes");
    for note in notes.iter().filter(|note| is_about_bytes(note)) {
        assert!(found.iter().any(|other| other.ends_with(&**note)), "{label}: {found:?}");
    }
    assert_eq!(
        found.into_iter().filter(|note| !is_about_bytes(note)).collect::<Vec<_>>(),
        notes.into_iter().filter(|note| !is_about_bytes(note)).collect::<Vec<_>>(),
        "{label}"
    );
    let mut head = items.feed();
    head.items.clone_from(&whole.feed.items);
    // A whole feed has no `updated` if that only repeats a time of its items; the head alone does.
    head.updated = whole.feed.updated;
    assert_eq!(head, whole.feed, "{label}");
}

/// Heads are the same items, without summary and content.
#[test]
fn heads_have_the_same_items() {
    for path in inputs() {
        let bytes = fs::read(&path).unwrap();
        let Ok(whole) = Reader::new().read_bytes(&bytes) else { continue };
        let heads = Reader::new().heads().read_bytes(&bytes).unwrap();
        let mut items = whole.feed.items;
        for item in &mut items {
            item.summary.clear();
            item.content.clear();
        }
        assert_eq!(heads.feed.items, items, "{}", path.display());
    }
}

/// Every case gives the items before the damage if it is cut off anywhere or a byte is changed.
#[test]
fn items_before_the_damage_are_kept() {
    for path in inputs() {
        let bytes = fs::read(&path).unwrap();
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let Ok(whole) = Reader::new().read(text) else { continue };
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            let Ok(cut) = Reader::new().read(&text[..end]) else { continue };
            let count = cut.feed.items.len();
            assert!(count <= whole.feed.items.len() + 1, "{} at {end}", path.display());
            // The last item may be incomplete.
            for (found, expected) in
                cut.feed.items.iter().zip(&whole.feed.items).take(count.saturating_sub(1))
            {
                assert_eq!(found.title, expected.title, "{} at {end}", path.display());
                assert_eq!(found.content, expected.content, "{} at {end}", path.display());
            }
        }
    }
}
