//! Conventions that hold for any command.

use std::io::Read as _;
use std::process::Stdio;

use crate::support::{Place, clip};

#[test]
fn quiet_and_verbose() {
    let place = Place::with_clips(2);
    place.write("in/notes.txt", "Rain.");
    assert_eq!(place.run("convert in --to text -o a --quiet").err, "");
    let verbose = place.run("convert in --to text -o b --verbose").err;
    assert!(verbose.contains("in/0/0.md: left out: script: 1 (script)\n"), "{verbose}");
    assert!(verbose.contains("in/notes.txt: skipped: not a clip, page or feed\n"), "{verbose}");
    assert!(verbose.contains(", 1 other file skipped (-v lists them); "), "{verbose}");
    let page = "<!doctype html><link rel=canonical href=https://a.example/1><title>A</title><p>It<script>x()</script> rained.";
    place.write("in/p.html", page);
    for arguments in [
        "feed in",
        "merge in",
        "convert in --to epub -o x.epub",
        "site in -o site",
        "import in -o a",
        "check in",
    ] {
        let verbose = place.run(&format!("{arguments} -v")).err;
        let left_out = verbose.matches("in/0/0.md: left out: script: 1 (script)\n").count();
        assert_eq!(left_out, 1, "{arguments}: {verbose}");
        assert_eq!(
            verbose.matches("in/p.html: left out: script: 1 (script)\n").count(),
            1,
            "{arguments}: {verbose}"
        );
        assert_eq!(verbose.matches("in/notes.txt: skipped: ").count(), 1, "{arguments}: {verbose}");
    }
    assert!(place.run("index in -v").err.contains("in/notes.txt: skipped: "));
}

#[test]
fn no_colors_in_a_pipe_or_with_no_color() {
    let place = Place::new();
    place.write("broken.md", "");
    assert!(!place.run("convert broken.md --to text").wrong().contains('\u{1b}'));
    assert!(place.run("convert broken.md --to text --color always").wrong().contains("\u{1b}[1m"));
    let mut command = place.newsclip("convert broken.md --to text");
    assert!(
        !crate::support::Ran::of(command.env("NO_COLOR", "1").env("CLICOLOR", "1"))
            .wrong()
            .contains('\u{1b}')
    );
}

#[test]
fn every_command_has_help_with_examples() {
    let place = Place::new();
    let help = place.run("--help").right();
    for command in ["convert", "check", "feed", "merge", "import", "clip", "index", "completions", "manual"] {
        assert!(help.contains(&format!("  {command} ")), "{command}");
        let help = place.run(&format!("help {command}")).right();
        assert!(help.contains("Example") && help.contains("  newsclip "), "{help}");
    }
}

#[test]
fn completions_and_man_pages() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.run(&format!("completions {shell}")).right().contains("convert"), "{shell}");
    }
    place.run("manual -o man").right();
    assert!(place.files("man").contains(&"newsclip-convert.1".to_string()));
    assert!(place.read("man/newsclip-convert.1").contains("Examples:"));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let place = Place::with_clips(300);
    for arguments in [
        "convert in --to jsonl",
        "index in --to csv",
        "index in --to jsonl",
        "feed in",
        "check in",
        "completions zsh",
    ] {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("newsclip"))
            .args(arguments.split(' '))
            .current_dir(place.path("."))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments}: {err}");
        assert!(!err.contains("panicked") && !err.contains("Broken pipe"), "{arguments}: {err}");
    }
}

#[test]
fn ignored_and_hidden_files() {
    let place = Place::with_clips(1);
    place.write("in/.gitignore", "drafts/\n");
    place.write("in/drafts/1.md", &clip(1));
    place.write("in/.trash/2.md", &clip(2));
    assert_eq!(place.run("index in --to jsonl").right().lines().count(), 1);
    assert_eq!(place.run("index in --to jsonl --all").right().lines().count(), 3);
}

#[test]
fn a_missing_path_is_reported_before_anything_is_written() {
    let place = Place::with_clips(1);
    for arguments in [
        "convert in nowhere --to text -o out",
        "convert nowhere --to text -o out",
        "convert nowhere --to jsonl -o out",
        "feed in nowhere -o out",
        "index nowhere -o out",
    ] {
        let message = place.run(arguments).wrong();
        assert!(message.starts_with("newsclip: nowhere: No such file"), "{message}");
        assert!(!place.path("out").exists(), "{arguments}");
    }
    place.write("notes.txt", "Rain.");
    let message = place.run("convert notes.txt --to text").wrong();
    assert!(
        message.contains("notes.txt: expected a clip, a page or a feed, found none of these; if it is one, give its kind with --from"),
        "{message}"
    );
}

#[test]
fn an_address_is_not_downloaded() {
    let place = Place::new();
    let message = place.run("convert https://a.example/1 --to text").misused();
    assert!(
        message.starts_with("error: expected a file or folder, found an address; download it: curl -s"),
        "{message}"
    );
}

