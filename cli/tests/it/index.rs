//! `newsclip index`.

use crate::support::{Place, rss};

#[test]
fn a_list_of_links_by_year() {
    let place = Place::with_clips(3);
    place.write("in/a #1.md", "[A *b* <c>](https://news.example/x)\n------\n");
    let out = place.run("index in --title All").right();
    assert_eq!(
        out,
        "# All\n\n## 2022\n\n- 2022-11-15 [雨がやんだ 2](in/2/2.md)\n- 2022-11-14 [The rain stopped 1](in/1/1.md)\n\
        - 2022-11-13 [台风过境 上海雨停 0](in/0/0.md)\n\n## Without a date\n\n- [A \\*b\\* \\<c>](in/a%20%231.md)\n"
    );
    let page = place.run("index in --to html --links url --title A&B").right();
    assert!(
        page.contains("<title>A&amp;B</title>") && page.contains("<a href=\"https://news.example/a/2\">"),
        "{page}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_a_file_with_any_name() {
    let place = Place::new();
    place.write("in/a\nb.md", "[A](https://news.example/x)\n------\n");
    // URL parsers remove line breaks.
    assert!(place.run("index in").right().ends_with("- [A](in/a%0Ab.md)\n"));
}

#[test]
fn standard_input_is_no_target_of_links() {
    let place = Place::new();
    let feed = "<rss><channel><item><title>Snow</title></item><item><title>Rain</title><link>https://a.example/1</link></item></channel></rss>";
    let mut command = place.newsclip("index");
    let out = crate::support::Ran::of(command.write_stdin(feed)).right();
    assert_eq!(out, "# Articles\n\n## Without a date\n\n- Snow\n- [Rain](https://a.example/1)\n");
    place.write("x.rss", feed);
    assert!(place.run("index x.rss --links url").right().contains("\n- Snow\n"));
}

#[test]
fn metadata_as_lines_and_as_a_table() {
    let place = Place::with_clips(2);
    place.write("in/x.rss", &rss([9]));
    let out = place.run("index in --to jsonl").right();
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["path"], "in/0/0.md");
    assert_eq!(lines[1]["published"], "2022-11-14T04:15:01Z");
    assert_eq!(lines[2]["url"], "https://news.example/a/9");
    let out = place.run("index in --to csv").right();
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(rows[0], "path,title,url,published,updated,authors,tags,language,summary");
    assert_eq!(rows[1], "in/0/0.md,台风过境 上海雨停 0,https://news.example/a/0,2022-11-13T04:15:01Z,,,,,");
}

#[test]
fn the_extension_of_the_file_is_the_default_format() {
    let place = Place::with_clips(1);
    for (file, start) in [
        ("list.html", "<!DOCTYPE html>"),
        ("list.jsonl", "{\"path\":"),
        ("list.csv", "path,title,"),
        ("list.md", "# Articles"),
        ("list", "# Articles"),
    ] {
        place.run(&format!("index in -o {file}")).right();
        assert!(place.read(file).starts_with(start), "{file}");
    }
    place.run("index in --to csv -o table.md").right();
    assert!(place.read("table.md").starts_with("path,"));
    assert!(
        place.run("index in --title All -o list.csv --force").misused().contains("--to markdown and html")
    );
}

#[test]
fn a_header_may_be_long() {
    let place = Place::new();
    place.write("long.md", &format!("[{}](https://a.example/)\n------\n\n<p>Rain", "雨".repeat(5000)));
    place.write(
        "dated.md",
        &format!(
            "[{}](https://a.example/2)\n------\n日期：Thu, 02 Jul 2020 18:28:24 +0000\n\n{}",
            "雨".repeat(1340),
            "雨".repeat(900)
        ),
    );
    let out = place.run("index long.md dated.md --to jsonl").right();
    assert!(
        out.contains(&"雨".repeat(5000)) && out.contains("\"published\":\"2020-07-02T18:28:24Z\""),
        "{out}"
    );
}

#[test]
fn the_list_is_not_an_input_of_itself() {
    let place = Place::with_clips(1);
    place.run("index in --to html -o in/index.html").right();
    assert!(place.run("index in --to html -o in/index.html").err.contains("1 file read, 1 up to date"));
}

#[test]
fn links_are_relative_to_the_folder_of_the_list() {
    let place = Place::with_clips(1);
    std::fs::create_dir(place.path("lists")).unwrap();
    for (output, link) in [
        ("in/README.md", "0/0.md"),
        ("lists/all.md", "../in/0/0.md"),
        ("all.md", "in/0/0.md"),
        ("in/0/x.md", "0.md"),
    ] {
        place.run(&format!("index in -o {output}")).right();
        assert!(place.read(output).ends_with(&format!("]({link})\n")), "{}", place.read(output));
    }
    place.run("index in --to jsonl -o in/all.jsonl").right();
    assert!(place.read("in/all.jsonl").contains("\"path\":\"in/0/0.md\""));
}

#[test]
fn items_have_the_same_metadata_as_elsewhere() {
    let place = Place::new();
    place.write(
        "x.rss",
        "<rss><channel><title>W</title><link>https://a.example/</link>\
        <item><title>Rain</title><guid isPermaLink='false'>x1</guid><description>It rained.</description>\
        </item></channel></rss>",
    );
    place.write("y.rss", "<rss><channel><item><title>Snow</title></item></channel></rss>");
    let out = place.run("index x.rss y.rss --to jsonl").right();
    let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["url"], "https://a.example/#x1");
    assert_eq!(lines[1]["title"], "Snow");
    let json = place.run("convert x.rss --to json").right();
    let document = newsclip::Document::from_json(&json).unwrap();
    assert_eq!(lines[0]["summary"].as_str(), document.summary.as_deref());
}
