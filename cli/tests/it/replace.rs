//! Outputs that exist already: no input is replaced or read as an output, and nothing is skipped silently.

use crate::support::{Place, clip, rss};

const REFUSED: &str = "the output would replace its own source; choose another ";

#[test]
fn no_output_replaces_an_input() {
    let place = Place::new();
    let page =
        "<!doctype html><link rel=canonical href=https://a.example/1><title>Rain</title><p>It stopped.";
    // A site and an archive give these names to their own files.
    let files =
        [("a.md", clip(1)), ("b.md", clip(2)), ("feed.rss", rss([1])), ("index.html", page.to_string())];
    for (name, content) in &files {
        place.write(*name, content);
    }
    for arguments in [
        "convert a.md --to markdown -o a.md",
        "convert a.md --to markdown -o ./a.md --update",
        "convert a.md --to markdown -o a.md --force",
        "convert a.md --to markdown -o ./ --force",
        "convert a.md b.md --to jsonl -o b.md --force",
        "convert a.md b.md --to epub -o b.md --force",
        "convert feed.rss --to atom -o feed.rss --force",
        "clip index.html -o index.html --force",
        "feed a.md b.md -o b.md --force",
        "merge feed.rss -o feed.rss",
        "merge feed.rss -o feed.rss --force",
        "index a.md b.md -o b.md --force",
        "site a.md index.html -o . --force",
        "feed a.md feed.rss --feed-url https://a.example/ --archive . --force",
    ] {
        let message = place.run(arguments).wrong();
        assert!(message.contains(REFUSED), "{arguments}: {message}");
        for (name, content) in &files {
            assert_eq!(&place.read(name), content, "{arguments}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_hides_no_input() {
    let place = Place::with_clips(1);
    std::os::unix::fs::symlink("in/0/0.md", place.path("link.md")).unwrap();
    std::fs::create_dir(place.path("out")).unwrap();
    std::os::unix::fs::symlink("../in/0", place.path("out/0")).unwrap();
    std::os::unix::fs::symlink("../in/0/0.md", place.path("out/0.md")).unwrap();
    for arguments in [
        "convert in/0/0.md --to markdown -o link.md --force",
        "convert link.md --to markdown -o in/0/0.md --force",
        "convert in --to markdown -o out --force",
        "convert in/0/0.md --to markdown -o out --force",
        "feed in -o link.md --force",
    ] {
        let message = place.run(arguments).wrong();
        assert!(message.contains(REFUSED), "{arguments}: {message}");
        assert_eq!(place.read("in/0/0.md"), clip(0), "{arguments}");
    }
}

#[test]
fn an_output_of_one_input_replaces_no_other() {
    let place = Place::new();
    let page =
        "<!doctype html><link rel=canonical href=https://a.example/1><title>Rain</title><p>It stopped.";
    place.write("in/x.md", &clip(1));
    place.write("in/x.html", page);
    let message = place.run("convert in/x.md in/x.html --to html -o in --force").wrong();
    assert!(message.contains(&format!("in/x.html: {REFUSED}folder with -o")), "{message}");
    assert_eq!(place.read("in/x.html"), page);
}

#[test]
fn files_that_are_no_articles_are_no_sources() {
    let place = Place::with_clips(1);
    place.write("in/README.md", "# Rain\n");
    place.write("in/out/0/0.md", "# An older output\n");
    for _ in 0..2 {
        let ran = place.run("convert in --to markdown -o in/out --force");
        assert!(ran.err.contains("1 file read, 1 written, 1 other file skipped"), "{ran:?}");
        ran.right();
    }
}

#[test]
fn an_output_in_the_input_folder_is_not_read() {
    let place = Place::with_clips(3);
    place.write("feeds/a.rss", &rss([1, 2]));
    for (arguments, file) in [
        ("feed in", "in/feed.rss"),
        ("feed in --to jsonfeed", "in/feed.json"),
        ("merge feeds", "feeds/all.rss"),
        ("index in --to html", "in/index.html"),
        ("index in", "in/README.md"),
        ("convert in --to epub", "in/book.epub"),
        ("convert in --to jsonl", "in/all.jsonl"),
    ] {
        let ran = place.run(&format!("{arguments} -o {file}"));
        assert!(ran.err.contains(", 1 written"), "{arguments}: {ran:?}");
        let first = std::fs::read(place.path(file)).unwrap();
        let ran = place.run(&format!("{arguments} -o {file} --force"));
        assert!(ran.err.contains(", 1 up to date;") && !ran.err.contains("skipped"), "{arguments}: {ran:?}");
        assert_eq!(std::fs::read(place.path(file)).unwrap(), first, "{arguments}");
        std::fs::remove_file(place.path(file)).unwrap();
    }
    // A clip is no earlier output.
    let message = place.run("feed in -o in/0/0.md --force").wrong();
    assert!(message.contains(REFUSED), "{message}");
    assert_eq!(place.read("in/0/0.md"), clip(0));
}

#[test]
fn another_article_is_not_skipped() {
    let place = Place::new();
    place.write("a/x.md", &clip(1));
    place.write("b/x.md", &clip(2));
    let differs = "the file exists with different content; use --force to replace it";
    for (out, file) in [("o.txt", "o.txt"), ("out/", "out/x.txt")] {
        place.run(&format!("convert a/x.md --to text -o {out}")).right();
        place.run(&format!("convert a/x.md --to text -o {out}")).right();
        for update in ["", " --update"] {
            let message = place.run(&format!("convert b/x.md --to text -o {out}{update}")).wrong();
            assert!(message.contains(&format!("{file}: {differs}")), "{message}");
            assert!(place.read(file).starts_with("The rain stopped 1\n"));
        }
        place.run(&format!("convert b/x.md --to text -o {out} --force")).right();
        assert!(place.read(file).starts_with("雨がやんだ 2\n"));
        // Newer than the output.
        let old = std::time::SystemTime::UNIX_EPOCH;
        std::fs::File::options().write(true).open(place.path(file)).unwrap().set_modified(old).unwrap();
        place.run(&format!("convert a/x.md --to text -o {out} --update")).right();
        assert!(place.read(file).starts_with("The rain stopped 1\n"));
    }
}

#[test]
fn json_lines_are_compared() {
    let place = Place::with_clips(2);
    place.run("convert in --to jsonl -o all.jsonl").right();
    assert!(place.run("convert in --to jsonl -o all.jsonl").err.contains("2 files read, 1 up to date; "));
    place.write("in/9.md", &clip(9));
    let message = place.run("convert in --to jsonl -o all.jsonl").wrong();
    assert!(message.contains("all.jsonl: the file exists with different content; use --force"), "{message}");
    place.run("convert in --to jsonl -o all.jsonl --force").right();
    assert_eq!(place.read("all.jsonl").lines().count(), 3);
}

#[test]
fn outputs_are_kept_if_no_input_can_be_read() {
    let place = Place::new();
    place.write("f.rss", &rss([1]));
    place.write("empty.rss", "");
    for (command, to) in
        [("merge", "rss"), ("feed", "rss"), ("index", "csv"), ("convert", "jsonl"), ("convert", "epub")]
    {
        let run = |input: &str| place.run(&format!("{command} {input} --to {to} -o out-{to} --force"));
        run("f.rss").right();
        let before = std::fs::read(place.path(format!("out-{to}"))).expect("the output");
        run("empty.rss").wrong();
        assert_eq!(std::fs::read(place.path(format!("out-{to}"))).expect("the output"), before, "{command}");
    }
}

#[test]
fn a_folder_with_the_name_of_an_output_is_an_error() {
    let place = Place::with_clips(1);
    std::fs::create_dir_all(place.path("out/0/0.txt")).unwrap();
    for option in ["", " --update", " --force"] {
        let message = place.run(&format!("convert in --to text -o out{option}")).wrong();
        assert!(message.contains("out/0/0.txt: expected a file, found a folder\n"), "{message}");
    }
    std::fs::create_dir_all(place.path("out/0.txt")).unwrap();
    let message = place.run("convert in/0/0.md --to text -o out --force").wrong();
    assert!(message.contains("out/0.txt: expected a file, found a folder\n"), "{message}");
}

#[test]
fn no_input_empties_no_output() {
    let place = Place::with_clips(1);
    place.write("none/.gitignore", "*\n");
    place.write("none/1.md", &clip(1));
    for (arguments, file) in [
        ("feed {} -o f.rss", "f.rss"),
        ("merge {} -o m.rss", "m.rss"),
        ("index {} -o i.md", "i.md"),
        ("convert {} --to jsonl -o c.jsonl", "c.jsonl"),
        ("convert {} --to epub -o c.epub", "c.epub"),
        ("site {} -o site", "site/index.html"),
        ("feed {} --feed-url https://a.example/ --archive pages", "pages/feed.rss"),
    ] {
        // A new output may be empty.
        let none = arguments.replace("{}", "none") + " --force";
        place.run(&none).right();
        place.run(&none).right();
        place.run(&(arguments.replace("{}", "in") + " --force")).right();
        let before = std::fs::read(place.path(file)).unwrap();
        let message = place.run(&none).wrong();
        assert!(
            message
                .contains(": expected articles to write, found none (see --all); the existing file is kept"),
            "{message}"
        );
        assert_eq!(std::fs::read(place.path(file)).unwrap(), before, "{arguments}");
    }
    assert!(!place.run("check none").err.contains("no errors"));
}

#[cfg(unix)]
#[test]
fn the_permissions_of_an_output_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with_clips(1);
    for (arguments, file) in [
        ("feed in -o f.rss", "f.rss"),
        ("convert in --to text -o text", "text/0/0.txt"),
        ("site in -o site", "site/index.html"),
    ] {
        place.run(arguments).right();
        std::fs::write(place.path(file), "old").unwrap();
        std::fs::set_permissions(place.path(file), std::fs::Permissions::from_mode(0o600)).unwrap();
        place.run(&format!("{arguments} --force")).right();
        let metadata = std::fs::metadata(place.path(file)).unwrap();
        assert!(metadata.len() > 3 && metadata.permissions().mode() & 0o777 == 0o600, "{arguments}");
    }
}
