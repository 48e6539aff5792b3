//! Standard input and output, pipes and devices.
#![cfg(unix)]

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::support::{Place, Ran, clip, rss};

const SKIPPED: &str = "skipped";

#[test]
fn the_file_behind_standard_input_is_not_replaced() {
    let place = Place::with_clips(1);
    fs::hard_link(place.path("in/0/0.md"), place.path("link.md")).unwrap();
    for arguments in [
        "convert - --to markdown -o in/0/0.md --force",
        "convert --to text -o link.md --force",
        "clip --from clip -o in/0/0.md --force",
        "convert - --to jsonl -o in/0/0.md --force",
        "convert - --to epub -o in/0/0.md --force",
        "feed - -o in/0/0.md --force",
        "merge - -o in/0/0.md --force",
        "index - -o in/0/0.md --force",
        "index /dev/stdin -o in/0/0.md --force",
    ] {
        let input = fs::File::open(place.path("in/0/0.md")).unwrap();
        let output = Command::new(assert_cmd::cargo::cargo_bin("newsclip"))
            .args(arguments.split(' '))
            .current_dir(place.path("."))
            .stdin(input)
            .output()
            .unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments}: {message}");
        assert!(message.contains("the output would replace its own source"), "{arguments}: {message}");
        assert_eq!(place.read("in/0/0.md"), clip(0), "{arguments}");
    }
}

/// Runs the command in bash, with what `input` prints as a file that can be read only once.
fn with_stream(place: &Place, arguments: &str, input: &str) -> Option<Ran> {
    let binary = assert_cmd::cargo::cargo_bin("newsclip");
    let line = format!("'{}' {}", binary.display(), arguments.replace("STREAM", &format!("<({input})")));
    let mut command = assert_cmd::Command::new("bash");
    command.args(["-c", &line]).current_dir(place.path(".")).timeout(Duration::from_mins(1));
    let exists =
        Command::new("bash").args(["-c", "cat <(true)"]).output().is_ok_and(|output| output.status.success());
    exists.then(|| Ran::of(&mut command))
}

#[test]
fn a_stream_is_read_once() {
    let place = Place::with_clips(1);
    // Longer than what is read to detect the kind of a file.
    place.write("long.md", &format!("{}<p>{}</p>\n<p>THE END</p>", clip(0), "It rained. ".repeat(20_000)));
    place.write("long.rss", &rss(0..300));
    for (arguments, result) in [
        ("feed STREAM", "feed"),
        ("merge STREAM", "merge"),
        ("index STREAM --links url", "index"),
        ("check STREAM", "check"),
        ("show STREAM", "show"),
        ("convert STREAM --to jsonl", "jsonl"),
        ("convert STREAM --to epub -o out/x.epub", "out/x.epub"),
        ("convert STREAM --to text -o out/text/", "out/text"),
        ("import STREAM -o out/archive", "out/archive"),
        ("site STREAM -o out/site", "out/site/index.html"),
        ("site - -o out/site < STREAM", "out/site/index.html"),
    ] {
        for input in ["cat long.md", "cat long.rss"] {
            fs::remove_dir_all(place.path("out")).ok();
            let Some(ran) = with_stream(&place, arguments, input) else {
                return println!("{SKIPPED}: there is no process substitution");
            };
            assert!(
                ran.err.is_empty() || ran.err.starts_with("1 file read"),
                "{arguments}, {input}: {ran:?}"
            );
            assert!(!ran.err.contains("error;"), "{arguments}, {input}: {ran:?}");
            let out = ran.right();
            let is_whole = |text: &str| text.contains("THE END") || text.contains("It stopped 299 times");
            match result {
                "index" => assert!(out.contains("https://news.example/a/"), "{arguments}, {input}: {out}"),
                "check" => {}
                "out/x.epub" => assert!(fs::metadata(place.path(result)).unwrap().len() > 2000),
                result if result.starts_with("out/") => {
                    let texts: String =
                        place.files("out").iter().map(|file| place.read(format!("out/{file}"))).collect();
                    assert!(is_whole(&texts), "{arguments}, {input}");
                }
                _ => assert!(is_whole(&out), "{arguments}, {input}: {out}"),
            }
        }
    }
}

#[test]
fn a_pipe_in_a_folder_is_counted() {
    let place = Place::with_clips(1);
    if !Command::new("mkfifo").arg(place.path("in/pipe")).status().is_ok_and(|status| status.success()) {
        return println!("{SKIPPED}: there is no `mkfifo`");
    }
    let ran = place.run("index in -v");
    assert!(ran.err.contains("in/pipe: skipped: not a regular file\n"), "{ran:?}");
    assert!(ran.err.contains("1 file read, 1 other file skipped (-v lists them); "), "{ran:?}");
}

#[test]
fn a_pipe_or_a_device_is_not_replaced() {
    let place = Place::with_clips(2);
    let pipe = place.path("pipe");
    if !Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        return println!("{SKIPPED}: there is no `mkfifo`");
    }
    for arguments in
        ["convert in --to jsonl -o pipe --force", "feed in -o pipe", "convert in/0/0.md --to text -o pipe"]
    {
        let path = pipe.clone();
        let reader = std::thread::spawn(move || fs::read_to_string(path).unwrap());
        place.run(arguments).right();
        assert!(reader.join().unwrap().contains("https://news.example/a/0"), "{arguments}");
        assert!(!fs::metadata(&pipe).unwrap().is_file(), "{arguments}");
    }
}

#[test]
fn a_full_standard_output_is_an_error() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        return println!("{SKIPPED}: there is no /dev/full");
    };
    let place = Place::with_clips(2);
    for arguments in [
        "convert in --to jsonl",
        "index in --to csv",
        "feed in",
        "check in",
        "completions zsh",
        "show in/0/0.md",
    ] {
        let output = Command::new(assert_cmd::cargo::cargo_bin("newsclip"))
            .args(arguments.split(' '))
            .current_dir(place.path("."))
            .stdout(full.try_clone().unwrap())
            .output()
            .unwrap();
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments}: {message}");
        assert!(message.contains("newsclip: standard output: No space left"), "{arguments}: {message}");
    }
}
