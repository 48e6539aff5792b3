//! A temporary folder for each test, and the binary that runs in it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A clip for each number; they differ in title, address, day and language.
pub fn clip(number: u32) -> String {
    let titles = ["台风过境 上海雨停", "The rain stopped", "雨がやんだ", "Der Regen hörte auf"];
    let title = titles[number as usize % titles.len()];
    let time = 1_668_312_901_000_i64 + i64::from(number) * 86_400_000;
    format!(
        "<!--{time}-->\n[{title} {number}](https://news.example/a/{number})\n------\n\n\
        <p>{title}: <b>{number}</b>.</p><script>track()</script><p><a href=\"/next\">→</a></p>\n"
    )
}

/// A feed whose items have the addresses of [`clip`]s.
pub fn rss(numbers: impl IntoIterator<Item = u32>) -> String {
    let items = numbers.into_iter().map(|number| {
        let day = number % 28 + 1;
        format!(
            "<item><title>Rain {number}</title><link>https://news.example/a/{number}</link>\
            <guid isPermaLink=\"false\">rain-{number}</guid><pubDate>{day:02} Nov 2022 04:15:01 +0000</pubDate>\
            <description>&lt;p&gt;It stopped {number} times.&lt;/p&gt;</description></item>"
        )
    });
    let items: String = items.collect();
    format!(
        "<rss version=\"2.0\"><channel><title>Weather</title><link>https://news.example/</link>\
        <description>All of it</description>{items}</channel></rss>"
    )
}

/// A folder to work in.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    /// A place with `count` clips in `in/`.
    pub fn with_clips(count: u32) -> Self {
        let place = Self::new();
        for number in 0..count {
            place.write(format!("in/{}/{number}.md", number % 3), &clip(number));
        }
        place
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: impl AsRef<Path>, content: &(impl AsRef<[u8]> + ?Sized)) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the place")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn read(&self, name: impl AsRef<Path>) -> String {
        let path = self.path(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// All files below a folder, hidden ones included, relative to it and sorted.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let root = self.path(folder);
        let mut files = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path.strip_prefix(&root).expect("below it").display().to_string());
                }
            }
        }
        files.sort();
        files
    }

    /// The command with this folder as its working directory.
    pub fn newsclip(&self, arguments: &str) -> Command {
        let mut command = Command::cargo_bin("newsclip").expect("the binary");
        command.current_dir(self.0.path()).args(arguments.split_whitespace()).env_remove("NO_COLOR");
        command
    }

    /// Runs the command, and returns its exit status, standard output and standard error.
    pub fn run(&self, arguments: &str) -> Ran {
        Ran::of(&mut self.newsclip(arguments))
    }
}

/// A command that has ended.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the binary runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self {
            status: output.status.code().expect("no signal"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// The output of a command that succeeded.
    #[track_caller]
    pub fn right(self) -> String {
        assert_eq!(self.status, 0, "{self:?}");
        self.out
    }

    /// The messages of a command that reported errors.
    #[track_caller]
    pub fn wrong(self) -> String {
        assert_eq!(self.status, 1, "{self:?}");
        self.err
    }

    /// The messages of a command with invalid arguments.
    #[track_caller]
    pub fn misused(self) -> String {
        assert_eq!((self.status, self.out.as_str()), (2, ""), "{self:?}");
        self.err
    }
}
