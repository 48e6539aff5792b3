//! Prints the results of independent readers for newsclip's feeds, and of newsclip for other feeds, as JSON Lines, which
//! `feed_readers/compare.py` compares. `feed_readers/run` runs all steps.
//!
//! - `feed_readers write OUT FOLDER…`: writes feeds of 50 clips, and of each feed, below the folders; prints their content.
//! - `feed_readers read FILE…`: prints the results of newsclip.
//! - `feed_readers peers FILE…`: prints the results of feed-rs, rss and atom_syndication.

use std::path::{Path, PathBuf};
use std::{env, fs};

use newsclip::feed::{Item, Reader};
use newsclip::{Feed, Timestamp, Url, parse};
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((mode, rest)) = arguments.split_first() else { panic!("write, read or peers") };
    match (mode.as_str(), rest) {
        ("write", [out, folders @ ..]) => write(Path::new(out), folders),
        ("read", files) => files.iter().for_each(|file| read(file)),
        ("peers", files) => files.iter().for_each(|file| peers(file)),
        _ => panic!("write, read or peers"),
    }
}

/// Prints the items of a file, as returned by a reader.
fn print(reader: &str, file: &str, items: Result<Vec<Value>, String>) {
    let line = match items {
        Ok(items) => json!({"reader": reader, "file": file, "items": items}),
        Err(error) => json!({"reader": reader, "file": file, "error": error}),
    };
    println!("{line}");
}

fn files_below(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("the folder can be listed").flatten();
        entries.for_each(|entry| files_below(&entry.path(), files));
    } else {
        files.push(path.to_path_buf());
    }
}

fn write(out: &Path, folders: &[String]) {
    fs::create_dir_all(out).expect("the folder can be made");
    let mut files = Vec::new();
    folders.iter().for_each(|folder| files_below(Path::new(folder), &mut files));
    files.sort();
    let mut clips = Vec::new();
    let mut number = 0;
    for file in &files {
        let bytes = fs::read(file).expect("the file can be read");
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("md") => clips.extend(parse(&String::from_utf8_lossy(&bytes)).map(Item::from)),
            Some("xml" | "json") => {
                let Ok(feed) = Feed::from_bytes(&bytes) else { continue };
                number += 1;
                write_feed(out, number, &feed);
            }
            _ => {}
        }
    }
    for items in clips.chunks(50) {
        let mut feed = Feed::new("全部");
        feed.url = Url::parse("https://news.example/").ok();
        feed.items = items.to_vec();
        number += 1;
        write_feed(out, number, &feed);
    }
}

fn write_feed(out: &Path, number: usize, feed: &Feed) {
    let formats = [("rss.xml", feed.to_rss()), ("atom.xml", feed.to_atom()), ("json", feed.to_json_feed())];
    // The JSON of JSON Feed shows which ids were generated, and the content as HTML.
    let json: Value = serde_json::from_str(&formats[2].1).expect("it is JSON");
    let written = json["items"].as_array().expect("there are items");
    let items: Vec<Value> =
        feed.items.iter().zip(written).map(|(item, written)| expected(feed, item, written)).collect();
    for (extension, text) in formats {
        let file = out.join(format!("{number:04}.{extension}"));
        fs::write(&file, text).expect("the file can be written");
        print("expected", &file.to_string_lossy(), Ok(items.clone()));
    }
}

fn expected(feed: &Feed, item: &Item, written: &Value) -> Value {
    let authors = if item.authors.is_empty() { &feed.authors } else { &item.authors };
    let mut said = item_of(item);
    said["id"] = written["id"].clone();
    said["authors"] = authors.iter().map(|author| author.label()).collect();
    said["content"] = if item.content.is_empty() { Value::Null } else { written["content_html"].clone() };
    said
}

fn time(time: Option<Timestamp>) -> Option<String> {
    time.map(|time| time.to_string())
}

fn item_of(item: &Item) -> Value {
    let authors: Vec<&str> = item.authors.iter().map(|author| author.label()).collect();
    json!({
        "id": item.id, "title": item.title, "url": item.url, "published": time(item.published),
        "updated": time(item.updated), "authors": authors,
        "content": newsclip::Text::new().render_blocks(&item.content),
        "summary": newsclip::Text::new().render_blocks(&item.summary),
    })
}

fn read(file: &str) {
    let bytes = fs::read(file).expect("the file can be read");
    let outcome = Reader::new().read_bytes(&bytes).map_err(|error| error.to_string());
    print("newsclip", file, outcome.map(|outcome| outcome.feed.items.iter().map(item_of).collect()));
}

fn peers(file: &str) {
    let bytes = fs::read(file).expect("the file can be read");
    print("feed-rs", file, feed_rs(&bytes));
    if file.ends_with(".rss.xml") {
        print("rss", file, rss(&bytes));
    }
    if file.ends_with(".atom.xml") {
        print("atom_syndication", file, atom(&bytes));
    }
}

fn feed_rs(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let feed = feed_rs::parser::parse(bytes).map_err(|error| error.to_string())?;
    let item = |entry: &feed_rs::model::Entry| {
        let is_page = |link: &&feed_rs::model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
        let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
        let authors: Vec<_> = authors.iter().map(|author| &author.name).collect();
        json!({
            "id": entry.id, "title": entry.title.as_ref().map(|title| &title.content),
            "url": entry.links.iter().find(is_page).map(|link| &link.href),
            "published": entry.published.map(|time| time.to_rfc3339()),
            "updated": entry.updated.map(|time| time.to_rfc3339()), "authors": authors,
            "content": entry.content.as_ref().and_then(|content| content.body.as_ref()),
        })
    };
    Ok(feed.entries.iter().map(item).collect())
}

fn rss(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let channel = rss::Channel::read_from(bytes).map_err(|error| error.to_string())?;
    let item = |item: &rss::Item| {
        let creators = item.dublin_core_ext().map(|dublin| dublin.creators.clone()).unwrap_or_default();
        let authors: Vec<String> = item.author().map(str::to_string).into_iter().chain(creators).collect();
        json!({
            "id": item.guid().map(rss::Guid::value), "title": item.title(), "url": item.link(),
            "published": item.pub_date(), "authors": authors, "content": item.content(),
        })
    };
    Ok(channel.items().iter().map(item).collect())
}

fn atom(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let feed = atom_syndication::Feed::read_from(bytes).map_err(|error| error.to_string())?;
    let item = |entry: &atom_syndication::Entry| {
        let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
        let authors: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
        json!({
            "id": entry.id, "title": entry.title.value,
            "url": entry.links.iter().find(|link| link.rel == "alternate").map(|link| &link.href),
            "published": entry.published.map(|time| time.to_rfc3339()),
            "updated": entry.updated.to_rfc3339(), "authors": authors,
            "content": entry.content.as_ref().and_then(|content| content.value.as_ref()),
        })
    };
    Ok(feed.entries.iter().map(item).collect())
}
