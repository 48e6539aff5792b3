//! The statements in the README run and give the documented results.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryArray, RecordBatch, StringArray};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::SessionContext;

use crate::{cells, rows, session};

const CLIP: &str = "<!--1668312901000-->\n[雨停了](https://a.example/1)\n------\n\n<p>今日<b>大雨</b>停了，<a href=/2>見此</a>。";

/// The statements, in order, that are marked as tests.
fn statements(folder: &Path) -> Vec<String> {
    let readme = fs::read_to_string("README.md").unwrap();
    let blocks = readme.split("<!-- test -->\n```sql\n").skip(1);
    let statement = |block: &str| {
        let statement = block.split_once(";\n```").expect("a statement ends with `;`").0.to_string();
        // File names in the README are relative.
        ["pages.parquet", "clips.parquet", "archive/", "feeds.parquet", "articles"].into_iter().fold(
            statement,
            |statement, name| {
                statement.replace(&format!("'{name}"), &format!("'{}/{name}", folder.display()))
            },
        )
    };
    blocks.map(statement).collect()
}

async fn parquet(ctx: &SessionContext, path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let frame = ctx.read_batch(RecordBatch::try_from_iter(columns).unwrap()).unwrap();
    frame.write_parquet(path.to_str().unwrap(), DataFrameWriteOptions::new(), None).await.unwrap();
}

/// The input of the statements: `pages.parquet`, `clips.parquet`, `feeds.parquet`, `archive/`.
async fn input(ctx: &SessionContext, folder: &Path) {
    // 雨 in GBK.
    let gbk: &[u8] = b"<meta charset=gbk><html lang=zh><title>\xD3\xEA</title><p><a href=2>\xD3\xEA</a><img src=i.png alt=x>";
    let pages: [Option<&[u8]>; 3] = [Some(gbk), None, Some(b"<p>It stopped.")];
    let texts = |texts: Vec<Option<&str>>| Arc::new(StringArray::from(texts)) as ArrayRef;
    let urls = ["https://a.example/1", "https://a.example/2", "https://a.example/3"].map(Some).to_vec();
    let columns = vec![("url", texts(urls)), ("html", Arc::new(BinaryArray::from_iter(pages)) as _)];
    parquet(ctx, &folder.join("pages.parquet"), columns).await;
    let clips = texts(vec![Some(CLIP), Some("# Notes")]);
    parquet(ctx, &folder.join("clips.parquet"), vec![("clip", clips)]).await;
    let rss = "<rss><channel><item><title>Rain</title><link>https://a.example/1</link>\
        <description>It &lt;b>stopped&lt;/b>.</description></item><item><title>Snow</title></item></channel></rss>";
    let feeds =
        vec![("url", texts(vec![Some("a"), Some("b")])), ("xml", texts(vec![Some(rss), Some("no feed")]))];
    parquet(ctx, &folder.join("feeds.parquet"), feeds).await;
    fs::create_dir_all(folder.join("archive/2022")).unwrap();
    fs::write(folder.join("archive/2022/1.md"), CLIP).unwrap();
}

#[tokio::test]
async fn statements_run() {
    let folder = tempfile::tempdir().unwrap();
    let ctx = session(2).enable_url_table();
    input(&ctx, folder.path()).await;
    let statements = statements(folder.path());
    assert_eq!(statements.len(), 4);
    for statement in &statements[..3] {
        rows(&ctx, statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
    let read = |name: &str, columns: &str, order: &str| {
        format!("select {columns} from '{}/{name}' order by {order}", folder.path().display())
    };

    let pages =
        cells(&ctx, &read("articles.parquet", "title, url, language, text, markdown, links, images", "url"))
            .await;
    assert_eq!(pages[0][..3], ["雨", "https://a.example/1", "zh"]);
    assert_eq!(pages[0][4], "[雨](https://a.example/2)![x](https://a.example/i.png)\n");
    assert_eq!(pages[0][5], "[{url: https://a.example/2, title: NULL}]");
    assert_eq!(pages[0][6], "[{url: https://a.example/i.png, alt: x, title: NULL}]");
    assert_eq!(pages[1][..3], ["NULL", "https://a.example/2", "NULL"]);
    assert_eq!(pages[2][3], "It stopped.\n");

    let columns = "title, url, published, markdown, links[1]['url'], error";
    let expected = [
        "雨停了",
        "https://a.example/1",
        "2022-11-13T04:15:01Z",
        "今日**大雨**停了，[見此](https://a.example/2)。\n",
    ];
    for name in ["articles-of-clips.parquet", "articles-of-files.parquet"] {
        let articles = cells(&ctx, &read(name, columns, "title")).await;
        assert_eq!(articles[0][..4], expected, "{name}");
        assert_eq!(articles[0][4..], ["https://a.example/2", "NULL"], "{name}");
    }
    let clips = cells(&ctx, &read("articles-of-clips.parquet", columns, "title")).await;
    assert_eq!(clips[1][5], "line 1, column 1: expected \"[title](url)\", found \"# Notes\"");

    let items = cells(&ctx, &statements[3]).await;
    assert_eq!(items.len(), 2);
    assert!(items.iter().any(|item| item[..3] == ["a", "Rain", "https://a.example/1"]), "{items:?}");
}

/// The fields of a struct share one call, so that a page is parsed once.
#[tokio::test]
async fn pages_are_read_once() {
    let folder = tempfile::tempdir().unwrap();
    let ctx = session(2).enable_url_table();
    input(&ctx, folder.path()).await;
    for (statement, call) in statements(folder.path()).iter().zip(["html_document(", "clip_document("]) {
        let plan = ctx.sql(statement).await.unwrap().create_physical_plan().await.unwrap();
        let plan = datafusion::physical_plan::displayable(&*plan).indent(false).to_string();
        assert_eq!(plan.matches(call).count(), 1, "{plan}");
    }
}
