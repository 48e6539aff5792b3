//! Output folders in input folders: what the user keeps there is neither left out silently nor replaced.

use crate::support::{Place, clip, rss};

const OTHER: &str = "expected an earlier output of this command, found another";

/// A page of the user at another address than any clip.
const PAGE: &str =
    "<!doctype html><link rel=canonical href=https://a.example/1><title>Snow</title><p>It stopped.";

#[test]
fn inputs_in_the_output_folder_are_counted() {
    let place = Place::new();
    place.write("in/1.md", &clip(1));
    place.write("in/out/own.md", &clip(9));
    place.write("in/out/deep/own.html", PAGE);
    place.write("in/out/notes.txt", "Rain.");
    for to in ["text", "clip", "page", "atom", "markdown"] {
        for _ in 0..2 {
            let ran = place.run(&format!("convert in --to {to} -o in/out"));
            assert!(
                ran.err.contains(", 2 files of the output folder not read (-v lists them); "),
                "{to}: {ran:?}"
            );
            ran.right();
        }
        let verbose = place.run(&format!("convert in --to {to} -o in/out --verbose")).err;
        assert!(verbose.contains("in/out/own.md: not read: it is in the output folder\n"), "{verbose}");
        std::fs::remove_file(place.path(format!("in/out/1.{}", if to == "page" { "html" } else { "md" })))
            .ok();
        std::fs::remove_file(place.path("in/out/1.atom")).ok();
    }
    assert_eq!(place.read("in/out/own.md"), clip(9));
}

#[test]
fn own_outputs_are_not_counted() {
    let place = Place::with_clips(3);
    place.write("in/feed.rss", &rss([4, 5]));
    for to in ["clip", "page", "html", "atom", "jsonfeed", "text"] {
        for force in ["", "", " --force"] {
            let ran = place.run(&format!("convert in --to {to} -o in/out{force}"));
            assert!(!ran.err.contains("not read"), "{to}: {ran:?}");
            ran.right();
        }
        std::fs::remove_dir_all(place.path("in/out")).unwrap();
    }
}

#[test]
fn an_article_in_the_output_folder_is_not_replaced() {
    for (to, file, own) in [
        ("clip", "x.md", clip(9)),
        ("clip", "x.md", String::new()),
        ("markdown", "x.md", clip(1)),
        ("page", "x.html", PAGE.to_string()),
        ("html", "x.html", PAGE.to_string()),
        ("atom", "x.atom", rss([1, 2])),
        ("rss", "x.rss", rss([2])),
    ] {
        let place = Place::new();
        place.write("in/x.md", &clip(1));
        place.write(format!("in/out/{file}"), &own);
        for option in ["", " --update", " --force"] {
            let message = place.run(&format!("convert in --to {to} -o in/out{option}")).wrong();
            assert!(message.contains(&format!("in/out/{file}: {OTHER}")), "{to}{option}: {message}");
            assert!(!message.contains("not read"), "{to}{option}: {message}");
            assert_eq!(place.read(format!("in/out/{file}")), own, "{to}{option}");
        }
    }
}

#[test]
fn an_earlier_output_in_the_input_folder_is_replaced() {
    for to in ["clip", "page", "html", "rss", "jsonfeed", "text"] {
        let place = Place::new();
        place.write("in/x.md", &clip(1));
        place.write("in/feed.rss", &rss([4, 5]));
        place.run(&format!("convert in --to {to} -o in/out")).right();
        place.write("in/x.md", &clip(1).replace("</p>", " It is dry.</p>"));
        place.write("in/feed.rss", &rss([4, 5, 6]).replace("stopped", "began"));
        place.run(&format!("convert in --to {to} -o in/out --force")).right();
        let texts: Vec<String> =
            place.files("in/out").iter().map(|file| place.read(format!("in/out/{file}"))).collect();
        assert!(texts.iter().any(|text| text.contains("It is dry.")), "{to}: {texts:?}");
        assert!(texts.iter().any(|text| text.contains("It began 5 times")), "{to}: {texts:?}");
    }
}

