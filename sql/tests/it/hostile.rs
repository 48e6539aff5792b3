//! Rows that are not clips, empty, 4 MiB of hostile markup, or not UTF-8 give nulls and a `clip_error`; the query completes.

use std::sync::Arc;

use datafusion::arrow::array::{BinaryArray, RecordBatch};

use crate::{cells, rows, session};

const SIZE: usize = 4 << 20;

fn hostile() -> Vec<Option<Vec<u8>>> {
    let header = b"[Rain](https://a.example/1)\n------\n\n".as_slice();
    let filled = |part: &str| [header, part.repeat(SIZE / part.len()).as_bytes()].concat();
    vec![
        None,
        Some(Vec::new()),
        Some(b"no clip".to_vec()),
        Some(b"[Rain\xFF](https://a.example/1)\n------\n".to_vec()),
        Some([header, b"<p>\xD3\xEA".as_slice()].concat()),
        Some(filled("<div>")),
        Some(filled("<a href=x><b><i>")),
        Some(filled("<")),
        Some(vec![b'['; SIZE]),
        Some(vec![0xFF; SIZE]),
        Some([header, b"<p>It stopped.".as_slice()].concat()),
    ]
}

#[tokio::test]
async fn queries_end() {
    let ctx = session(2);
    let bytes = hostile();
    let array: BinaryArray = bytes.iter().map(Option::as_deref).collect();
    let count = bytes.len();
    ctx.register_batch("hostile", RecordBatch::try_from_iter([("x", Arc::new(array) as _)]).unwrap())
        .unwrap();
    let statement = "select clip_error(x), clip_title(x), octet_length(clip_markdown(x)) > 0, \
        octet_length(clip_text(x)) > 0, octet_length(html_text(x)) >= 0, \
        octet_length(html_document(x)['markdown']) >= 0, cardinality(feed_items(x)) >= 0 from hostile";
    let cells = cells(&ctx, statement).await;
    assert_eq!(cells.len(), count);
    assert!(cells[0].iter().all(|cell| cell == "NULL"));
    let errors: Vec<_> = cells.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(errors[1], "line 1, column 1: expected \"[title](url)\", found the end of the clip");
    assert_eq!(errors[2], "line 1, column 1: expected \"[title](url)\", found \"no clip\"");
    assert_eq!(errors[3], "byte 6: expected UTF-8");
    assert_eq!(errors[4], "byte 40: expected UTF-8");
    assert!(errors[8].starts_with("line 1, column 1: expected \"[title](url)\", found \"[[[["));
    assert!(errors[8].len() < 200);
    assert_eq!(errors[9], "byte 1: expected UTF-8");
    for readable in [5, 6, 7, 10] {
        assert_eq!(cells[readable][..4], ["NULL", "Rain", "true", "true"], "row {readable}");
    }
    // HTML may have any encoding, and every byte string is HTML.
    assert!(cells[1..].iter().all(|row| row[4] == "true" && row[5] == "true"), "{cells:?}");
}

#[tokio::test]
async fn strict_queries_stop_at_the_first() {
    let ctx = session(1);
    let array: BinaryArray = hostile().iter().map(Option::as_deref).collect();
    ctx.register_batch("hostile", RecordBatch::try_from_iter([("x", Arc::new(array) as _)]).unwrap())
        .unwrap();
    let message = "clip_title: line 1, column 1: expected \"[title](url)\", found the end of the clip";
    let error = rows(&ctx, "select clip_title(x, true) from hostile").await.unwrap_err();
    assert!(error.to_string().contains(message), "{error}");
    rows(&ctx, "set newsclip.strict = true").await.unwrap();
    let error = rows(&ctx, "select clip_title(x) from hostile").await.unwrap_err();
    assert!(error.to_string().contains(message), "{error}");
    // The argument takes precedence over the option, and `clip_error` never fails.
    let titles = cells(&ctx, "select clip_title(x, false), clip_error(x) is null from hostile").await;
    assert_eq!(titles[10], ["Rain", "true"]);
}
