//! `convert --to epub`.

use std::io::{Cursor, Read as _};
use std::process::Command;

use crate::support::{Place, clip, rss};
use zip::ZipArchive;

const BODY: &str = "<p>Rain<br>&amp; <a href=\"/next?a=[1]|2\">snow <img src=1.png alt=\"a map\"></a><hr>\
    <dl><dd>no term</dl><dl><dt>no detail</dl><table><tr><td align=center colspan=2>1<tr><td>2<td>3</table>\
    <ul><li><input type=checkbox checked> done</ul><video src=a.mp4></video><iframe src=https://v.example/1></iframe>\
    <figure><a href=/big><img src=big.png></a><figcaption>雨</figcaption></figure>\
    <ruby>漢<rt>かん</rt></ruby><pre><code>a &lt; b</code></pre><ol start=3><li>c</ol><img src=x.png>";

fn place() -> Place {
    let place = Place::with_clips(5);
    place.write("in/rich.md", &format!("[R & <i>](https://news.example/rich)\n------\n\n{BODY}\n"));
    place.write(
        "in/untitled.md",
        "<!--1668312901000-->\n[](https://news.example/untitled)\n------\n\n<p>Rain.\n",
    );
    place.write("in/feed.rss", &rss([7, 8]));
    place
}

/// All files of a book, in order.
fn files(place: &Place, name: &str) -> Vec<(String, String)> {
    let bytes = std::fs::read(place.path(name)).unwrap();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let read = |at| {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

fn parse(text: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn every_file_of_a_book_is_well_formed() {
    let place = place();
    place.run("convert in --to epub --title R&ain -o book.epub").right();
    let files = files(&place, "book.epub");
    let pages: Vec<_> =
        files.iter().filter(|(name, _)| !name.ends_with("css") && name != "mimetype").collect();
    // Five clips, two more, two items; title page, contents, package, container.
    assert_eq!(pages.len(), 9 + 4, "{pages:?}");
    for (name, text) in &pages {
        let xml = parse(text);
        assert!(
            !xml.descendants().any(|node| matches!(node.tag_name().name(), "img" | "video" | "iframe")),
            "{name}"
        );
    }
}

#[test]
fn chapters_are_sorted_and_listed() {
    let place = place();
    place.run("convert in --to epub --title Weather -o book.epub").right();
    let files = files(&place, "book.epub");
    let text = |name: &str| &files.iter().find(|(file, _)| file == name).unwrap().1;
    // Articles without a date come first.
    assert!(text("EPUB/1.xhtml").contains("<h1>R &amp; &lt;i&gt;</h1>"), "{}", text("EPUB/1.xhtml"));
    let contents = parse(text("EPUB/contents.xhtml"));
    let titles: Vec<_> = contents.descendants().filter(|node| node.has_tag_name("li")).collect();
    assert_eq!(titles.len(), 10);
    let days: Vec<_> =
        titles.iter().filter_map(|node| node.descendants().find_map(|node| node.text()?.get(..10))).collect();
    let days: Vec<_> = days.into_iter().filter(|day| day.starts_with("2022-")).collect();
    assert!(days.len() == 8 && days.is_sorted(), "{days:?}");
    let package = parse(text("EPUB/package.opf"));
    let value = |name: &str| {
        package.descendants().find(|node| node.tag_name().name() == name).and_then(|node| node.text())
    };
    assert_eq!(value("title"), Some("Weather"));
    assert_eq!(value("date"), Some("2022-11-17"));
    assert!(value("identifier").unwrap().starts_with("urn:uuid:"));
}

#[test]
fn nothing_of_an_article_is_lost() {
    let place = place();
    place.run("convert in/rich.md --to epub -o book.epub").right();
    let files = files(&place, "book.epub");
    let page = &files.iter().find(|(name, _)| name == "EPUB/1.xhtml").unwrap().1;
    for part in [
        "<br/>",
        "<hr/>",
        "href=\"https://news.example/next?a=%5B1%5D%7C2\">snow a map</a>",
        "href=\"https://news.example/1.png\">a map</a>",
        "<dl><dt></dt>",
        "<dd></dd></dl>",
        "colspan=\"2\" style=\"text-align: center\"",
        "☑ done",
        "href=\"https://news.example/a.mp4\"",
        "href=\"https://v.example/1\"",
        "href=\"https://news.example/big\">▣</a> <a class=\"media\" href=\"https://news.example/big.png\">big.png</a>",
        "a &lt; b",
        "<ol start=\"3\">",
        ">x.png</a>",
    ] {
        assert!(page.replace("<dl>\n", "<dl>").contains(part), "{part}\n{page}");
    }
}

#[test]
fn the_same_articles_give_the_same_book() {
    let place = place();
    place.run("convert in --to epub --title Weather -o a.epub").right();
    let again = place.run("convert in --to epub --title Weather -o a.epub");
    assert!(again.err.contains("1 up to date"), "{again:?}");
    let out = place.newsclip("convert in --to epub --title Weather").output().unwrap();
    assert_eq!(out.stdout, std::fs::read(place.path("a.epub")).unwrap());
    place.write("in/9.md", &clip(9));
    assert!(place.run("convert in --to epub --title Weather -o a.epub").wrong().contains("--force"));
    place.run("convert in --to epub --title Weather -o a.epub --force").right();
    assert!(place.run("convert in/9.md --to text --title Weather").misused().contains("--to epub"));
}

#[test]
fn epubcheck_finds_nothing() {
    let place = place();
    place.run("convert in --to epub --title Weather -o book.epub").right();
    let Some(mut epubcheck) = epubcheck() else {
        println!("skipped: epubcheck is not installed");
        return;
    };
    let output = epubcheck.arg("--failonwarnings").arg(place.path("book.epub")).output().unwrap();
    let text =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
}

/// epubcheck, if it is installed. Debian's is a jar, which the kernel may not be able to start.
fn epubcheck() -> Option<Command> {
    let folders = std::env::var_os("PATH")?;
    let path =
        std::env::split_paths(&folders).map(|folder| folder.join("epubcheck")).find(|path| path.is_file())?;
    let mut command = if std::fs::read(&path).ok()?.starts_with(b"PK") {
        let mut java = Command::new("java");
        java.arg("-jar").arg(&path);
        java
    } else {
        Command::new(&path)
    };
    command.arg("--version").output().ok().filter(|output| output.status.success())?;
    let mut fresh = Command::new(command.get_program());
    fresh.args(command.get_args().filter(|argument| *argument != "--version"));
    Some(fresh)
}

#[test]
fn a_book_from_right_to_left_has_a_direction() {
    let place = Place::new();
    place
        .write("in/1.md", "---\nlanguage: ar\n---\n\n[مطر](https://a.example/1)\n------\n\n<p>توقف المطر.\n");
    place.run("convert in --to epub -o book.epub").right();
    let files = files(&place, "book.epub");
    let text = |name: &str| files.iter().find(|(file, _)| file == name).unwrap().1.clone();
    assert!(text("EPUB/1.xhtml").contains(" lang=\"ar\" dir=\"rtl\">"));
    assert!(text("EPUB/package.opf").contains("<spine page-progression-direction=\"rtl\">"));
    for page in ["EPUB/title.xhtml", "EPUB/contents.xhtml"] {
        assert!(text(page).contains(" lang=\"ar\" dir=\"rtl\">"), "{page}");
    }
    assert!(text("EPUB/contents.xhtml").contains("<li><a href=\"1.xhtml\">مطر</a></li>"));
    place.write("in/2.md", "---\nlanguage: ar\n---\n\n[ثلج](https://a.example/2)\n------\n");
    place.write("in/3.md", "---\nlanguage: en\n---\n\n[Rain](https://a.example/3)\n------\n");
    place.run("convert in --to epub -o book.epub --force").right();
    let contents =
        self::files(&place, "book.epub").into_iter().find(|(file, _)| file == "EPUB/contents.xhtml");
    assert!(contents.unwrap().1.contains("<li xml:lang=\"en\" lang=\"en\"><a href="));
}

#[test]
fn a_title_at_the_start_of_the_body_is_shown_once() {
    let place = Place::new();
    place.write("in/a.md", "[Rain](https://news.example/a)\n------\n\n<h1><i>Rain</i></h1><p>It stopped.\n");
    place.run("convert in --to epub -o book.epub").right();
    let files = files(&place, "book.epub");
    let (_, page) = files.iter().find(|(_, text)| text.contains("It stopped.")).unwrap();
    assert!(page.contains("<h1><em>Rain</em></h1>\n<p class=\"about\">"), "{page}");
    assert_eq!(page.matches("<h1").count(), 1, "{page}");
}
