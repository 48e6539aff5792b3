//! Killed runs, full disks, folders and files that cannot be used.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::support::{Place, Ran, clip, rss};

const SKIPPED: &str = "skipped";

/// Starts a run over many clips, and waits until it has written some.
fn started(place: &Place) -> Child {
    let child = Command::new(assert_cmd::cargo::cargo_bin("newsclip"))
        .args(["convert", "in", "--to", "json", "-o", "out", "-j", "1"])
        .current_dir(place.path("."))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while place.files("out").len() < 20 {
        sleep(Duration::from_millis(1));
    }
    child
}

/// Asserts that all files with final names are complete.
fn assert_whole(place: &Place) {
    for file in place.files("out").iter().filter(|file| !file.contains("/.newsclip-")) {
        let number = file.rsplit('/').next().unwrap().trim_end_matches(".json").parse().unwrap();
        let document = newsclip::parse(&clip(number)).unwrap();
        assert_eq!(place.read(format!("out/{file}")), document.to_json(), "{file}");
    }
}

#[test]
fn a_killed_run_can_be_restarted() {
    let place = Place::with_clips(2000);
    let mut child = started(&place);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_whole(&place);
    // The file that a run leaves behind if it is killed while writing.
    place.write("out/1/.newsclip-99999999-0.tmp", "{\"vers");
    let ran = place.run("convert in --to json -o out");
    assert!(ran.err.contains(" up to date; "), "{ran:?}");
    ran.right();
    assert_whole(&place);
    assert_eq!(place.files("out").len(), 2000);
    assert!(!place.files("out").iter().any(|file| file.contains(".newsclip-")));
}

#[test]
fn what_a_killed_run_left_is_removed_and_never_read() {
    let place = Place::with_clips(2);
    place.write("feeds/a.rss", &rss([1, 2]));
    let left = ".newsclip-99999999-0.tmp";
    for (arguments, folder) in [
        ("feed in -o out.rss", "."),
        ("feed in --feed-url https://a.example/ --archive out", "out"),
        ("merge feeds -o out/all.rss", "out"),
        ("index in -o list.md --all", "."),
        ("convert in --to jsonl -o ./all.jsonl --all", "."),
        ("convert in --to epub -o ./in.epub", "."),
        ("convert in/0/0.md --to text -o out/", "out"),
        ("import feeds -o archive", "archive/news.example"),
        ("site in -o site", "site/search"),
    ] {
        place.write(format!("{folder}/{left}"), &clip(9));
        let ran = place.run(arguments);
        assert!(!ran.err.contains("skipped") && !ran.err.contains("3 files"), "{arguments}: {ran:?}");
        ran.right();
        assert!(!place.path(folder).join(left).exists(), "{arguments}");
    }
    place.write(format!("in/0/{left}"), &clip(9));
    assert_eq!(place.run("index in --to jsonl --all").right().lines().count(), 2);
}

#[test]
fn an_interrupt_leaves_no_partial_file() {
    let place = Place::with_clips(2000);
    let mut child = started(&place);
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    if !kill.is_ok_and(|status| status.success()) {
        println!("{SKIPPED}: there is no `kill`");
    }
    let status = child.wait().unwrap();
    // A fast machine may have finished before.
    assert!(matches!(status.code(), Some(130 | 0)), "{status:?}");
    assert!(!place.files("out").iter().any(|file| file.contains(".newsclip-")));
    assert_whole(&place);
}

