//! `newsclip convert`.

use newsclip::{Document, Html};

use crate::support::{Place, Ran, clip, rss};

fn document(number: u32) -> Document {
    newsclip::parse(&clip(number)).expect("a clip")
}

#[test]
fn one_file_goes_to_standard_output_in_every_format() {
    let place = Place::new();
    place.write("rain.md", &clip(1));
    let document = document(1);
    let expected = [
        ("markdown", document.to_markdown()),
        ("text", document.to_text()),
        ("html", document.to_html()),
        ("page", Html::page().render(&document)),
        ("json", document.to_json()),
        ("rss", document.to_rss()),
        ("atom", document.to_atom()),
        ("jsonfeed", document.to_json_feed()),
        ("json-feed", document.to_json_feed()),
        ("clip", document.to_clip()),
    ];
    for (format, expected) in expected {
        assert_eq!(place.run(&format!("convert rain.md --to {format}")).right(), expected, "{format}");
    }
    let line = place.run("convert rain.md --to jsonl").right();
    assert_eq!(line.lines().count(), 1);
    assert_eq!(Document::from_json(&line), Ok(document));
}

#[test]
fn a_hyphen_as_output_is_standard_output() {
    let place = Place::with_clips(1);
    place.write("feed.rss", &rss(0..2));
    place.write("page.html", "<!doctype html><title>Rain</title><p>It stopped.");
    for command in [
        "convert in/0/0.md --to text",
        "convert in --to jsonl",
        "feed in --to rss",
        "merge feed.rss",
        "clip page.html --url https://a.example/",
        "index in --to csv",
    ] {
        let expected = place.run(command).right();
        assert_eq!(place.run(&format!("{command} -o -")).right(), expected, "{command}");
    }
    for command in ["site in -o -", "import feed.rss -o -", "manual -o -"] {
        let message = place.run(command).misused();
        assert!(message.contains("expected a folder, found the name of standard output"), "{message}");
    }
    assert!(!place.path("-").exists());
}

#[test]
fn standard_input_is_an_input() {
    let place = Place::new();
    for arguments in ["convert --to text", "convert - --to text"] {
        let ran = Ran::of(place.newsclip(arguments).write_stdin(clip(0)));
        assert_eq!(ran.right(), document(0).to_text());
    }
}

#[test]
fn a_fragment_of_html_needs_no_address() {
    let place = Place::new();
    let fragment = "<p>It <b>stopped</b>, says the <a href=\"b.html\">station</a>.";
    place.write("rain.html", &format!("<title>Rain</title>{fragment}"));
    let title = "---\ntitle: \"Rain\"\n---\n\n";
    let body = "It **stopped**, says the [station](b.html).\n";
    assert_eq!(place.run("convert rain.html --to md").right(), format!("{title}{body}"));
    assert_eq!(place.run("convert rain.html --to txt").right(), "Rain\n\nIt stopped, says the station.\n");
    assert_eq!(Ran::of(place.newsclip("convert --to md").write_stdin(fragment)).right(), body);
    assert_eq!(place.run("show rain.html").right(), "Rain\n\nIt stopped, says the station.\n");
    let page = place.run("convert rain.html --to page").right();
    assert!(page.contains("<h1>Rain</h1>\n</header>") && !page.contains("about:"), "{page}");
    // Their readers identify articles by the address.
    for format in ["json", "jsonl", "rss", "clip", "epub"] {
        let ran = place.run(&format!("convert rain.html --to {format} -o out-{format}"));
        assert!(ran.wrong().contains("rain.html: expected a page that declares its address"), "{format}");
    }
}