#[test]
fn invalid_command_lines_look_alike() {
    let place = Place::with_clips(1);
    for arguments in [
        "convert - in - --to text -o out",
        "convert in --to text",
        "convert in --to papyrus",
        "import x.rss -o in/0/0.md",
        "show --width 0",
    ] {
        let message = place.run(arguments).misused();
        assert!(message.starts_with("error: "), "{message}");
        assert!(message.ends_with("\n\nFor more information, try '--help'.\n"), "{message}");
    }
    let message = place.run("import x.rss -o in/0/0.md").misused();
    assert!(message.contains("expected a folder, found a file"), "{message}");
}

#[test]
fn a_folder_is_no_file_and_the_reverse() {
    let place = Place::with_clips(1);
    place.write("feeds/x.rss", &crate::support::rss([1, 2]));
    for arguments in ["convert in --to epub", "convert in --to jsonl", "feed in", "index in"] {
        let message = place.run(&format!("{arguments} -o none/")).wrong();
        assert!(message.contains("none/: expected a file, found a folder"), "{message}");
    }
    place.write("out/x.rss", "");
    let message = place.run("convert feeds --to text -o out").wrong();
    let expected =
        "out/x.rss: expected a folder for the articles of the feed, found a file; choose another folder";
    assert_eq!(message.matches(expected).count(), 1, "{message}");
}

#[test]
fn a_time_zone_has_two_forms() {
    let place = Place::new();
    place.write(
        "x.rss",
        "<rss><channel><link>https://a.example/</link><item><title>Rain</title>\
        <link>https://a.example/1</link><pubDate>2022-11-13 12:15:01</pubDate></item></channel></rss>",
    );
    place.write(
        "x.html",
        "<link rel=canonical href=https://a.example/2><title>Rain</title><meta name=date content='2022-11-13 12:15:01'><p>Rain",
    );
    for zone in ["480", "+08:00"] {
        let out = place.run(&format!("index x.rss x.html --to jsonl --zone {zone}")).right();
        assert_eq!(out.matches("\"published\":\"2022-11-13T04:15:01Z\"").count(), 2, "{out}");
    }
    let message = place.run("index x.rss --zone 2000").misused();
    assert!(message.contains("such as 480, or hours and minutes, such as +08:00"), "{message}");
}

#[test]
fn a_run_that_stops_early_counts_what_it_wrote() {
    let place = Place::with_clips(40);
    place.write("in/0/!.md", "");
    for jobs in [1, 4] {
        let ran = place.run(&format!("convert in --to text -o out --strict -j {jobs}"));
        let written = match place.files("out").len() {
            0 => ", 1 error; ".to_string(),
            count => format!(", {count} written, 1 error; "),
        };
        assert!(ran.err.contains(&written), "{written}: {ran:?}");
        ran.wrong();
    }
}

#[test]
fn a_language_is_a_tag() {
    let place = Place::with_clips(1);
    for command in ["feed in", "merge in", "site in -o site"] {
        let message = place.run(&format!("{command} --language zh_CN")).misused();
        assert!(
            message.contains("'zh_CN' for '--language <TAG>': expected a language tag, such as"),
            "{message}"
        );
        place.run(&format!("{command} --language zh-CN")).right();
    }
}

#[cfg(unix)]
#[test]
fn no_name_controls_the_terminal() {
    let place = Place::new();
    let bad = "a\u{1b}[31m\u{202e}dm";
    place.write(format!("in/{bad}.md"), "");
    place.write(format!("{bad}.md"), &clip(1));
    place.write(format!("{bad}/x.md"), &clip(1));
    for arguments in [
        vec!["convert", "in", "--to", "jsonl"],
        vec!["check", "in"],
        vec!["convert", "a\u{1b}[31m\u{202e}", "--to", "text"],
        vec![
            "convert",
            "a\u{1b}[31m\u{202e}dm.md",
            "--to",
            "json",
            "-o",
            "a\u{1b}[31m\u{202e}dm.md",
            "--force",
        ],
        vec!["convert", "in", "--to", "text", "-o", "a\u{1b}[31m\u{202e}dm.md"],
        vec!["feed", "in", "a\u{1b}[31m\u{202e}dm.md", "-o", "a\u{1b}[31m\u{202e}dm.md"],
        vec!["convert", "in", "--to", "a\u{1b}[31m\u{202e}"],
        vec!["a\u{1b}[31m\u{202e}"],
        vec!["site", "in", "-o", "a\u{1b}[31m\u{202e}dm.md"],
    ] {
        let ran = crate::support::Ran::of(place.newsclip("").args(&arguments));
        let shown = format!("{}{}", ran.out, ran.err);
        assert!(
            shown.contains('\u{fffd}') && !shown.contains(['\u{1b}', '\u{202e}']),
            "{arguments:?}: {ran:?}"
        );
    }
}
