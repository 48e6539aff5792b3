//! Names of output files: clashes, and names that are not valid on every file system.

use crate::support::{Place, clip, rss};

const PAGE: &str =
    "<!doctype html><link rel=canonical href=https://a.example/1><title>Rain</title><p>It stopped.";

#[test]
fn clashes_are_resolved_the_same_way_each_time() {
    let place = Place::new();
    place.write("in/x.html", PAGE);
    place.write("in/x.md", &clip(1));
    place.write("in/x/x.htm", PAGE);
    for out in ["a", "b"] {
        place.run(&format!("convert in --to text -o {out}")).right();
        assert_eq!(place.files(out), ["x.html.txt", "x.txt", "x/x.txt"]);
        assert!(place.read(format!("{out}/x.txt")).starts_with("The rain stopped 1\n"));
    }
}

#[test]
fn the_time_of_an_output_with_a_new_source_says_nothing() {
    let place = Place::new();
    place.write("in/x.html", PAGE);
    let run = |options: &str| place.run(&format!("convert in --to text -o out {options}"));
    run("").right();
    place.write("in/x.md", &clip(1));
    let old = std::time::SystemTime::UNIX_EPOCH;
    std::fs::File::options().append(true).open(place.path("in/x.md")).unwrap().set_modified(old).unwrap();
    let saved = place.read("out/x.txt");
    assert!(run("").wrong().contains("out/x.txt: the file exists with different content"));
    assert_eq!((place.read("out/x.txt"), place.read("out/x.html.txt")), (saved.clone(), saved.clone()));
    std::fs::remove_file(place.path("out/x.html.txt")).unwrap();
    run("--update").right();
    assert!(place.read("out/x.txt").starts_with("The rain stopped 1\n"));
    assert_eq!(place.read("out/x.html.txt"), saved);
    assert!(run("").err.contains("2 up to date; "));
    // The name goes back to the page.
    std::fs::remove_file(place.path("in/x.md")).unwrap();
    assert!(run("").wrong().contains("out/x.txt: the file exists with different content"));
    run("--update").right();
    assert_eq!(place.read("out/x.txt"), saved);
}

#[test]
fn several_folders_keep_their_names() {
    let place = Place::new();
    place.write("a/x.md", &clip(1));
    place.write("b/x.md", &clip(2));
    place.run("convert a b --to text -o out").right();
    assert_eq!(place.files("out"), ["a/x.txt", "b/x.txt"]);
}

#[cfg(unix)]
#[test]
fn names_that_are_not_valid_on_every_file_system() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let place = Place::new();
    let names: [&[u8]; 6] =
        [b"in/a:b.md", b"in/a?b.md", b"in/nul.md", b"in/\xff.md", b"in/Rain.md", b"in/rain.md"];
    for (number, name) in (1..).zip(names) {
        place.write(OsStr::from_bytes(name), &clip(number));
    }
    place.run("convert in --to markdown -o out").right();
    let files = place.files("out");
    assert_eq!(files.len(), 6);
    assert!(files.iter().all(|name| !name.contains([':', '?', '\u{fffd}']) && name != "nul.md"), "{files:?}");
    let folded: std::collections::HashSet<String> = files.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), 6);
}

#[test]
fn the_output_folder_is_not_an_input() {
    let place = Place::new();
    place.write("1.md", &clip(1));
    place.run("convert . --to clip -o out").right();
    assert!(place.run("convert . --to clip -o out").err.starts_with("1 file read, 1 up to date; "));
    assert_eq!(place.files("."), ["1.md", "out/1.md"]);
}

#[test]
fn files_and_folders_of_the_output_do_not_clash() {
    let place = Place::new();
    place.write("in/x.md", &clip(1));
    place.write("in/x.txt/y.md", &clip(2));
    place.write("in/z.md", &clip(3));
    place.write("in/z.txt", &rss([4, 5]));
    place.run("convert in --to text -o a -j 1").right();
    place.run("convert in --to text -o b -j 2").right();
    let files = place.files("a");
    assert_eq!((files.len(), &files), (5, &place.files("b")));
    assert!(files.contains(&"x.txt".to_string()) && files.contains(&"z.txt".to_string()), "{files:?}");
}
