//! The functions and the table, through SQL.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod documentation;
mod fixtures;
mod hostile;
mod inputs;
mod readme;
mod table;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::error::Result;
use datafusion::prelude::{SessionConfig, SessionContext};

/// A session with everything registered.
fn session(partitions: usize) -> SessionContext {
    let config = SessionConfig::new().with_information_schema(true).with_target_partitions(partitions);
    let ctx = SessionContext::new_with_config(config);
    newsclip_datafusion::register_all(&ctx).expect("the registry takes all functions");
    ctx
}

async fn rows(ctx: &SessionContext, statement: &str) -> Result<Vec<RecordBatch>> {
    ctx.sql(statement).await?.collect().await
}

/// Each row's cells as text; `NULL` for null.
async fn cells(ctx: &SessionContext, statement: &str) -> Vec<Vec<String>> {
    let batches = rows(ctx, statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    let options = FormatOptions::new().with_null("NULL");
    let mut cells = Vec::new();
    for batch in batches {
        let columns: Vec<_> =
            batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options).unwrap()).collect();
        let row = |row| columns.iter().map(|column| column.value(row).to_string()).collect();
        cells.extend((0..batch.num_rows()).map(row));
    }
    cells
}

/// The only cell of the only row.
async fn cell(ctx: &SessionContext, statement: &str) -> String {
    let mut cells = cells(ctx, statement).await;
    assert_eq!((cells.len(), cells[0].len()), (1, 1), "{statement}");
    cells.remove(0).remove(0)
}
