//! `newsclip site`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use dom_query::Document;
use newsclip::Feed;

use crate::support::{Place, clip, rss};

/// An article with attacks in all its parts.
const HOSTILE: &str = "---\ntags: [../../up, \"<b>\", 'a\"b', 50% #1?, Rain, rain]\nauthors: [\"<img src=x>\"]\n\
    summary: '\"><script>alert(4)</script>'\nlanguage: '\"><script>'\n---\n\n\
    [</title><script>alert(1)</script> \"'&](https://news.example/\"onload=alert(2)?<script>)\n------\n\n\
    <p onclick=alert(3)>It <a href=javascript:alert(3)>rained</a>.</p><script>alert(3)</script>\n";

fn pages(place: &Place) -> Vec<(String, Document)> {
    let files = place
        .files("out")
        .into_iter()
        .filter(|file| Path::new(file).extension().is_some_and(|extension| extension == "html"));
    files.map(|file| (file.clone(), Document::from(place.read(format!("out/{file}"))))).collect()
}

fn contents(place: &Place, folder: &str) -> Vec<(String, String)> {
    let files = place.files(folder).into_iter();
    files.map(|file| (file.clone(), place.read(format!("{folder}/{file}")))).collect()
}

#[test]
fn a_site_has_pages_lists_and_feeds() {
    let place = Place::with_clips(7);
    place.write("in/undated.md", "[Some day](https://news.example/some)\n------\n");
    place.write("in/x.rss", &rss([5, 20]));
    let ran = place.run("site in -o out --title Weather --url https://site.example/w/ --page-size 3");
    assert!(ran.err.contains("9 files read, ") && ran.err.contains("1 duplicate left out"), "{ran:?}");
    let files = place.files("out");
    for file in [
        "articles/2022/2022-11-13-台风过境-上海雨停-0.html",
        "articles/undated/Some-day.html",
        "articles/2022/2022-11-21-Rain-20.html",
        "atom.xml",
        "feed.json",
        "feed.xml",
        "index.html",
        "search.html",
        "style.css",
        "feed.css",
        "tags/index.html",
        "years/2022/3.html",
        "years/undated/index.html",
    ] {
        assert!(files.iter().any(|found| found == file), "{file} in {files:?}");
    }
    for name in ["feed.xml", "atom.xml", "feed.json"] {
        let feed = Feed::parse(&place.read(format!("out/{name}"))).unwrap();
        assert_eq!((feed.title.as_str(), feed.items.len()), ("Weather", 9), "{name}");
        assert_eq!(feed.items[0].title, "Rain 20");
        assert_eq!(feed.feed_url.unwrap().as_str(), format!("https://site.example/w/{name}"));
    }
    // Without a slash at the end, it is the same folder.
    place.run("site in -o again --title Weather --url https://site.example/w --page-size 3").right();
    for name in ["feed.xml", "atom.xml", "feed.json"] {
        let feed = Feed::parse(&place.read(format!("again/{name}"))).unwrap();
        assert_eq!(feed.feed_url.unwrap().as_str(), format!("https://site.example/w/{name}"));
    }
}

#[test]
fn the_words_of_a_site_are_in_its_language() {
    let place = Place::with_clips(2);
    place.write("in/undated.md", "[某日](https://news.example/some)\n------\n");
    place.run("site in -o out --language zh-TW --page-size 1").right();
    let page = |file: &str| Document::from(place.read(format!("out/{file}")));
    assert_eq!(page("index.html").select("nav").text().as_ref(), "文章標籤");
    assert_eq!(page("index.html").select("ul.lists").first().text().as_ref(), "2022 2日期不詳 1");
    assert_eq!(page("tags/index.html").select("h1").text().as_ref(), "標籤");
    assert_eq!(page("years/2022/index.html").select("a[rel=next]").text().as_ref(), "較早");
    assert_eq!(page("search.html").select("button").first().text().as_ref(), "搜尋");
    assert_eq!(Feed::parse(&place.read("out/feed.xml")).unwrap().title, "文章");
    assert!(place.read("out/search/index.js").contains("找到 # 篇文章"));
}

#[test]
fn all_links_lead_somewhere() {
    let place = Place::with_clips(5);
    place.write("in/hostile.md", HOSTILE);
    place.run("site in -o out --page-size 2").right();
    let mut count = 0;
    for (file, page) in pages(&place) {
        let folder = place.path("out").join(&file);
        let folder = folder.parent().unwrap();
        for (selector, attribute) in [("[href]", "href"), ("form", "action"), ("script", "src")] {
            for node in &page.select(selector) {
                let link = node.attr(attribute).unwrap().to_string();
                if link.starts_with("https://news.example/") {
                    continue;
                }
                count += 1;
                assert!(folder.join(decoded(&link)).is_file(), "{file}: {link}");
            }
        }
    }
    assert!(count > 100, "{count}");
}

