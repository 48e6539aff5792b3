//! Law: `parse(&d.to_clip())? == d` for every document that was parsed or normalised.

use newsclip::{Document, Timestamp, Url, parse};
use proptest::prelude::*;

use crate::generate;
use crate::support::{articles_and_vectors, report};

#[test]
fn a_clip_that_is_written_reads_back() {
    let mut failures = Vec::new();
    for article in articles_and_vectors() {
        let document = parse(&article.source).unwrap();
        let again = parse(&document.to_clip()).unwrap();
        if again != document {
            failures.push(format!(
                "{}\n{}",
                article.path.display(),
                crate::support::difference(&document.body, &again.body)
            ));
        }
    }
    report("clip", articles_and_vectors().len(), &failures);
}

#[test]
fn a_clip_is_a_header_and_one_line() {
    let document = parse("[a&amp;amp; ](https://a.example/)\n------\n\n<pre>a\n\nb</pre><p>x").unwrap();
    let clip = document.to_clip();
    assert_eq!(clip.lines().count(), 5, "{clip}");
    assert!(
        clip.starts_with(
            "<!--NaN-->\n[a&amp;amp;](https://a.example/)\n------\n\n<pre><code>a&#10;&#10;b&#10;"
        )
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(generate::cases()))]
    #[test]
    fn any_normalised_document_reads_back(
        title in any::<String>(),
        author in proptest::option::of(any::<String>()),
        tags in proptest::collection::vec("[a-z,\"'\\\\ \\[\\]{}#:上海]{0,6}", 0..4),
        path in "[!-~上]{0,12}",
        published in proptest::option::of(-62_167_219_200_000_i64..253_402_207_200_000),
        body in generate::blocks(),
    ) {
        let url = Url::parse("https://a.example/").unwrap().join(&path.replace(':', ""));
        prop_assume!(url.as_ref().is_ok_and(|url| matches!(url.scheme(), "http" | "https")));
        let mut document = Document::new(url.unwrap(), title);
        document.author = author;
        document.tags = tags;
        document.published = published.and_then(Timestamp::from_milliseconds);
        document.body = body;
        let url = document.url.as_str().replace("](", "%5D(");
        document.url = Url::parse(&url).unwrap();
        let document = document.normalized();
        let again = parse(&document.to_clip());
        prop_assert_eq!(again, Ok(document));
    }
}
