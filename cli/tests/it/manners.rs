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
    let message = place.run("convert in nowhere --to text -o out").wrong();
    assert!(message.starts_with("newsclip: nowhere: No such file"), "{message}");
    assert!(place.files("out").is_empty());
    place.write("notes.txt", "Rain.");
    let message = place.run("convert notes.txt --to text").wrong();
    assert!(
        message.contains("notes.txt: expected a clip, a page or a feed, found none of these; if it is one, give its kind with --from"),
        "{message}"
    );
}