/// Readability would take minutes for some pages. Those are refused, and all others are read.
#[test]
fn main_content_is_not_extracted_from_hostile_pages() {
    let place = Place::new();
    let attributes = (0..150_000).map(|number| format!(" a{number}")).collect::<Vec<_>>().concat();
    let pages = [
        ("attributes", format!("<p{attributes}>Rain")),
        ("closing", format!("<p>Rain</p{attributes}>")),
        ("unclosed", format!("<p>Rain<p{attributes}")),
        ("root", (0..100_000).map(|number| format!("<html a{number}>")).collect::<Vec<_>>().concat()),
        ("body", (0..100_000).map(|number| format!("<body a{number}>")).collect::<Vec<_>>().concat()),
        ("deep", "<div>".repeat(100_000)),
        ("tall", format!("{}{}", "<div>".repeat(100), "<br>x".repeat(60_000))),
    ];
    let head = "<!doctype html><link rel=canonical href=https://a.example/1><title>Rain</title>";
    for (name, page) in &pages {
        place.write(format!("in/{name}.html"), &format!("{head}{page}"));
    }
    place.write("in/usual.html", &format!("{head}<p>{}", "It rained, and it stopped. ".repeat(30)));
    let ran = place.run("convert in --to text --article -o out");
    for (name, _) in pages {
        let message = format!("in/{name}.html: expected a page of usual size and nesting for --article");
        assert!(ran.err.contains(&message), "{name}: {ran:?}");
    }
    ran.wrong();
    assert_eq!(place.files("out"), ["usual.txt"]);
}

#[test]
fn a_folder_becomes_a_folder_with_the_same_structure() {
    let place = Place::with_clips(7);
    let ran = place.run("convert in --to markdown -o out");
    assert!(ran.err.starts_with("7 files read, 7 written; "), "{ran:?}");
    assert_eq!(ran.right(), "");
    assert_eq!(place.files("out"), place.files("in"));
    assert_eq!(place.read("out/1/4.md"), document(4).to_markdown());
}

#[test]
fn feeds_and_pages_are_recognized_by_their_content() {
    let place = Place::new();
    place.write("in/feed.txt", &rss([1, 2]));
    place.write(
        "in/page.md",
        "<!doctype html><link rel=canonical href=https://a.example/1><title>Rain</title><p>It stopped.",
    );
    place.write("in/picture.png", b"\x89PNG\r\n\x1a\n");
    let ran = place.run("convert in --to text -o out -v");
    assert!(ran.err.contains("in/picture.png: skipped: not a clip, page or feed\n"), "{ran:?}");
    ran.right();
    assert_eq!(
        place.files("out"),
        ["feed.txt/2022-11-02-Rain-1.txt", "feed.txt/2022-11-03-Rain-2.txt", "page.txt"]
    );
    assert!(place.read("out/page.txt").ends_with("Rain\nhttps://a.example/1\n\nIt stopped.\n"));
}

#[test]
fn options_reach_the_writers() {
    let place = Place::new();
    place.write("a.md", "[A](https://a.example/)\n------\n\n<h1>B</h1><ul><li>c <em>d</em> <a href=/e>e</a></ul><iframe src=https://f.example/></iframe>");
    let markdown = "convert a.md --to markdown --header none --bullet plus --emphasis underscore --heading setext --links reference";
    let out = place.run(markdown).right();
    assert!(out.starts_with("B\n===\n\n+ c _d_ [e][1]\n"), "{out}");
    let text = place.run("convert a.md --to text --header title --links inline").right();
    assert!(text.contains("d e (https://a.example/e)"), "{text}");
    assert!(
        place.run("convert a.md --to html --frames link").right().contains("<a href=\"https://f.example/\">")
    );
    assert!(!place.run("convert a.md --to rss --content summary").right().contains("content:encoded>"));
    let message = place.run("convert a.md --to text --header front-matter").misused();
    assert!(
        message.contains("--header: expected one of lines, title, none, found \"front-matter\""),
        "{message}"
    );
}