#[test]
fn a_site_or_an_archive_in_the_input_folder() {
    for (command, name, first) in [
        ("site in -o in/public", "index.html", PAGE.to_string()),
        ("site in -o in/public", "atom.xml", rss([7])),
        (
            "site in -o in/public",
            "feed.json",
            String::from(r#"{"version":"https://jsonfeed.org/version/1.1","title":"Mine","items":[]}"#),
        ),
        ("feed in --feed-url https://a.example/feed.rss --archive in/public", "feed.rss", rss([7])),
        (
            "feed in --feed-url https://a.example/feed.json --to jsonfeed --title T --archive in/public",
            "feed.json",
            clip(7),
        ),
    ] {
        let place = Place::with_clips(3);
        place.write("in/public/own.md", &clip(9));
        let ran = place.run(command);
        assert!(ran.err.contains(", 1 file of the output folder not read"), "{command}: {ran:?}");
        ran.right();
        place.write("in/new.md", &clip(5));
        let ran = place.run(&format!("{command} --force"));
        assert!(ran.err.contains(", 1 file of the output folder not read"), "{command}: {ran:?}");
        ran.right();
        assert_eq!(place.read("in/public/own.md"), clip(9));
        place.write(format!("in/public/{name}"), &first);
        let message = place.run(&format!("{command} --force")).wrong();
        assert!(message.contains(&format!("in/public/{name}: {OTHER}")), "{command}: {message}");
        assert_eq!(place.read(format!("in/public/{name}")), first, "{command}");
    }
}

#[test]
fn a_feed_or_a_page_of_the_user_is_not_replaced() {
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Mine","items":[]}"#;
    for (arguments, file, content) in [
        ("feed in", "all.rss", rss([7])),
        ("feed in --to atom --url https://news.example/", "all.rss", rss([7])),
        ("feed in --to jsonfeed --title Mine", "feed.json", json.to_string()),
        ("merge in", "all.rss", rss([7])),
        ("index in --to html", "index.html", PAGE.to_string()),
    ] {
        let place = Place::with_clips(1);
        place.write("in/a.rss", &rss([5]));
        place.write(format!("in/{file}"), &content);
        for force in ["", " --force"] {
            let message = place.run(&format!("{arguments} -o in/{file}{force}")).wrong();
            let expected =
                format!("in/{file}: the output would replace its own source; choose another file with -o");
            assert!(message.contains(&expected), "{arguments}{force}: {message}");
            assert_eq!(place.read(format!("in/{file}")), content, "{arguments}");
        }
        // An earlier output is replaced, even if it has other articles.
        std::fs::remove_file(place.path(format!("in/{file}"))).unwrap();
        place.run(&format!("{arguments} -o in/{file}")).right();
        place.write("in/b.rss", &rss([8]));
        place.run(&format!("{arguments} -o in/{file} --force")).right();
        assert!(place.read(format!("in/{file}")).contains("Rain 8"), "{arguments}");
    }
}

#[test]
fn outputs_are_not_written_among_the_inputs() {
    let place = Place::with_clips(2);
    place.write("p/x.html", PAGE);
    place.write("articles/x.html", PAGE);
    for to in ["atom", "clip", "text"] {
        for (arguments, folder) in [("p -o p", "p"), ("p -o ./p/../p/", "p"), ("p in -o .", "p")] {
            let message = place.run(&format!("convert {arguments} --to {to}")).misused();
            let expected = format!(
                "-o: expected a folder other than the input folder {folder}, because the outputs of this run would be among the inputs of the next; choose one such as {folder}/{to}"
            );
            assert!(message.contains(&expected), "{arguments}: {message}");
        }
    }
    let before = place.files(".");
    for arguments in [
        "site p -o p",
        "site articles -o .",
        "site in/0 -o in --force",
        "feed p --feed-url https://a.example/f.rss --archive p",
        "convert nested/a --to text -o nested",
    ] {
        place.write("nested/a/a/b/1.md", &clip(1));
        let ran = place.run(arguments);
        if arguments.contains("in/0") {
            ran.right();
            continue;
        }
        let message = ran.wrong();
        assert!(
            message.contains(
                ": the output would be among the inputs of the next run; choose another folder with -"
            ),
            "{arguments}: {message}"
        );
    }
    let after = place.files(".");
    assert!(before.iter().all(|file| after.contains(file)));
    assert!(!after.iter().any(|file| file.starts_with("p/") && file != "p/x.html"), "{after:?}");
    assert_eq!(after.iter().filter(|file| file.starts_with("nested")).count(), 1, "{after:?}");
}

#[cfg(unix)]
#[test]
fn the_file_behind_standard_output_is_not_read() {
    for (arguments, file) in [
        ("feed in", "feed.rss"),
        ("merge in", "all.rss"),
        ("index in --to html", "index.html"),
        ("index in", "0.md"),
        ("convert in --to jsonl", "all.md"),
    ] {
        let place = Place::with_clips(2);
        let mut last = String::new();
        for _ in 0..2 {
            let output = std::fs::File::create(place.path(format!("in/{file}"))).unwrap();
            let run = std::process::Command::new(assert_cmd::cargo::cargo_bin("newsclip"))
                .args(arguments.split(' '))
                .current_dir(place.path("."))
                .stdout(output)
                .output()
                .unwrap();
            let message = String::from_utf8(run.stderr).unwrap();
            assert!(message.starts_with("2 files read; "), "{arguments}: {message}");
            let text = place.read(format!("in/{file}"));
            assert!(last.is_empty() || last == text, "{arguments}: {text}");
            last = text;
        }
    }
}

#[test]
fn lists_of_this_command_are_no_articles() {
    let place = Place::with_clips(2);
    place.run("index in --to html -o in/index.html").right();
    place.run("site in -o in/public").right();
    for file in ["feed.xml", "atom.xml", "feed.json"] {
        std::fs::remove_file(place.path(format!("in/public/{file}"))).unwrap();
    }
    // The pages of articles are in the site, too.
    let ran = place.run("feed in");
    assert!(ran.err.starts_with("4 files read, 2 duplicates left out, "), "{ran:?}");
    ran.right();
}

#[test]
fn markdown_that_looks_like_a_damaged_clip_is_up_to_date() {
    let place = Place::new();
    place.write(
        "in/table.md",
        "[A](https://a.example/1)\n------\n<table><tr><td colspan=2>1<td>2<tr><td>3<td>4<td>5</table>\n",
    );
    place.write("in/empty.md", "[A](https://a.example/2)\n------\n");
    let convert = "convert in --to markdown --header none -o in/out";
    assert!(place.run(convert).err.contains("2 files read, 2 written; "));
    assert!(place.read("in/out/table.md").starts_with('<') && place.read("in/out/empty.md").is_empty());
    for option in ["", " --update", " --force"] {
        let ran = place.run(&format!("{convert}{option}"));
        assert!(ran.err.contains("2 files read, 2 up to date; "), "{ran:?}");
        ran.right();
    }
    place.write("in/out/empty.md", "<!--166");
    let message = place.run(&format!("{convert} --force")).wrong();
    assert!(message.contains("in/out/empty.md: expected an earlier output of this command"), "{message}");
    assert_eq!(place.read("in/out/empty.md"), "<!--166");
}
