//! `newsclip show`.

use crate::support::{Place, rss};

const ARTICLE: &str = "[Rain \u{1b}]0;x\u{7}](https://a.example/1)\n------\n\n<h2>Today</h2><p>It <b>stopped</b> at six.</p>\
    <p>今天下午雨停了，天晴。</p>\n";

#[test]
fn a_pipe_gets_plain_text() {
    let place = Place::new();
    place.write("rain.md", ARTICLE);
    let out = place.run("show rain.md").right();
    assert_eq!(
        out,
        "Rain ]0;x\nhttps://a.example/1\n\nToday\n\nIt stopped at six.\n\n今天下午雨停了，天晴。\n"
    );
    let narrow = place.run("show rain.md --width 14").right();
    assert!(narrow.ends_with("It stopped at\nsix.\n\n今天下午雨停\n了，天晴。\n"), "{narrow}");
}

#[test]
fn a_terminal_gets_colors() {
    let place = Place::new();
    place.write("rain.md", ARTICLE);
    let out = place.run("show rain.md --color always --width 14").right();
    assert!(
        out.contains("It \u{1b}[1mstopped\u{1b}[0m at\n") && out.contains("mToday\u{1b}[0m\n"),
        "{out:?}"
    );
    assert_eq!(anstream::adapter::strip_str(&out).to_string(), place.run("show rain.md --width 14").right());
}

#[test]
fn feeds_show_all_items_and_folders_are_an_error() {
    let place = Place::with_clips(1);
    place.write("x.rss", &rss([1, 2]));
    let out = place.run("show x.rss").right();
    assert!(out.contains("Rain 1\n") && out.contains("\n* * *\n\nRain 2\n"), "{out}");
    assert!(place.run("show in").misused().contains("show takes files"));
    assert!(place.run("show none.md").wrong().contains("none.md"));
}

/// A terminal of 80 columns and 24 lines, made by `script` from util-linux.
#[cfg(target_os = "linux")]
#[test]
fn long_articles_go_through_a_pager() {
    let place = Place::new();
    place.write(
        "long.md",
        &format!("[Rain](https://a.example/1)\n------\n\n{}", "<p>It rained.</p>".repeat(50)),
    );
    place.write("short.md", "[Rain](https://a.example/1)\n------\n\n<p>It rained.</p>");
    for (file, is_paged) in [("long.md", true), ("short.md", false)] {
        let binary = assert_cmd::cargo::cargo_bin("newsclip");
        let command = format!("stty cols 40 rows 20; '{}' show {file}", binary.display());
        let mut script = std::process::Command::new("script");
        script
            .args(["-qec", &command, "/dev/null"])
            .current_dir(place.path(""))
            .env("PAGER", "sed s/^/PAGED:/");
        script.env_remove("NO_COLOR").env("TERM", "xterm");
        let Ok(output) = script.stdin(std::process::Stdio::null()).output() else {
            println!("skipped: there is no script");
            return;
        };
        let out = String::from_utf8(output.stdout).unwrap();
        assert_eq!(out.contains("PAGED:It rained."), is_paged, "{out}");
        assert!(out.contains("\u{1b}[1m"), "{out}");
    }
}
