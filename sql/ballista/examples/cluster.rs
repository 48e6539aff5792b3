//! Runs a statement on one scheduler and two executors, prints its stages, and compares the result with that of one machine.
//!
//! ```sh
//! cargo run -p newsclip-ballista --example cluster -- folder/
//! ```
//!
//! The folder contains Parquet files with a column `clip`.

use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::error::{DataFusionError, Result};
use datafusion::prelude::{ParquetReadOptions, SessionContext};

const STATEMENT: &str = "select date_trunc('year', clip_published(clip)) as year, count(*) as articles,
       sum(character_length(clip_text(clip))) as characters,
       sum(cardinality(clip_document(clip)['images'])) as images
from clips group by year order by year";

#[tokio::main]
async fn main() -> Result<()> {
    let Some(file) = std::env::args().nth(1) else {
        return Err(DataFusionError::Execution("expected a folder of Parquet files".into()));
    };
    let cluster = newsclip_ballista::start(2).await?;
    cluster.register_parquet("clips", &file, ParquetReadOptions::default()).await?;
    println!("{}", newsclip_ballista::stages(&cluster, STATEMENT).await?);
    let answer = answer(&cluster).await?;
    println!("{answer}");

    let local = SessionContext::new();
    newsclip_datafusion::register_all(&local)?;
    local.register_parquet("clips", &file, ParquetReadOptions::default()).await?;
    let same = self::answer(&local).await? == answer;
    println!("the result of one machine: {}", if same { "the same" } else { "different" });
    Ok(())
}

async fn answer(ctx: &SessionContext) -> Result<String> {
    let rows = ctx.sql(STATEMENT).await?.collect().await?;
    Ok(pretty_format_batches(&rows)?.to_string())
}