/// A relative URL as a path.
fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            assert!(!b"?#".contains(&first), "{link}");
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_hostile_article_adds_no_script_to_the_site() {
    let place = Place::new();
    place.write("in/hostile.md", HOSTILE);
    place.newsclip("site in -o out --title").arg("</title><script>alert(5)</script>").assert().success();
    for (file, page) in pages(&place) {
        for script in &page.select("script") {
            assert_eq!(
                (file.as_str(), script.attr("src").unwrap().as_ref()),
                ("search.html", "search/search.js")
            );
            assert!(script.text().is_empty());
        }
        for node in page.select("*").iter().flat_map(|node| node.nodes().to_vec()) {
            for attribute in node.attrs() {
                let (name, value) = (&attribute.name.local, &attribute.value);
                assert!(
                    !name.starts_with("on") && !value.starts_with("javascript:"),
                    "{file}: {name}={value}"
                );
            }
        }
        let policy = page.select("meta[http-equiv]").attr("content").unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert_eq!(page.select("img").length(), 0, "{file}");
    }
    // Nothing is written outside the folder.
    assert_eq!(fs::read_dir(place.path("")).unwrap().count(), 2);
    let titles: BTreeSet<String> =
        pages(&place).iter().map(|(_, page)| page.select("h1").text().to_string()).collect();
    assert!(titles.contains("</title><script>alert(1)</script> \"'&"), "{titles:?}");
}

#[test]
fn the_same_input_gives_the_same_site() {
    let place = Place::with_clips(40);
    place.run("site in -o out -j 1").right();
    place.run("site in -o again -j 7").right();
    let first = contents(&place, "out");
    assert_eq!(first, contents(&place, "again"));
    let ran = place.run("site in -o out");
    assert!(ran.err.contains(&format!("40 files read, {} up to date", first.len())), "{ran:?}");

    place.write("in/new.md", &clip(99));
    let message = place.run("site in -o out").wrong();
    assert!(
        message.contains("the file exists with different content; use --force to replace it"),
        "{message}"
    );
    place.run("site in -o out --force").right();
    assert_eq!(place.files("out").iter().filter(|file| file.starts_with("articles/")).count(), 41);
}

#[test]
fn clashing_names_are_resolved() {
    let place = Place::new();
    for (number, title) in ["Rain", "rain", "Rain"].into_iter().enumerate() {
        place.write(
            format!("in/{number}.md"),
            &format!("[{title}](https://a.example/{number})\n------\n\nNo {number}.\n"),
        );
    }
    place.run("site in -o out").right();
    let articles: BTreeSet<String> = place
        .files("out")
        .into_iter()
        .filter(|file| file.starts_with("articles"))
        .map(|file| file.to_lowercase())
        .collect();
    assert_eq!(articles.len(), 3, "{articles:?}");
}

#[test]
fn the_search_finds_words_of_all_scripts() {
    let place = Place::with_clips(8);
    place.write("in/far.md", "[Snow](https://a.example/snow)\n------\n\nNo rainfall in the 上海市, 上有天海。 Ｓｎｏｗ cafe\u{301}. The thun\u{ad}der&shy;storm.\n");
    place.run("site in -o out").right();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/search.js");
    let mut node = Command::new("node");
    node.arg(script).arg(place.path("out"));
    node.args([
        "上海",
        "台风过境",
        "STOPPED",
        "rain",
        "hörte auf",
        "境",
        "snow café",
        "thunder\u{ad}storm",
        "thunderstorm",
        "停雨",
        "",
        "constructor",
    ]);
    let Ok(output) = node.output() else {
        println!("skipped: there is no node");
        return;
    };
    assert!(output.status.success(), "{output:?}");
    let titles: Vec<Vec<String>> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let (chinese, english) =
        (["台风过境 上海雨停 4", "台风过境 上海雨停 0"], ["The rain stopped 5", "The rain stopped 1"]);
    // Titles come first, then texts; words that only begin with the query last.
    assert_eq!(titles[0], [chinese[0], chinese[1], "Snow"]);
    assert_eq!(titles[1], chinese);
    assert_eq!(titles[2], english);
    assert_eq!(titles[3], [english[0], english[1], "Snow"]);
    assert_eq!(titles[4], ["Der Regen hörte auf 7", "Der Regen hörte auf 3"]);
    assert_eq!(titles[5], chinese);
    assert!(titles[6..9].iter().all(|found| found == &["Snow"]), "{titles:?}");
    assert!(titles[9..].iter().all(Vec::is_empty), "{titles:?}");
}

#[test]
fn a_language_from_right_to_left_has_a_direction() {
    let place = Place::new();
    place.write(
        "in/1.md",
        "---\nlanguage: ar-EG\n---\n\n[مطر](https://a.example/1)\n------\n\n<p>توقف المطر.\n",
    );
    place.write("in/2.md", &clip(1));
    place.run("site in -o out --language he").right();
    let page = place.read("out/articles/undated/مطر.html");
    assert!(page.contains("<html lang=\"ar-EG\" dir=\"rtl\">"), "{page}");
    assert!(place.read("out/index.html").contains("<html lang=\"he\" dir=\"rtl\">"));
    place.run("site in/2.md -o english").right();
    assert!(!place.read("english/index.html").contains("dir="));
}

#[test]
fn a_title_at_the_start_of_the_body_is_shown_once() {
    let place = Place::new();
    place.write("in/a.md", "[Rain](https://news.example/a)\n------\n\n<h1><i>Rain</i></h1><p>It stopped.\n");
    place.run("site in -o out").right();
    let (_, page) = pages(&place).into_iter().find(|(file, _)| file.starts_with("articles")).unwrap();
    assert_eq!(
        page.select("h1").iter().map(|heading| heading.inner_html().to_string()).collect::<Vec<_>>(),
        ["<em>Rain</em>"]
    );
}
