//! `newsclip clip`.

use crate::support::{Place, Ran};

const PAGE: &str = "<!doctype html><html lang=ja><title>雨がやんだ</title><meta name=author content=佐藤>\
    <meta property=article:published_time content=2022-11-13T12:15:01+08:00>\
    <nav><a href=/>Home</a> <a href=/all>All</a></nav>\
    <article><h1>雨がやんだ</h1>";

/// A page with enough text for Readability, and a menu.
fn page() -> String {
    let paragraph = "<p>三日続いた大雨は今朝やみ、市場は六時に開いた、と<a href=\"/b\">記者</a>は伝えた。気象台によると、来週は晴れる。</p>";
    format!("{PAGE}{}</article><footer>© 2022</footer>", paragraph.repeat(12))
}

#[test]
fn a_saved_page_becomes_a_clip() {
    let place = Place::new();
    place.write("page.html", &page());
    let clip = place.run("clip page.html --url https://news.example/a/1").right();
    let document = newsclip::parse(&clip).unwrap();
    assert_eq!((document.title.as_str(), document.url.as_str()), ("雨がやんだ", "https://news.example/a/1"));
    assert_eq!(document.published.unwrap().to_string(), "2022-11-13T04:15:01Z");
    assert_eq!((document.authors[0].as_str(), document.language.as_deref()), ("佐藤", Some("ja")));
    assert!(clip.contains("<a href=\"https://news.example/b\">") && clip.contains("Home"), "{clip}");
    assert_eq!(
        Ran::of(place.newsclip("clip --url https://news.example/a/1").write_stdin(page())).right(),
        clip
    );
}

#[test]
fn the_main_content_alone() {
    let place = Place::new();
    place.write("page.html", &page());
    place.run("clip page.html --url https://news.example/a/1 --article -o rain.md").right();
    let clip = place.read("rain.md");
    assert!(
        clip.contains("市場は六時に開いた") && !clip.contains("Home") && !clip.contains("© 2022"),
        "{clip}"
    );
    assert_eq!(newsclip::parse(&clip).unwrap().title, "雨がやんだ");
    place.write("empty.html", "<title>x</title>");
    let message = place.run("clip empty.html --url https://news.example/ --article").wrong();
    assert!(message.starts_with("empty.html: expected a page with main content"), "{message}");
}

#[test]
fn a_page_needs_an_address() {
    let place = Place::new();
    place.write("pages/a b/1.html", &page());
    assert!(
        place.run("clip pages -o out").wrong().contains("1.html: expected a page that declares its address")
    );
    place.run("clip pages -o out --base https://news.example/saved/").right();
    let clip = place.read("out/a b/1.md");
    assert_eq!(newsclip::parse(&clip).unwrap().url.as_str(), "https://news.example/saved/a%20b/1.html");
    assert!(place.run("clip pages -o out --url https://news.example/").misused().contains("--url"));
}

#[test]
fn pages_in_other_encodings() {
    let place = Place::new();
    place.write("gbk.html", b"<meta charset=gbk><title>\xD3\xEA</title><p>\xD3\xEA\xCD\xA3\xC1\xCB");
    let clip = place.run("clip gbk.html --url https://news.example/1").right();
    assert!(clip.contains("[雨](https://news.example/1)") && clip.contains("雨停了"), "{clip}");
}

#[test]
fn a_base_is_a_folder_if_there_are_several_files() {
    let place = Place::new();
    for number in 1..=2 {
        place.write(
            format!("pages/{number}.html"),
            &format!("<!doctype html><title>Rain {number}</title><p>It {number}."),
        );
    }
    for arguments in
        ["import pages -o archive", "clip pages -o clips", "clip pages/1.html pages/2.html -o named/"]
    {
        for base in ["https://a.example/news", "https://a.example/news/"] {
            place.run(&format!("{arguments} --base {base} --quiet")).right();
        }
    }
    let mut urls: Vec<String> = ["archive", "clips", "named"]
        .into_iter()
        .flat_map(|folder| place.files(folder).into_iter().map(move |file| format!("{folder}/{file}")))
        .map(|file| newsclip::parse(&place.read(file)).unwrap().url.into())
        .collect();
    urls.sort();
    assert_eq!(
        urls,
        ["1", "1", "1", "2", "2", "2"].map(|name| format!("https://a.example/news/{name}.html"))
    );
    // The address of one file is its own.
    let clip = place.run("clip pages/1.html --base https://a.example/news").right();
    assert!(clip.contains("(https://a.example/news)\n"), "{clip}");
}

#[test]
fn the_base_of_standard_input_is_its_address() {
    let place = Place::new();
    let out =
        Ran::of(place.newsclip("convert - --base https://a.example/ --to md").write_stdin(page())).right();
    assert!(out.contains("url: \"https://a.example/\"\n"), "{out}");
    let out = Ran::of(
        place
            .newsclip("convert - --base https://a.example/ --to atom")
            .write_stdin("<rss><channel><item><title>Rain</title><guid>7</guid></item></channel></rss>"),
    );
    assert!(!out.right().contains("standard-input"));
}

/// Clips can express no other addresses.
#[test]
fn an_address_is_one_on_the_web() {
    let place = Place::new();
    place.write("page.html", &page());
    for option in ["--url", "--base"] {
        for url in ["file:///x/y", "mailto:x", "about:blank", "a.example"] {
            let message = place.run(&format!("clip page.html {option} {url}")).misused();
            assert!(message.contains("expected an absolute http or https URL"), "{message}");
        }
    }
}

#[test]
fn a_single_file_is_a_page_unless_it_is_a_clip_or_a_feed() {
    let place = Place::new();
    place.write("f.rss", &crate::support::rss([1]));
    place.write("zh.md", &crate::support::clip(1));
    place.write("plain.txt", "It rained.");
    for (file, found) in [("f.rss", "a feed, whose articles 'newsclip import' adds"), ("zh.md", "a clip")] {
        let message = place.run(&format!("clip {file} --url https://a.example/")).wrong();
        let expected = format!("{file}: expected a page, found {found}; if it is a page, give --from html\n");
        assert_eq!(message, expected);
        place.run(&format!("clip {file} --url https://a.example/ --from html")).right();
    }
    assert!(place.run("clip plain.txt --url https://a.example/").right().contains("<p>It rained.</p>"));
}

#[test]
fn an_empty_or_binary_file_is_no_page() {
    let place = Place::new();
    let clip = |input: &[u8]| {
        crate::support::Ran::of(place.newsclip("clip --url https://a.example/1").write_stdin(input))
    };
    // Such as that of a download that failed.
    for empty in ["", " \n"] {
        assert!(clip(empty.as_bytes()).wrong().contains("found no content\n"));
    }
    assert!(clip(b"\x89PNG\r\n\x1a\n\0\0\0\r").wrong().contains("found none of these"));
    assert!(clip(b"R\0a\0i\0n\0").status == 1);
    assert!(clip(b"\xff\xfeR\0a\0i\0n\0").right().contains("<p>Rain</p>"));
    assert!(clip(b"Rain").right().contains("<p>Rain</p>"));
}
