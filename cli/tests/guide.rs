//! The recipes of `docs/guide.md`, run in order in one folder with the real binary.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const NEWSCLIP: &str = env!("CARGO_BIN_EXE_newsclip");

#[test]
fn every_recipe_runs() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide.md");
    let guide = fs::read_to_string(guide).unwrap();
    let recipes = recipes(&guide);
    assert!(recipes.len() >= 10, "{recipes:?}");
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    for recipe in recipes {
        // Without the recipe before it, the search has no index.
        let lacks_index = recipe.starts_with("sqlite3") && !folder.path().join("search.db").exists();
        if let Some(missing) = missing(recipe).or_else(|| lacks_index.then(|| "search.db".to_string())) {
            println!("skipped, because {missing} is missing:\n{recipe}");
            continue;
        }
        let output = run(recipe, folder.path());
        assert!(output.status.success(), "{recipe}\n{output:?}");
    }
    // Three clips, one item of two that is new, one page.
    let clips = ["a", "b", "saved"]
        .map(|name| fs::read_dir(folder.path().join("articles").join(name)).unwrap().count());
    assert_eq!(clips, [2, 1, 1]);
    let imported = fs::read_dir(folder.path().join("articles")).unwrap().count() - clips.len();
    assert_eq!(imported, 1);
    for made in ["public/feed.rss", "public/all/feed.atom", "weather.epub", "articles.jsonl"] {
        assert!(folder.path().join(made).metadata().unwrap().len() > 0, "{made}");
    }
}

/// The blocks of shell commands.
fn recipes(guide: &str) -> Vec<&str> {
    let blocks = guide.split("\n```sh\n").skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap_or(block)).collect()
}

/// A small archive, written for this test.
fn archive(folder: &Path) {
    let write = |name: &str, content: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    let clip = |time: u64, title: &str, number: u64, body: &str| {
        format!("<!--{time}-->\n[{title}](https://a.example/{number})\n------\n\n<p>{body}</p>\n")
    };
    write("articles/a/1.md", &clip(1_668_312_901_000, "雨停了", 1, "台风过境，上海雨停。"));
    write("articles/a/2.md", &clip(1_668_399_301_000, "Snow", 2, "It snowed <b>all night</b>."));
    write("articles/b/3.md", &clip(1_668_485_701_000, "Sun", 3, "The sun came out."));
    write(
        "feed.rss",
        "<rss version='2.0'><channel><title>Weather</title><link>https://a.example/</link><description>d</description>\
        <item><title>Sun</title><link>https://a.example/3</link><description>The sun came out.</description></item>\
        <item><title>Wind</title><link>https://a.example/4</link><description>It blew.</description></item>\
        </channel></rss>",
    );
    let text =
        "The fog came in from the sea in the morning, and it stayed until noon, when the wind took it away. ";
    let text = format!("<p>{}</p>", text.repeat(4)).repeat(4);
    write("page.html", &format!("<!doctype html><title>Fog</title><article><h1>Fog</h1>{text}</article>"));
}

/// A program or a command of `newsclip` that a recipe needs and that is missing.
fn missing(recipe: &str) -> Option<String> {
    let help = Command::new(NEWSCLIP).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let is_command = |name: &str| help.lines().any(|line| line.split_whitespace().next() == Some(name));
    let commands = recipe.lines().filter_map(|line| line.strip_prefix("newsclip ")?.split(' ').next());
    let command = commands.into_iter().find(|name| !is_command(name)).map(|name| format!("newsclip {name}"));
    command.or_else(|| {
        let programs = [("python3", "import sqlite3; sqlite3.connect(':memory:').execute(\"CREATE VIRTUAL TABLE a USING fts5(b, tokenize = 'trigram')\")"),
            ("sqlite3", "")];
        let needed = programs.into_iter().find(|(name, _)| recipe.contains(&format!("{name} ")))?;
        let probe = if needed.0 == "sqlite3" { vec!["-version"] } else { vec!["-c", needed.1] };
        let works = Command::new(needed.0).args(probe).output().is_ok_and(|output| output.status.success());
        (!works).then(|| needed.0.to_string())
    })
}

/// Runs a recipe by the shell, with the binary of this build first on the path.
fn run(recipe: &str, folder: &Path) -> Output {
    let own = Path::new(NEWSCLIP).parent().unwrap().to_path_buf();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap();
    Command::new("sh").args(["-e", "-c", recipe]).env("PATH", path).current_dir(folder).output().unwrap()
}