#[test]
fn existing_files_are_kept_without_force() {
    let place = Place::with_clips(3);
    place.run("convert in --to text -o out").right();
    let again = place.run("convert in --to text -o out");
    assert!(again.err.starts_with("0 files read, 3 up to date; "), "{again:?}");

    let old = std::time::SystemTime::UNIX_EPOCH;
    let file = std::fs::File::options().write(true).open(place.path("out/1/1.txt")).expect("it is there");
    file.set_modified(old).expect("older than its source");
    place.write("out/0/0.txt", "mine");
    let message = place.run("convert in --to text -o out").wrong();
    assert!(
        message
            .contains("out/1/1.txt: the file exists and is older than its source; use --update or --force"),
        "{message}"
    );
    place.run("convert in --to text -o out --update").right();
    assert_eq!(place.read("out/1/1.txt"), document(1).to_text());
    assert_eq!(place.read("out/0/0.txt"), "mine");
    place.run("convert in --to text -o out --force").right();
    assert_eq!(place.read("out/0/0.txt"), document(0).to_text());
}

#[test]
fn a_broken_file_affects_no_other() {
    let place = Place::with_clips(3);
    place.write("in/0/broken.md", "<!--0-->\n<p>No title.");
    place.write("in/0/latin.md", b"<!--0-->\n[Caf\xe9](https://a.example/)\n------\n");
    place.write("in/0/cut.md", "");
    let ran = place.run("convert in --to text -o out");
    assert!(
        ran.err.contains("in/0/broken.md:2:1: expected \"[title](url)\", found \"<p>No title.\"\n"),
        "{ran:?}"
    );
    assert!(ran.err.contains("in/0/latin.md:2:5: expected UTF-8, found byte 0xE9\n"), "{ran:?}");
    assert!(
        ran.err.contains("in/0/cut.md:1:1: expected \"[title](url)\", found the end of the clip\n"),
        "{ran:?}"
    );
    assert!(ran.err.contains("3 files read, 3 written, 3 errors; "), "{ran:?}");
    ran.wrong();
    assert_eq!(place.files("out").len(), 3);

    let strict = place.run("convert in --to json -o strict --strict --jobs 1");
    assert!(strict.err.contains(", 1 error; "), "{strict:?}");
    assert_eq!(strict.wrong().matches(": expected ").count(), 1);
    for to in
        ["convert in --to jsonl", "index in --to csv", "feed in --to rss --title T", "convert in --to epub"]
    {
        place.run(&format!("{to} -o partial --strict --jobs 1")).wrong();
        assert!(!place.path("partial").exists(), "{to}");
    }
}

#[test]
fn options_without_effect_are_refused() {
    let place = Place::with_clips(1);
    let ran = place.run("convert in --to text --charset nonsense");
    assert!(ran.err.contains("expected the label of an encoding"), "{ran:?}");
    let ran = place.run("convert in --to text --wrap 0");
    assert!(ran.err.contains("expected a whole number, 1 or more"), "{ran:?}");
    assert!(!place.run("convert in --to text --zone 9999").err.is_empty());
    for (format, option) in [
        ("rss", "--wrap 72"),
        ("json", "--header none"),
        ("text", "--bullet plus"),
        ("clip", "--highlights html"),
        ("clip", "--code-markup none"),
        ("jsonl", "--math dollars"),
        ("html", "--footnotes markers"),
        ("markdown", "--frames link"),
        ("html", "--content summary"),
        ("epub", "--links inline"),
    ] {
        let message = place.run(&format!("convert in --to {format} {option} -o out")).misused();
        let name = option.split(' ').next().unwrap();
        assert!(message.contains(&format!("{name} has no effect on --to {format}\n")), "{message}");
    }
    assert!(!place.path("out").exists());
}

#[test]
fn no_output_replaces_its_own_source() {
    let place = Place::with_clips(4);
    let is_refused = |arguments: &str, count| {
        let message = place.run(arguments).wrong();
        let refused = "the output would replace its own source; choose another folder with -o\n";
        assert_eq!(message.matches(refused).count(), count, "{arguments}: {message}");
        assert_eq!(place.read("in/0/0.md"), clip(0), "{arguments}");
    };
    is_refused("convert in/0/0.md in/0/3.md --to markdown -o in/0 --force", 2);
    is_refused("convert in/0/0.md in/1/1.md --to clip -o in/0", 1);
    // Other names in the same folder are harmless.
    place.run("convert in/0/0.md in/0/3.md --to text -o in/0").right();
    assert_eq!(place.files("in/0"), ["0.md", "0.txt", "1.md", "3.md", "3.txt"]);
}

