//! `newsclip import`.

use crate::support::{Place, clip, rss};

#[test]
fn only_new_articles_are_added() {
    let place = Place::new();
    place.write("feed.rss", &rss([1, 2]));
    assert!(place.run("import feed.rss -o articles").err.contains("1 file read, 2 written; "));
    let files = place.files("articles");
    assert!(
        files.len() == 2
            && files.iter().all(|file| file.starts_with("news.example/") && file.len() == 13 + 16 + 3),
        "{files:?}"
    );
    let document = newsclip::parse(&place.read(format!("articles/{}", files[0]))).unwrap();
    assert!(document.title.starts_with("Rain ") && document.published.is_some());

    // One has a new address and its old id.
    place.write("feed.rss", &rss([1, 2, 3]).replace("/a/2<", "/moved/2<"));
    assert!(place.run("import feed.rss -o articles").err.contains("1 written, 2 up to date; "));
    assert_eq!(place.files("articles").len(), 3);
}

#[test]
fn an_address_in_the_archive_is_recognized_under_any_file_name() {
    let place = Place::new();
    place.write("articles/old/1.md", &clip(1));
    place.write("feed.rss", &rss([1, 2]));
    assert!(place.run("import feed.rss -o articles --names date").err.contains("1 written, 1 up to date; "));
    assert_eq!(place.files("articles"), ["news.example/2022-11-03-Rain-2.md", "old/1.md"]);
    assert!(place.run("check articles").right().starts_with("left out of 2 articles"));
}

#[test]
fn articles_with_the_same_day_and_title_get_different_names() {
    let place = Place::new();
    place.write("feed.rss", &rss([1, 2]).replace("Rain 2", "Rain 1").replace("03 Nov", "02 Nov"));
    place.run("import feed.rss -o articles --names date").right();
    let files = place.files("articles");
    assert_eq!(files.len(), 2);
    assert!(files[0].starts_with("news.example/2022-11-02-Rain-1-"), "{files:?}");
}

#[test]
fn an_item_without_an_address_is_not_lost() {
    let place = Place::new();
    place.write("a.rss", "<rss><channel><link>https://a.example/</link><item><title>Rain</title><guid>7</guid></item></channel></rss>");
    place.write("b.rss", "<rss><channel><item><title>Snow</title></item></channel></rss>");
    let message = place.run("import a.rss b.rss -o articles").wrong();
    assert!(message.contains("b.rss: the item \"Snow\" has no address; give one with --base"), "{message}");
    let files = place.files("articles");
    assert_eq!(
        newsclip::parse(&place.read(format!("articles/{}", files[0]))).unwrap().url.as_str(),
        "https://a.example/#7"
    );
    // The base is the address of a feed that does not declare any.
    place.run("import b.rss --base https://b.example/feed -o articles").right();
    assert!(place.files("articles").iter().any(|file| file.starts_with("b.example/")));
}

#[test]
fn an_item_without_an_address_is_not_lost_in_a_merged_feed() {
    let place = Place::new();
    place.write(
        "a.rss",
        "<rss><channel><link>https://a.example/</link><item><title>Rain</title></item></channel></rss>",
    );
    place.write("b.rss", "<rss><channel><item><title>Snow</title><guid>7</guid></item></channel></rss>");
    place.run("import a.rss -o articles").right();
    place.run("import b.rss --base https://b.example/ -o articles").right();
    for (to, base, result) in [
        ("rss", " --base https://b.example/", "1 file read, 2 up to date; "),
        ("atom", " --base https://b.example/", "1 file read, 2 up to date; "),
        ("jsonfeed", " --base https://b.example/", "1 file read, 2 up to date; "),
        ("atom", "", "1 file read, 1 up to date, 1 error; "),
    ] {
        for command in ["merge a.rss b.rss", "feed a.rss b.rss"] {
            let ran = place.run(&format!("{command} --to {to} --force -o all.{to}"));
            assert!(ran.err.contains(", 1 item without an address (see --base)"), "{ran:?}");
            if !base.is_empty() {
                place.run(&format!("merge b.rss{base} --to rss --force -o b2.rss")).right();
                let ran = place
                    .run(&format!("{} --to {to} --force -o all.{to}", command.replace("b.rss", "b2.rss")));
                assert!(!ran.err.contains("address"), "{ran:?}");
            }
            let ran = place.run(&format!("import all.{to} -o articles"));
            assert!(ran.err.contains(result), "{command} {to}{base}: {ran:?}");
        }
    }
}

