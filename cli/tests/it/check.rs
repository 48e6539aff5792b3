//! `newsclip check`.

use crate::support::{Place, clip, rss};

#[test]
fn a_correct_archive_gives_only_a_table_of_left_out_content() {
    let place = Place::with_clips(5);
    place.write("in/feed.rss", &rss([1, 2]));
    let ran = place.run("check in");
    assert!(ran.err.starts_with("6 files read; "), "{ran:?}");
    assert_eq!(
        ran.right(),
        "left out of 7 articles by rule:\n  script        5 in 5 files, such as script\n"
    );
}

#[test]
fn errors_have_a_position() {
    let place = Place::with_clips(2);
    place.write("in/broken.md", "<!--0-->\n\n<p>No title.");
    let ran = place.run("check in");
    assert_eq!(ran.status, 1);
    let message = "in/broken.md:3:1: expected \"[title](url)\", found \"<p>No title.\"\n";
    assert!(ran.out.contains(message), "{ran:?}");
    assert!(ran.err.contains("2 files read, 1 error; "), "{ran:?}");
}

#[test]
fn a_page_without_an_address_is_a_warning() {
    let place = Place::new();
    place.write("page.html", "<!doctype html><title>Rain</title><p>It <a href=/1>stopped</a>.");
    let warning =
        "warning: the page declares no address; feeds, clips, JSON and EPUB need one: give it with --base";
    let out = place.run("check page.html").right();
    assert!(out.starts_with(&format!("page.html: {warning}\nleft out of 1 article")), "{out}");
    assert!(!place.run("check page.html --base https://a.example/").right().contains("warning"));
    let line = place.run("check page.html --format json").right();
    assert!(line.starts_with(r#"{"file":"page.html","severity":"warning","message":"#), "{line}");
}

/// The parser of the check would take minutes for them. What was left out is counted.
#[test]
fn hostile_clips_are_not_read_by_another_parser() {
    let place = Place::new();
    let attributes: String = (0..150_000).map(|number| format!(" a{number}")).collect();
    let roots: String = (0..100_000).map(|number| format!("<html a{number}>")).collect();
    place.write("attributes.md", &format!("{}<p{attributes}>", clip(1)));
    place.write("roots.md", &format!("{}{roots}", clip(2)));
    let out = place.run("check attributes.md roots.md").right();
    assert!(out.contains("too many attributes   249200 in 2 files"), "{out}");
}

#[test]
fn findings_can_be_json() {
    let place = Place::new();
    place.write("a.md", "[A](nowhere)\n------\n");
    place.write("b.md", &clip(1));
    let ran = place.run("check a.md b.md --format json -q");
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let lines: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["file"], &lines[0]["severity"]), (&"a.md".into(), &"error".into()));
    assert_eq!((lines[0]["line"].as_u64(), lines[0]["column"].as_u64()), (Some(1), Some(5)));
    assert_eq!((lines[1]["left_out"].as_str(), lines[1]["count"].as_u64()), (Some("script"), Some(1)));
}

#[test]
fn no_fixture_breaks_a_law() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/clip");
    let clips = std::fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path());
    let clips = clips.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let place = Place::new();
    let ran = crate::support::Ran::of(place.newsclip("check").args(clips));
    assert_eq!(ran.status, 0, "{ran:?}");
}
