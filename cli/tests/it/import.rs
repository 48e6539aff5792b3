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
}
