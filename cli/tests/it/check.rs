//! `newsclip check`.

use crate::support::{Place, clip, rss};

#[test]
fn a_correct_archive_gives_only_a_table_of_left_out_content() {
    let place = Place::with_clips(5);
    place.write("in/feed.rss", &rss([1, 2]));
    let ran = place.run("check in");
    assert!(ran.err.starts_with("6 files read, no errors; "), "{ran:?}");
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
fn strict_stops_at_the_first_file_with_an_error() {
    let place = Place::with_clips(2);
    place.write("in/a.md", "<!--0-->\n<p>No title.");
    place.write("in/b.md", "<!--0-->\n<p>No title.");
    let ran = place.run("check in --strict --jobs 1");
    assert_eq!((ran.status, ran.out.matches("No title").count()), (1, 1), "{ran:?}");
    assert_eq!(place.run("check in").out.matches("No title").count(), 2);
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
    let attributes = (0..150_000).map(|number| format!(" a{number}")).collect::<Vec<_>>().concat();
    let roots = (0..100_000).map(|number| format!("<html a{number}>")).collect::<Vec<_>>().concat();
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

/// Each case of the mapping and of pages as the body of a clip.
#[test]
fn no_case_breaks_a_law() {
    let place = Place::new();
    for folder in ["mapping", "page", "html"] {
        let cases = format!("{}/../fixtures/{folder}", env!("CARGO_MANIFEST_DIR"));
        for case in std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()) {
            let text = std::fs::read_to_string(&case).unwrap();
            let html = text.split("\n=== ").next().unwrap();
            let name = case.file_stem().unwrap().to_str().unwrap();
            let clip = format!("[{name}](https://news.example/a/1)\n------\n\n{html}\n");
            place.write(format!("in/{folder}/{name}.md"), &clip);
        }
    }
    let ran = place.run("check in");
    assert_eq!(ran.status, 0, "{}", ran.out);
}

#[test]
fn a_summary_without_content_breaks_no_law() {
    let place = Place::new();
    let head = "<title>Rain</title><meta name=description content='It &lt;b> stopped.'>";
    place.write("in/a.html", head);
    let ran = place.run("check in --from html --base https://news.example/a");
    assert_eq!(ran.status, 0, "{}", ran.out);
}

/// What pages contain in other ways than the cases of the mapping.
#[test]
fn other_markup_breaks_no_law() {
    let place = Place::new();
    let bodies = [
        "<p>Let <math alttext=\"x^2\"><mtext>x^2</mtext></math>.",
        "<p>Let <math><mfrac><mn>1</mn><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>.",
        "<p>Let <script type=math/tex>x^2</script>.",
        "<p>Let <span class=katex><span><math><semantics><mi>x</mi><annotation encoding=application/x-tex>x\
            </annotation></semantics></math></span><span aria-hidden=true>x</span></span>.",
        "<p><a href=irc://h.example/c>a</a> <a href=ircs://h.example/c>b</a> <a href=xmpp:a@h.example>c</a>",
        "<p><a href=mailto:a@h.example>a</a> <a href=tel:+1>b</a> <a href=ftp://h.example/>c</a> \
            <a href=sms:+1>d</a> <a href=magnet:?xt=1>e</a>",
        "<p>A<img srcset='/a.png 1x, /b.png 2x'>",
        "<p>A<img src=data:image/png;base64,iVBORw0KGgo= alt=p>",
        "<p>A<img src=/small.jpg data-lazy=/b.jpg><noscript><img src=/b.jpg></noscript>",
        "<p>A<img src=blank.gif data-full-url=/real.jpg>",
        "<p>A<q>b<q>c<q>d</q></q></q>",
        "<p hidden=until-found>A<p hidden>B",
    ];
    for (number, body) in bodies.iter().enumerate() {
        place.write(format!("in/{number}.md"), &format!("[A](https://a.example/)\n------\n\n{body}\n"));
    }
    let ran = place.run("check in");
    assert_eq!(ran.status, 0, "{}", ran.out);
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

#[test]
fn standard_input_is_checked_like_a_file() {
    let place = Place::new();
    // The library cannot lose anything here, so the law is tested by what the walk does not know.
    let clip = "[A](https://a.example/)\n------\n\n<p>Rain<script>x()</script>\n";
    place.write("a.md", clip);
    let file = place.run("check a.md").right();
    let input = crate::support::Ran::of(place.newsclip("check -").write_stdin(clip)).right();
    assert_eq!(input, file);
}

#[test]
fn other_markdown_is_no_damaged_clip() {
    let place = Place::with_clips(1);
    place.write("in/README.md", "[![CI](https://x.example/a.svg)](https://x.example/)\n\nRain\n------\n");
    place.write("in/a/readme.md", "<p align=center><img src=rain.png></p>\n");
    place.write("in/post.md", "---\nlayout: post\n---\nRain.\n");
    place.write("in/index.md", "---\nlayout: home\n---\n");
    place.run("convert in/0/0.md --to markdown -o in/own.md").right();
    let ran = place.run("check in");
    assert!(
        ran.err.starts_with("1 file read, 5 other files skipped (-v lists them), no errors; "),
        "{ran:?}"
    );
    ran.right();
    place.run("convert in --to text -o out").right();
    // But a clip that lost its rule, its title or its stamp is.
    for damaged in
        ["<!--0-->\n", "<!--soon-->\n[A](https://a.example/)\n", "[A](a)\n------\n", "", "<p>Rain."]
    {
        place.write("in/0/0.md", damaged);
        place.run("check in").wrong();
    }
}
