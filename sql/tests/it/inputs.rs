//! Input of every supported type gives the same result; other types are rejected when the statement is planned.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, DictionaryArray, RecordBatch, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type};
use datafusion::prelude::SessionContext;

use crate::{cells, session};

const CLIP: &str = "<!--1668312901000-->\n[雨停了](https://a.example/1)\n------\n\n<p>今日<b>大雨</b>停了。";

fn register(ctx: &SessionContext, name: &str, array: ArrayRef) {
    ctx.register_batch(name, RecordBatch::try_from_iter([("x", array)]).unwrap()).unwrap();
}

#[tokio::test]
async fn all_types_give_the_same() {
    let ctx = session(1);
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some(CLIP), None, Some("no clip"), Some("")]));
    register(&ctx, "utf8", Arc::clone(&texts));
    let statement = "select clip_title(x), clip_url(x), clip_published(x), clip_error(x), clip_markdown(x), clip_text(x), \
        clip_html(x), clip_json(x), clip_document(x), html_markdown(x), html_text(x, 'https://a.example/'), html_metadata(x), \
        html_document(x), feed_items(x) from ";
    let expected = cells(&ctx, &format!("{statement} utf8")).await;
    assert_eq!(expected[0][..3], ["雨停了", "https://a.example/1", "2022-11-13T04:15:01Z"]);
    assert!(expected[1].iter().all(|cell| cell == "NULL"), "{:?}", expected[1]);
    assert_eq!(expected[2][3], "line 1, column 1: expected \"[title](url)\", found \"no clip\"");
    for data_type in [
        DataType::LargeUtf8,
        DataType::Utf8View,
        DataType::Binary,
        DataType::LargeBinary,
        DataType::BinaryView,
    ] {
        let name = format!("as_{data_type}").to_lowercase();
        register(&ctx, &name, cast(&texts, &data_type).unwrap());
        assert_eq!(cells(&ctx, &format!("{statement} {name}")).await, expected, "{data_type}");
    }
    let dictionary: DictionaryArray<Int32Type> =
        [Some(CLIP), None, Some("no clip"), Some("")].into_iter().collect();
    register(&ctx, "dictionary", Arc::new(dictionary));
    assert_eq!(cells(&ctx, &format!("{statement} dictionary")).await, expected);
}

/// A slice of an array starts at a different offset than its buffers.
#[tokio::test]
async fn slices_are_read_at_their_offsets() {
    let ctx = session(1);
    let texts = StringArray::from(vec![None, Some("no clip"), Some(CLIP), None]);
    register(&ctx, "slice", Arc::new(texts.slice(2, 2)));
    assert_eq!(cells(&ctx, "select clip_title(x) from slice").await, [["雨停了"], ["NULL"]]);
}

#[tokio::test]
async fn other_types_are_refused() {
    let ctx = session(1);
    for statement in [
        "select clip_title(1)",
        "select clip_error('a', true)",
        "select html_text('a', true)",
        "select clip_text('a', 'b')",
        "select feed_items()",
    ] {
        let error = ctx.sql(statement).await.expect_err(statement).to_string();
        assert!(error.contains("Candidate functions"), "{error}");
    }
}