#[test]
fn an_item_that_is_cut_off_is_added_when_it_is_whole() {
    let place = Place::new();
    let whole = rss([1, 2]);
    place.write("feed.rss", &whole[..whole.rfind("</item>").unwrap() - 10]);
    let ran = place.run("import feed.rss -o articles");
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("expected the rest of this item, found the end of the feed\n"), "{ran:?}");
    assert!(ran.err.contains("1 file read, 1 written, 1 error; "), "{ran:?}");
    // The other commands show what there is.
    for command in ["convert feed.rss --to jsonl", "feed feed.rss --to rss", "index feed.rss --to csv"] {
        let ran = place.run(command);
        assert!(ran.status == 1 && ran.out.contains("Rain 1") && ran.out.contains("Rain 2"), "{ran:?}");
    }
    // Between two items, nothing is missing of any item.
    place.write("other.rss", &whole[..whole.find("</item>").unwrap() + "</item>".len()]);
    assert!(place.run("import other.rss -o articles").err.contains("1 file read, 1 up to date; "));
    place.write("feed.rss", &whole);
    assert!(place.run("import feed.rss -o articles").err.contains("1 written, 1 up to date; "));
    assert_eq!(place.files("articles").len(), 2);
}

#[test]
fn a_damaged_clip_is_reported() {
    for names in ["id", "date"] {
        let place = Place::new();
        place.write("feed.rss", &rss([1]));
        let import = format!("import feed.rss -o articles --names {names}");
        place.run(&import).right();
        let [file] = &place.files("articles")[..] else { panic!("one file") };
        for damaged in ["", "<!--1668312901000-->\n[Rai"] {
            place.write(format!("articles/{file}"), damaged);
            for _ in 0..2 {
                let message = place.run(&import).wrong();
                let expected = format!(
                    "articles/{file}: expected the clip of an article to import, found a damaged one ("
                );
                assert!(message.contains(&expected), "{names}: {message}");
                assert!(message.contains("; delete it and import again\n"), "{names}: {message}");
                assert_eq!(place.files("articles").len(), 1, "{names}");
            }
        }
        std::fs::remove_file(place.path(format!("articles/{file}"))).unwrap();
        place.run(&import).right();
        assert!(place.run(&import).err.contains("1 file read, 1 up to date; "));
    }
}

#[test]
fn an_archive_that_git_ignores_has_no_duplicates() {
    for names in ["id", "date"] {
        let place = Place::new();
        place.write("feed.rss", &rss([1, 2]));
        place.write(".gitignore", "articles/\n*.md\n");
        let import = format!("import feed.rss -o articles --names {names}");
        assert!(place.run(&import).err.contains("1 file read, 2 written; "));
        assert!(place.run(&import).err.contains("1 file read, 2 up to date; "));
        assert_eq!(place.files("articles").len(), 2);
    }
}

#[test]
fn items_with_the_same_title_and_time_have_their_own_addresses() {
    let place = Place::new();
    let item = |text: &&str| {
        format!(
            "<item><title>Rain</title><pubDate>Sun, 13 Nov 2022 04:15:01 GMT</pubDate><description>{text}</description></item>"
        )
    };
    let feed = |items: &[&str]| {
        format!(
            "<rss><channel><link>https://a.example/</link>{}</channel></rss>",
            items.iter().map(item).collect::<String>()
        )
    };
    place.write("a.rss", &feed(&["One.", "Two.", "One."]));
    let ran = place.run("import a.rss -o articles");
    assert!(ran.err.contains("1 file read, 2 written, 1 duplicate left out; "), "{ran:?}");
    assert!(place.run("merge a.rss").right().contains("Two."));
    let ran = place.run("import a.rss -o articles");
    assert!(ran.err.contains("1 file read, 3 up to date; "), "{ran:?}");
}

#[test]
fn items_that_link_to_the_home_page_are_different() {
    let place = Place::new();
    let item = |number: u32, id: &str| {
        format!(
            "<item><title>Rain {number}</title><link>https://a.example</link>{id}<description>{number}</description></item>"
        )
    };
    let guid = |number| item(number, &format!("<guid isPermaLink='false'>{number}</guid>"));
    let feed =
        |items: String| format!("<rss><channel><link>https://a.example/</link>{items}</channel></rss>");
    place.write("a.rss", &feed(guid(2) + &guid(1) + &item(4, "")));
    assert!(place.run("import a.rss -o articles").err.contains("1 file read, 3 written; "));
    place.write("a.rss", &feed(guid(3) + &guid(2) + &guid(1) + &item(4, "")));
    assert!(place.run("import a.rss -o articles").err.contains("1 file read, 1 written, 3 up to date; "));
    place.run("merge a.rss -o all.rss").right();
    assert!(place.run("import all.rss -o articles").err.contains("1 file read, 4 up to date; "));
    // An article may be the home page.
    place.write("b.rss", &feed(item(1, "<guid>https://a.example/</guid>")));
    assert!(place.run("index b.rss --to csv").right().contains(",https://a.example/,"));
}