#[test]
fn a_feed_becomes_a_folder() {
    let place = Place::new();
    place.write("fe:ed.rss", &rss([1, 2]));
    place.run("convert fe:ed.rss --to text -o texts").right();
    let files = place.files("texts");
    assert_eq!(files.len(), 2, "{files:?}");
    // The folder has a name that is valid on every file system.
    assert!(files[0].starts_with("fe_ed.rss-") && files[0].ends_with("/2022-11-02-Rain-1.txt"), "{files:?}");
    // A name with the extension of the format is a file, which holds one article.
    let message = place.run("convert fe:ed.rss --to text -o rain.txt").wrong();
    assert!(message.contains("expected one article, found 2; write them to a folder"), "{message}");
    place.run("convert fe:ed.rss --to atom -o atom").right();
    assert!(place.path("atom").is_file());
}

#[test]
fn a_failed_conversion_writes_no_file() {
    let place = Place::new();
    place.write("broken.md", "<!--0-->\n<p>No title.");
    place.write("good.txt", "It rained.");
    // A file that looks like a result would let the second run succeed.
    for _ in 0..2 {
        place.run("convert broken.md --to text -o new.txt").wrong();
        place.run("convert broken.md --to text -o good.txt --force").wrong();
    }
    assert_eq!(place.files("."), ["broken.md", "good.txt"]);
    assert_eq!(place.read("good.txt"), "It rained.");
}

/// What a failed download leaves.
#[test]
fn an_empty_page_is_an_error() {
    let place = Place::with_clips(1);
    place.write("in/empty.html", "\n");
    for arguments in ["convert in --to text -o out", "index in", "feed in -o feed.rss"] {
        let message = place.run(arguments).wrong();
        assert!(message.contains("in/empty.html: expected a page, found no content"), "{message}");
    }
    assert_eq!(place.files("out"), ["0/0.txt"]);
}

#[test]
fn an_invalid_command_line_is_a_usage_error() {
    let place = Place::with_clips(2);
    assert!(place.run("convert in --to text").misused().contains("-o FOLDER"));
    assert!(place.run("convert in --to papyrus").misused().contains("possible values"));
    assert!(place.run("nonsense").misused().contains("unrecognized subcommand"));
    assert!(
        place
            .run("convert in --to text --base a.example")
            .misused()
            .contains("an absolute http or https URL")
    );
    for limit in ["0", "-3"] {
        let message = place.run(&format!("feed in --limit {limit}")).misused();
        assert!(message.contains("expected a whole number, 1 or more"), "{message}");
    }
    assert!(place.run("check in --jobs 100000").misused().contains("from 1 to 1024"));
    assert!(place.run("index in --to csv --links url").misused().contains("--to markdown and html only"));
    let message = place.run("convert in --to text -o in/0/0.md").misused();
    assert!(message.contains("expected a folder for several outputs, found the file in/0/0.md"), "{message}");
    let message = place.run("convert in --to text -o all.txt").misused();
    assert!(
        message.contains("expected a folder for several outputs, found all.txt, a name of a file"),
        "{message}"
    );
    let message = place.run("convert in --to atom -o all.atom").misused();
    assert!(message.contains("for one feed, use 'newsclip feed'"), "{message}");
    place.run("convert in --to text -o all.txt/").right();
    for to in ["convert in --to jsonl", "convert in --to epub", "feed in", "index in"] {
        let message = place.run(&format!("{to} -o in --force")).wrong();
        assert!(message.contains("newsclip: in: expected a file, found a folder"), "{message}");
    }
}
