//! The table `clips`: the files that it finds, and the parts that it reads for each column.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::physical_plan::{ExecutionPlan, collect};
use datafusion::prelude::SessionContext;
use tempfile::TempDir;

use crate::{cell, cells, rows, session};

/// Clips of several days, one of them in a folder whose name looks like a partition, and a file that is not a clip.
fn archive() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let clip = |day: u64, title: &str| {
        let stamp = 1_668_312_901_000 + day * 86_400_000;
        format!(
            "<!--{stamp}-->\n[{title}](https://a.example/{day})\n------\n\n<p>It <b>rained</b>.<img src=/{day}.png>"
        )
    };
    write(folder.path(), "1.md", &clip(0, "Rain"));
    write(folder.path(), "year=2022/雨 停了.md", &clip(1, "雨停了"));
    write(folder.path(), "year=2022/a=b.md", &clip(2, "R&amp;D"));
    write(folder.path(), "year=2022/deep/4.md", &clip(3, "Snow"));
    write(folder.path(), "year=2022/no clip.md", "# Notes");
    write(folder.path(), "year=2022/4.txt", &clip(4, "Fog"));
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The numbers of files, headers and HTML bodies that a statement reads.
async fn reads(ctx: &SessionContext, statement: &str) -> [usize; 3] {
    let plan = ctx.sql(statement).await.unwrap().create_physical_plan().await.unwrap();
    collect(Arc::clone(&plan), ctx.task_ctx()).await.unwrap();
    ["files_read", "headers_read", "html_read"].map(|name| count(&*plan, name))
}

fn count(plan: &dyn ExecutionPlan, name: &str) -> usize {
    let own =
        plan.metrics().and_then(|metrics| metrics.sum_by_name(name)).map_or(0, |value| value.as_usize());
    own + plan.children().into_iter().map(|child| count(&**child, name)).sum::<usize>()
}

#[tokio::test]
async fn patterns_find_files() {
    let (ctx, folder) = (session(2), archive());
    let root = folder.path().display();
    for (pattern, files) in [
        ("1.md", "1"),
        ("", "6"),
        ("*.md", "1"),
        ("**/*.md", "5"),
        ("**/[ab]=?.md", "1"),
        ("year=2022/*.md", "3"),
        ("year=2022", "5"),
        ("**/雨*", "1"),
    ] {
        let statement = format!("select count(*) from clips('{root}/{pattern}')");
        assert_eq!(cell(&ctx, &statement).await, files, "{pattern}");
        assert_eq!(cell(&ctx, &statement.replace("clips('", "clips('file://")).await, files, "{pattern}");
    }
    for pattern in ["nothing/*.md", "*.html"] {
        let error =
            rows(&ctx, &format!("select * from clips('{root}/{pattern}')")).await.unwrap_err().to_string();
        assert!(error.contains("clips: no file matches"), "{error}");
    }
    let error = rows(&ctx, "select * from clips(1)").await.unwrap_err().to_string();
    assert!(error.contains("clips: expected a folder or a pattern"), "{error}");
}

#[tokio::test]
async fn rows_are_files() {
    for partitions in [1, 2, 16] {
        let (ctx, folder) = (session(partitions), archive());
        let root = folder.path().display();
        let statement = format!(
            "select split_part(path, '/', -1), title, url, text, images[1]['url'], error from clips('{root}/**/*.md') \
            order by path"
        );
        let text = "It rained.\n\n[Image: https://a.example/0.png]";
        let rows = cells(&ctx, &statement).await;
        assert_eq!(rows[0][..3], ["1.md", "Rain", "https://a.example/0"]);
        assert!(rows[0][3].starts_with(&text[..10]), "{}", rows[0][3]);
        assert_eq!(rows[0][4..], ["https://a.example/0.png", "NULL"]);
        assert_eq!(rows[1][..2], ["a=b.md", "R&D"]);
        let notes = ["no clip.md", "NULL", "NULL", "NULL", "NULL"];
        assert_eq!(rows[3][..5], notes);
        assert_eq!(rows[3][5], "line 1, column 1: expected \"[title](url)\", found \"# Notes\"");
        assert_eq!(rows[4][..2], ["雨 停了.md", "雨停了"]);
    }
}

#[tokio::test]
async fn columns_cost_what_they_need() {
    let (ctx, folder) = (session(2), archive());
    let table = format!("clips('{}/**/*.md')", folder.path().display());
    for (columns, expected) in [
        ("count(*)", [0, 0, 0]),
        ("path, size, modified", [0, 0, 0]),
        ("title, published", [5, 5, 0]),
        ("authors, tags, language, summary, updated, url, error", [5, 5, 0]),
        ("source", [5, 5, 0]),
        ("title, markdown", [5, 5, 4]),
        ("text, markdown, html, links, images", [5, 5, 4]),
        ("*", [5, 5, 4]),
    ] {
        assert_eq!(reads(&ctx, &format!("select {columns} from {table}")).await, expected, "{columns}");
    }
}

#[tokio::test]
async fn conditions_spare_files_and_html() {
    let (ctx, folder) = (session(2), archive());
    let table = format!("clips('{}/**/*.md')", folder.path().display());
    for (condition, expected, titles) in [
        ("path like '%/deep/%'", [1, 1, 1], "Snow"),
        ("published < '2022-11-14T00:00:00Z'", [5, 5, 1], "Rain"),
        ("title = 'R&D'", [5, 5, 1], "R&D"),
        ("path not like '%/deep/%' and title like 'R%' and url like '%0'", [4, 4, 1], "Rain"),
        ("error is not null", [5, 5, 0], "NULL"),
        ("markdown like '%rained%' and title = 'Snow'", [5, 5, 1], "Snow"),
        ("size < 0", [0, 0, 0], ""),
    ] {
        let statement = format!("select title, markdown from {table} where {condition}");
        assert_eq!(reads(&ctx, &statement).await, expected, "{condition}");
        let found: Vec<_> = cells(&ctx, &statement).await.into_iter().map(|row| row[0].clone()).collect();
        assert_eq!(found.join(","), titles, "{condition}");
    }
    let statement = format!("select title from {table} where title is not null limit 2");
    assert_eq!(cells(&ctx, &statement).await.len(), 2);
}

#[tokio::test]
async fn strict_tables_name_the_file() {
    let (ctx, folder) = (session(1), archive());
    let table = format!("clips('{}/**/*.md')", folder.path().display());
    rows(&ctx, "set newsclip.strict = true").await.unwrap();
    let error = rows(&ctx, &format!("select title from {table}")).await.unwrap_err().to_string();
    assert!(error.contains("/year=2022/no clip.md: line 1, column 1: expected \"[title](url)\""), "{error}");
    assert_eq!(cell(&ctx, &format!("select count(*) from {table}")).await, "5");
}

/// Batches are also limited by size: files of 1 MiB come 8 at a time.
#[tokio::test]
async fn batches_are_bounded() {
    let (ctx, folder) = (session(1), tempfile::tempdir().unwrap());
    let clip = format!("[Rain](https://a.example/1)\n------\n\n{}", "Rain. ".repeat((1 << 20) / 6));
    for file in 0..20 {
        write(folder.path(), &format!("{file}.md"), &clip);
    }
    let batches =
        rows(&ctx, &format!("select text from clips('{}')", folder.path().display())).await.unwrap();
    assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), 20);
    assert!(batches.iter().all(|batch| batch.num_rows() <= 9), "{}", batches.len());
}
