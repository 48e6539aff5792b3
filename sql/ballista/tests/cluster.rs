//! A cluster gives the same results as one machine.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::{ParquetReadOptions, SessionContext};

const STATEMENTS: [&str; 2] = [
    "select date_trunc('day', clip_published(clip)) as day, count(*) as articles,
        sum(character_length(clip_markdown(clip))) as characters, min(clip_error(clip)) as error
    from clips group by day order by day",
    "select d['title'] as title, d['links'] as links from (select clip_document(clip) as d from clips)
    where d['title'] like '%1' order by title",
];

async fn answer(ctx: &SessionContext, statement: &str) -> String {
    let rows = ctx.sql(statement).await.unwrap().collect().await.unwrap();
    pretty_format_batches(&rows).unwrap().to_string()
}

/// Files of clips, so that there is more than one task.
async fn clips(ctx: &SessionContext, folder: &std::path::Path) {
    for file in 0..4 {
        let clip = |row: i64| match row % 10 {
            0 => "no clip".to_string(),
            day => format!(
                "<!--{}-->\n[雨 {file}-{row}](https://a.example/{row})\n------\n\n<p>今日<b>大雨</b>停了，<a href=/2>見此</a>。",
                1_668_312_901_000 + day * 86_400_000
            ),
        };
        let clips: ArrayRef = Arc::new(StringArray::from_iter_values((0..50).map(clip)));
        let frame = ctx.read_batch(RecordBatch::try_from_iter([("clip", clips)]).unwrap()).unwrap();
        let path = folder.join(format!("{file}.parquet"));
        frame.write_parquet(path.to_str().unwrap(), DataFrameWriteOptions::new(), None).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn results_equal_those_of_one_machine() {
    let folder = tempfile::tempdir().unwrap();
    let local = SessionContext::new();
    newsclip_datafusion::register_all(&local).unwrap();
    clips(&local, folder.path()).await;
    let cluster = newsclip_ballista::start(2).await.unwrap();
    for ctx in [&local, &cluster] {
        let folder = folder.path().to_str().unwrap();
        ctx.register_parquet("clips", folder, ParquetReadOptions::default()).await.unwrap();
    }
    for statement in STATEMENTS {
        let expected = answer(&local, statement).await;
        assert_eq!(answer(&cluster, statement).await, expected);
        assert!(expected.lines().count() > 5, "{expected}");
    }
    let stages = newsclip_ballista::stages(&cluster, STATEMENTS[0]).await.unwrap();
    assert!(stages.matches("Stage").count() > 1, "{stages}");
}
