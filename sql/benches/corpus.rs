//! Compares the functions on 500 MB of Parquet with the library in a loop over the same rows.
//!
//! ```sh
//! NEWSCLIP_CORPUS=… cargo bench --bench corpus
//! ```
//!
//! `NEWSCLIP_CORPUS` is a folder of clips (`.md`) and pages (`.html`). Each figure is the best of three rounds
//! (`NEWSCLIP_ROUNDS`), which are interleaved so that other load on the machine affects all variants.

#![allow(clippy::cast_precision_loss, reason = "figures are printed with three digits")]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{AsArray, BinaryArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::error::Result;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use newsclip::Text;
use newsclip::html::{Reader, decode};

/// The amount of HTML to read.
const BYTES: usize = 500_000_000;
/// Rows of pages are large, so batches have fewer rows than DataFusion's 8,192.
const BATCH: usize = 512;

/// A function, and the equivalent loop over the library.
struct Case {
    statement: &'static str,
    convert: fn(&[u8]) -> Option<String>,
}

const CASES: [Case; 2] = [
    Case {
        statement: "select cast(sum(octet_length(clip_markdown(source))) as bigint) from corpus",
        convert: |source| Some(newsclip::parse(std::str::from_utf8(source).ok()?).ok()?.to_markdown()),
    },
    Case {
        statement: "select cast(sum(octet_length(html_text(source))) as bigint) from corpus",
        convert: |source| Some(Text::new().render_blocks(&Reader::new().read(&decode(source, None)).body)),
    },
];

/// The wall time, processor time and peak memory of a variant.
#[derive(Clone, Copy)]
struct Cost {
    wall: Duration,
    cpu: Duration,
    peak: u64,
}

fn main() -> Result<()> {
    let Some(folder) = std::env::var_os("NEWSCLIP_CORPUS") else {
        println!("skipped: NEWSCLIP_CORPUS names no folder");
        return Ok(());
    };
    let sources = sources(Path::new(&folder));
    let size: usize = sources.iter().map(Vec::len).sum();
    let times = BYTES.div_ceil(size);
    let file = std::env::temp_dir().join("newsclip-corpus.parquet");
    write(&file, &sources, times)?;
    let (rows, megabytes) = (sources.len() * times, (size * times) as f64 / 1e6);
    println!(
        "{rows} rows, {megabytes:.0} MB of source, {} MB of Parquet",
        fs::metadata(&file)?.len() / 1_000_000
    );
    for case in CASES {
        println!("\n{}", case.statement);
        compare(&case, &file, &sources, times, (rows as f64, megabytes))?;
    }
    fs::remove_file(file)?;
    Ok(())
}

fn compare(case: &Case, file: &Path, sources: &[Vec<u8>], times: usize, size: (f64, f64)) -> Result<()> {
    let mut best: [Option<Cost>; 4] = [None; 4];
    // Processor time varies little, so one round suffices.
    let rounds = std::env::var("NEWSCLIP_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3);
    for _ in 0..rounds {
        let mut sums = [0; 4];
        for (way, best) in best.iter_mut().enumerate() {
            let cost = measure(|| {
                sums[way] = match way {
                    0 => in_a_loop(case, sources, times),
                    1 => in_a_loop_over_parquet(case, file)?,
                    _ => query(case, file, way - 1)?,
                };
                Ok(())
            })?;
            *best = Some(best.map_or(cost, |best: Cost| Cost {
                wall: best.wall.min(cost.wall),
                cpu: best.cpu.min(cost.cpu),
                peak: best.peak.max(cost.peak),
            }));
        }
        assert!(sums.iter().all(|sum| *sum == sums[0]), "the results differ: {sums:?}");
    }
    for (name, cost) in ["a loop over memory", "a loop over Parquet", "SQL, 1 partition", "SQL, 2 partitions"]
        .iter()
        .zip(best.into_iter().flatten())
    {
        let (wall, cpu) = (cost.wall.as_secs_f64(), cost.cpu.as_secs_f64());
        println!(
            "{name:<19} {:>6.0} rows/s {:>6.1} MB/s   {cpu:>5.1} s of processor {:>6.1} MB/s   at most {} MB",
            size.0 / wall,
            size.1 / wall,
            size.1 / cpu,
            cost.peak / 1000
        );
    }
    Ok(())
}

fn in_a_loop(case: &Case, sources: &[Vec<u8>], times: usize) -> usize {
    let all = (0..times).flat_map(|_| sources);
    all.map(|source| (case.convert)(source).map_or(0, |output| output.len())).sum()
}

fn in_a_loop_over_parquet(case: &Case, file: &Path) -> Result<usize> {
    let batches =
        ParquetRecordBatchReaderBuilder::try_new(File::open(file)?)?.with_batch_size(BATCH).build()?;
    let mut sum = 0;
    for batch in batches {
        let sources = batch?.column(0).as_binary::<i32>().clone();
        sum += sources
            .iter()
            .flatten()
            .map(|source| (case.convert)(source).map_or(0, |output| output.len()))
            .sum::<usize>();
    }
    Ok(sum)
}

fn query(case: &Case, file: &Path, partitions: usize) -> Result<usize> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(partitions).enable_all().build()?;
    runtime.block_on(async {
        let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(BATCH);
        let ctx = SessionContext::new_with_config(config);
        newsclip_datafusion::register_all(&ctx)?;
        ctx.register_parquet(
            "corpus",
            file.to_str().expect("a path of UTF-8"),
            ParquetReadOptions::default(),
        )
        .await?;
        let rows = ctx.sql(case.statement).await?.collect().await?;
        let sum = rows[0].column(0).as_primitive::<Int64Type>().value(0);
        Ok(usize::try_from(sum).expect("a sum of lengths"))
    })
}

fn sources(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder that can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if [Some("md"), Some("html")].contains(&path.extension().and_then(OsStr::to_str)) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a file that can be read")).collect()
}

fn write(file: &Path, sources: &[Vec<u8>], times: usize) -> Result<()> {
    let array = BinaryArray::from_iter_values(sources);
    let batch = RecordBatch::try_from_iter([("source", Arc::new(array) as _)])?;
    let properties = WriterProperties::builder()
        // The loop also decompresses, like the engine.
        .set_compression(Compression::UNCOMPRESSED)
        // A dictionary would store each repeated file once, unlike a real archive.
        .set_dictionary_enabled(false)
        .set_max_row_group_row_count(Some(2048))
        .build();
    let mut writer = ArrowWriter::try_new(File::create(file)?, batch.schema(), Some(properties))?;
    for _ in 0..times {
        writer.write(&batch)?;
    }
    writer.close()?;
    Ok(())
}

fn measure(run: impl FnOnce() -> Result<()>) -> Result<Cost> {
    // Linux: resets the peak memory.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (start, before) = (Instant::now(), processor_time());
    run()?;
    Ok(Cost { wall: start.elapsed(), cpu: processor_time().saturating_sub(before), peak: peak() })
}

/// The processor time of all threads so far; zero without `/proc`.
fn processor_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    // `utime` and `stime`, in hundredths of a second.
    let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum::<u64>();
    Duration::from_millis(ticks * 10)
}

/// The peak memory in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
