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
fn several_runs_do_the_same_at_once() {
    let place = Place::with_clips(300);
    for (arguments, count) in [
        ("convert in --to text -o text", 300),
        ("import in -o by-id", 300),
        ("import in -o by-date --names date", 300),
        ("feed in -o feed/all.rss", 1),
    ] {
        let start = || {
            let mut command = Command::new(assert_cmd::cargo::cargo_bin("newsclip"));
            command
                .args(arguments.split(' '))
                .current_dir(place.path("."))
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        for run in [start(), start(), start()] {
            let output = run.wait_with_output().unwrap();
            assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        }
        let folder = arguments
            .split(' ')
            .find_map(|part| place.path(part).is_dir().then_some(part).filter(|part| *part != "in"));
        assert_eq!(place.files(folder.unwrap_or("feed")).len(), count, "{arguments}");
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
fn a_link_to_nothing_is_no_output() {
    let place = Place::with_clips(1);
    fs::create_dir_all(place.path("out/0")).unwrap();
    symlink(place.path("nowhere"), place.path("out/0/0.txt")).unwrap();
    assert!(place.run("convert in --to text -o out").wrong().contains("use --update or --force"));
    place.run("convert in --to text -o out --update").right();
    assert!(!place.read("out/0/0.txt").is_empty());
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
fn outputs_behind_a_file_or_a_broken_link() {
    let place = Place::with_clips(1);
    place.write("file", "Rain");
    symlink("missing", place.path("broken")).unwrap();
    for (folder, at) in [("file/x", "file/x"), ("broken", "broken")] {
        let message = place.run(&format!("convert in/0 --to text -o {folder}")).wrong();
        let expected = format!("{folder}/0.txt: expected a folder, found a file or a broken link at {at}\n");
        assert!(message.contains(&expected), "{message}");
    }
    fs::create_dir_all(place.path("out/0")).unwrap();
    symlink("../../in", place.path("out/0/0.txt")).unwrap();
    for option in ["", " --force"] {
        let message = place.run(&format!("convert in --to text -o out{option}")).wrong();
        assert!(message.contains("out/0/0.txt: expected a file, found a folder\n"), "{message}");
    }
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
