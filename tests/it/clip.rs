//! Law: a written clip reads back, for every document that was read or normalized.

use newsclip::{Clip, Document, Timestamp, Url, parse};
use proptest::prelude::*;

use crate::generate;
use crate::support::{articles, base, corpus, difference, documents, report, resolved};

#[test]
fn a_clip_gives_back_its_source() {
    let failed = articles()
        .iter()
        .filter(|article| Clip::parse(&article.source).unwrap().to_string() != article.source);
    let failures: Vec<_> = failed.map(|article| article.path.display().to_string()).collect();
    report("clip, source", articles().len(), &failures);
}

#[test]
fn a_header_alone_equals_that_of_the_document() {
    let differ = articles().iter().filter(|article| {
        let clip = Clip::parse(&article.source).unwrap();
        let mut document = clip.document();
        document.body.clear();
        clip.head() != document || clip.published() != document.published
    });
    let failures: Vec<_> = differ.map(|article| article.path.display().to_string()).collect();
    report("clip, header", articles().len(), &failures);
}

#[test]
fn every_file_of_the_corpus_is_a_clip() {
    let corpus = corpus();
    let errors = corpus.iter().filter_map(|article| {
        let error = Clip::parse(&article.source).err()?;
        Some(format!("{}: {error}", article.path.display()))
    });
    report("corpus parses", corpus.len(), &errors.collect::<Vec<_>>());
}

#[test]
fn a_written_clip_reads_back() {
    let failures = documents().iter().filter_map(|(name, document)| {
        let again = parse(&document.to_clip()).unwrap();
        (again != *document).then(|| format!("{name}\n{}", difference(&document.body, &again.body)))
    });
    report("clip", documents().len(), &failures.collect::<Vec<_>>());
}

#[test]
fn a_clip_is_a_header_and_one_line() {
    let document = parse("[a&amp;amp; ](https://a.example/)\n------\n\n<pre>a\n\nb</pre><p>x").unwrap();
    let clip = document.to_clip();
    assert_eq!(clip.lines().count(), 5, "{clip}");
    assert!(
        clip.starts_with(
            "<!--NaN-->\n[a&amp;amp;](https://a.example/)\n------\n\n<pre><code>a&#10;&#10;b&#10;"
        ),
        "{clip}"
    );
}

/// An ampersand is escaped only where it would otherwise begin a character reference.
#[test]
fn ampersands_in_titles_are_readable() {
    for (title, written) in [("R & D", "R & D"), ("AT&T", "AT&amp;T"), ("&#39;&;", "&amp;#39;&;")] {
        let document = Document::new(base(), title);
        let line = format!("[{written}]({})", document.url);
        assert_eq!(document.to_clip().lines().nth(1), Some(&*line));
        assert_eq!(parse(&document.to_clip()).unwrap().title, title);
    }
}

/// `](` in an address would end the title.
#[test]
fn an_address_with_brackets_reads_back() {
    let url = Url::parse("https://a.example/rain](https://b.example/").unwrap();
    let document = Document::new(url, "Rain").normalized();
    assert_eq!(document.url.as_str(), "https://a.example/rain%5D(https://b.example/");
    assert_eq!(parse(&document.to_clip()).unwrap(), document);
}

/// Any document, with relative URLs in its body.
fn any_document() -> impl Strategy<Value = Document> {
    let texts = proptest::collection::vec("[a-z,\"'\\\\ \\[\\]{}#:上海]{0,6}", 0..4);
    let time = || proptest::option::of(-62_167_219_200_000_i64..=253_402_300_799_999);
    let text = || proptest::option::of(any::<String>());
    (
        any::<String>(),
        [texts.clone(), texts],
        [time(), time()],
        [text(), text()],
        "[!-~上]{0,12}",
        generate::blocks(),
    )
        .prop_map(|(title, [authors, tags], [published, updated], [language, summary], path, body)| {
            let url = base().join(&path.replace(':', "")).ok().filter(|url| url.scheme().starts_with("http"));
            let mut document = Document::new(url.unwrap_or_else(base), title);
            document.published = published.map(|time| Timestamp::try_from(time).unwrap());
            document.updated = updated.map(|time| Timestamp::try_from(time).unwrap());
            (document.authors, document.tags) = (authors, tags);
            (document.language, document.summary) = (language, summary);
            document.body = body;
            document
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]

    #[test]
    fn any_normal_document_reads_back(document in any_document()) {
        let document = document.normalized();
        let again = parse(&document.to_clip());
        prop_assert_eq!(again.map_err(|error| error.to_string()), Ok(resolved(&document)));
    }
}