/// The command as another user than root, because root ignores permissions; `None` if that is not possible.
fn unprivileged(place: &Place, arguments: &str) -> Option<assert_cmd::Command> {
    let binary = assert_cmd::cargo::cargo_bin("newsclip");
    let is_held_back = |folder: &Path| fs::write(folder.join("probe"), "").is_err();
    let locked = place.path("locked");
    fs::create_dir_all(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    if is_held_back(&locked) {
        return Some(place.newsclip(arguments));
    }
    fs::set_permissions(place.path("."), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = assert_cmd::Command::new("setpriv");
    command.args(["--reuid", "65534", "--clear-groups", "--"]).arg(&binary).current_dir(place.path("."));
    let works = command.arg("--version").output().is_ok_and(|output| output.status.success());
    let mut command = assert_cmd::Command::new("setpriv");
    command.args(["--reuid", "65534", "--clear-groups", "--"]).arg(binary).current_dir(place.path("."));
    command.args(arguments.split(' '));
    works.then_some(command)
}

#[test]
fn a_folder_that_cannot_be_written_to() {
    let place = Place::with_clips(3);
    let Some(mut command) = unprivileged(&place, "convert in --to text -o locked/out") else {
        return println!("{SKIPPED}: this user may write everywhere");
    };
    let ran = Ran::of(&mut command);
    assert!(ran.err.contains("locked/out/0/0.txt: Permission denied"), "{ran:?}");
    // The name of the temporary file means nothing to the user.
    assert!(!ran.err.contains(".newsclip-"), "{ran:?}");
    assert!(ran.err.contains("3 files read, 3 errors; "), "{ran:?}");
    ran.wrong();
}

#[test]
fn files_and_folders_that_cannot_be_read() {
    let place = Place::with_clips(3);
    place.write("in/secret/1.md", &clip(1));
    fs::set_permissions(place.path("in/0/0.md"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(place.path("in/secret"), fs::Permissions::from_mode(0o000)).unwrap();
    let Some(mut command) = unprivileged(&place, "index in --to jsonl") else {
        return println!("{SKIPPED}: this user may read everything");
    };
    let ran = Ran::of(&mut command);
    assert_eq!(ran.out.lines().count(), 2, "{ran:?}");
    assert!(ran.err.contains("in/0/0.md: Permission denied"), "{ran:?}");
    assert!(ran.err.contains("in/secret: "), "{ran:?}");
    ran.wrong();
    fs::set_permissions(place.path("in/secret"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn an_input_that_cannot_be_read_is_not_replaced() {
    let place = Place::with_clips(3);
    place.write("in/out/1.md", &clip(7));
    for folder in ["in", "in/0", "in/out", "in/out/0", "in/out/1", "in/out/2"] {
        fs::create_dir_all(place.path(folder)).unwrap();
        fs::set_permissions(place.path(folder), fs::Permissions::from_mode(0o777)).unwrap();
    }
    place.write("in/out/1/1.md", &clip(7));
    for (arguments, file, message) in [
        ("feed in -o in/0/0.md --force", "in/0/0.md", "the output would replace its own source"),
        ("index in -o in/0/0.md --force", "in/0/0.md", "the output would replace its own source"),
        ("convert in --to clip -o in/out --force", "in/out/1/1.md", "found a file that cannot be read"),
    ] {
        let before = place.read(file);
        fs::set_permissions(place.path(file), fs::Permissions::from_mode(0o000)).unwrap();
        let Some(mut command) = unprivileged(&place, arguments) else {
            return println!("{SKIPPED}: this user may read everything");
        };
        let ran = Ran::of(&mut command);
        assert!(ran.err.contains(message), "{ran:?}");
        ran.wrong();
        fs::set_permissions(place.path(file), fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(place.read(file), before);
    }
}

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

#[test]
fn a_file_that_cannot_be_read_to_its_end_is_an_error() {
    if !Path::new("/proc/self/mem").exists() {
        return println!("{SKIPPED}: there is no /proc");
    }
    let place = Place::with_clips(1);
    let ran = place.run("convert /proc/self/mem in/0/0.md --to jsonl");
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    assert!(ran.wrong().starts_with("/proc/self/mem: Input/output error"));
}

#[test]
fn symbolic_links() {
    let place = Place::with_clips(1);
    place.write("elsewhere/1.md", &clip(1));
    symlink(place.path("elsewhere"), place.path("in/link")).unwrap();
    symlink(place.path("in"), place.path("in/loop")).unwrap();
    symlink(place.path("nowhere"), place.path("in/dangling.md")).unwrap();
    symlink("itself", place.path("in/itself")).unwrap();
    let ran = place.run("index in --to jsonl");
    assert!(ran.err.contains("1 file read, 4 symbolic links not followed (see --follow); "), "{ran:?}");
    assert_eq!(ran.right().lines().count(), 1);
    let ran = place.run("index in --to jsonl --follow");
    assert_eq!(ran.out.lines().count(), 2, "{ran:?}");
    assert!(
        ran.err.contains("in/loop: the symbolic link leads back to a folder that contains it\n"),
        "{ran:?}"
    );
    assert!(ran.err.contains("in/dangling.md: No such file"), "{ran:?}");
    assert!(ran.err.contains("in/itself: Too many levels"), "{ran:?}");
    ran.wrong();
}

#[test]
fn a_full_disk() {
    let place = Place::with_clips(60);
    let disk = place.path("disk");
    fs::create_dir_all(&disk).unwrap();
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&disk).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        return println!("{SKIPPED}: a small file system cannot be mounted");
    }
    let ran = place.run("convert in --to page -o disk/out");
    let files = place.files("disk/out");
    let whole = files.iter().all(|file| place.read(format!("disk/out/{file}")).ends_with("</html>\n"));
    let unmounted = Command::new("umount").arg(&disk).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    assert!(ran.err.contains(": No space left on device"), "{ran:?}");
    assert!(whole && !files.is_empty() && files.len() < 60, "{files:?}");
    assert!(!files.iter().any(|file| file.contains(".newsclip-")), "{files:?}");
    ran.wrong();
}

#[test]
fn a_link_to_the_output_is_not_read() {
    let place = Place::with_clips(1);
    symlink(place.path("in/out"), place.path("in/link")).unwrap();
    place.write("in/out/old.md", &clip(2));
    for _ in 0..2 {
        place.run("convert in --to clip -o in/out --follow").right();
        assert_eq!(place.files("in/out"), ["0/0.md", "old.md"]);
    }
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
fn the_file_behind_a_link_is_written() {
    let place = Place::with_clips(2);
    place.write("elsewhere/feed.rss", "old");
    symlink(place.path("elsewhere/feed.rss"), place.path("feed.rss")).unwrap();
    place.run("feed in -o feed.rss").wrong();
    assert_eq!(place.read("elsewhere/feed.rss"), "old");
    for arguments in ["feed in -o feed.rss --force", "convert in/0/0.md --to rss -o feed.rss --force"] {
        place.run(arguments).right();
        assert!(place.read("elsewhere/feed.rss").starts_with("<?xml"), "{arguments}");
        place.write("elsewhere/feed.rss", "old");
    }
    assert!(place.path("feed.rss").is_symlink());
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
