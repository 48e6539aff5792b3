//! The plan of a scan: files divided among partitions, each of which reads its own.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::metrics::{BaselineMetrics, ExecutionPlanMetricsSet, MetricsSet};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties, ReplaceChildrenOptions,
};
use futures::stream::{self, Stream};
use futures::{StreamExt, TryStreamExt};
use object_store::{ObjectStore, ObjectStoreExt};

use super::file::File;
use super::pattern::Files;
use super::read::{Counts, Request, Source};
use super::schema::{COLUMNS, Cost, schema};
use crate::options;
use crate::rows::Problem;

/// The number of files that a partition fetches ahead.
const AHEAD: usize = 8;
/// The number of bytes of files per batch. A typical clip has 8 KiB, which gives batches of 1,024 rows.
const BATCH_BYTES: u64 = 8 << 20;
/// The maximum size of a file. No article is longer, and each partition holds a whole file in memory.
const FILE_BYTES: u64 = 256 << 20;
/// The cost of opening a file, in bytes that could be read in that time. It balances partitions of many small files.
const OPEN_BYTES: u64 = 4 << 10;

/// Reads clips.
#[derive(Debug)]
pub(super) struct ClipsExec {
    store: ObjectStoreUrl,
    groups: Vec<Arc<[File]>>,
    request: Arc<Request>,
    limit: Option<usize>,
    properties: Arc<PlanProperties>,
    metrics: ExecutionPlanMetricsSet,
}

impl ClipsExec {
    pub(super) fn new(files: Files, partitions: usize, request: Request, limit: Option<usize>) -> Self {
        let groups = groups(files.found, partitions);
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Arc::clone(&request.schema)),
            Partitioning::UnknownPartitioning(groups.len()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Self {
            store: files.store,
            groups,
            request: Arc::new(request),
            limit,
            properties: Arc::new(properties),
            metrics: ExecutionPlanMetricsSet::new(),
        }
    }
}

impl Request {
    pub(super) fn new(projection: &[usize], condition: Option<Arc<dyn PhysicalExpr>>) -> Self {
        let columns: Vec<_> = projection.iter().map(|column| COLUMNS[*column]).collect();
        Self { schema: schema(&columns), columns, condition }
    }
}

/// Divides files, in their order, into groups of about the same cost.
fn groups(files: Vec<File>, count: usize) -> Vec<Arc<[File]>> {
    let cost = |file: &File| u128::from(file.meta.size + OPEN_BYTES);
    // Contiguous, so that the rows of each partition are sorted by path.
    let total: u128 = files.iter().map(cost).sum();
    let count = count.clamp(1, files.len().max(1));
    let mut groups = vec![Vec::new(); count];
    let mut before = 0;
    for file in files {
        let group = before * count as u128 / total;
        before += cost(&file);
        groups[usize::try_from(group).expect("less than `count`")].push(file);
    }
    groups.into_iter().map(Into::into).collect()
}

impl ExecutionPlan for ClipsExec {
    fn name(&self) -> &'static str {
        "ClipsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        visit: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        self.request.condition.as_ref().map_or(Ok(TreeNodeRecursion::Continue), visit)
    }

    fn replace_children(
        self: Arc<Self>,
        _children: Vec<Arc<dyn ExecutionPlan>>,
        _options: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn with_new_children(
        self: Arc<Self>,
        _children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let scan = Scan {
            store: context.runtime_env().object_store(&self.store)?,
            request: Arc::clone(&self.request),
            // The value when the plan runs, not when it was created.
            strict: options::strict(context.session_config().options()),
            rows: context.session_config().batch_size(),
            counts: Counts::new(&self.metrics, partition),
            baseline: BaselineMetrics::new(&self.metrics, partition),
        };
        let files = Arc::clone(&self.groups[partition]);
        let batches = if self.request.cost() == Cost::File {
            scan.list(files).left_stream()
        } else {
            scan.read(files).right_stream()
        };
        let batches = limited(batches, self.limit);
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), batches)))
    }

    fn metrics(&self) -> Option<MetricsSet> {
        Some(self.metrics.clone_inner())
    }

    fn fetch(&self) -> Option<usize> {
        self.limit
    }
}

/// The work of one partition.
struct Scan {
    store: Arc<dyn ObjectStore>,
    request: Arc<Request>,
    strict: bool,
    rows: usize,
    counts: Counts,
    baseline: BaselineMetrics,
}

impl Scan {
    /// Rows that need only the list of files.
    fn list(self, files: Arc<[File]>) -> impl Stream<Item = Result<RecordBatch>> {
        let starts = (0..files.len()).step_by(self.rows);
        stream::iter(starts).map(move |start| {
            let end = files.len().min(start + self.rows);
            let batch = self.request.batch_of_files(&files[start..end])?;
            self.baseline.record_output(batch.num_rows());
            Ok(batch)
        })
    }

    /// Rows that need the files.
    fn read(self, files: Arc<[File]>) -> impl Stream<Item = Result<RecordBatch>> {
        let store = Arc::clone(&self.store);
        // The list is shared and not copied: an archive has millions of names.
        let files = (0..files.len()).map(move |file| files[file].clone());
        let sources = stream::iter(files).map(move |file| fetch(Arc::clone(&store), file)).buffered(AHEAD);
        stream::try_unfold((self, Box::pin(sources)), |(scan, mut sources)| async move {
            let chunk = scan.chunk(&mut sources).await;
            if chunk.is_empty() {
                return Ok(None);
            }
            let timer = scan.baseline.elapsed_compute().timer();
            let batch = scan.request.batch(&chunk, scan.strict, &scan.counts)?;
            timer.done();
            scan.baseline.record_output(batch.num_rows());
            Ok(Some((batch, (scan, sources))))
        })
        // The condition may exclude a whole batch.
        .try_filter(|batch| std::future::ready(batch.num_rows() > 0))
    }

    /// The next files, up to a batch of them.
    async fn chunk(&self, sources: &mut (impl Stream<Item = Source> + Unpin)) -> Vec<Source> {
        let mut chunk = Vec::new();
        let mut bytes = 0;
        // Also limited by bytes: thousands of pages of a megabyte each would not fit into memory.
        while chunk.len() < self.rows
            && bytes < BATCH_BYTES
            && let Some(source) = sources.next().await
        {
            self.counts.files.add(usize::from(source.bytes.is_ok()));
            bytes += source.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
            chunk.push(source);
        }
        chunk
    }
}

async fn fetch(store: Arc<dyn ObjectStore>, file: File) -> Source {
    let size = file.meta.size;
    if size > FILE_BYTES {
        return Source { file, bytes: Err(Problem::Size { size, limit: FILE_BYTES }) };
    }
    // A missing or unreadable file affects only its own row.
    let bytes = match store.get(&file.meta.location).await {
        Ok(found) => found.bytes().await,
        Err(error) => Err(error),
    };
    Source { file, bytes: bytes.map_err(Problem::from) }
}

fn limited(
    batches: impl Stream<Item = Result<RecordBatch>> + Send + 'static,
    limit: Option<usize>,
) -> impl Stream<Item = Result<RecordBatch>> + Send {
    let left = limit.unwrap_or(usize::MAX);
    stream::try_unfold((Box::pin(batches), left), |(mut batches, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let Some(batch) = batches.try_next().await? else { return Ok(None) };
        // Each partition stops by itself; the plan above counts all of them.
        let batch = if batch.num_rows() > left { batch.slice(0, left) } else { batch };
        let left = left - batch.num_rows();
        Ok(Some((batch, (batches, left))))
    })
}

impl DisplayAs for ClipsExec {
    fn fmt_as(&self, _format: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let files: usize = self.groups.iter().map(|group| group.len()).sum();
        let columns: Vec<_> = self.request.columns.iter().map(|column| column.name()).collect();
        let reads = match self.request.cost() {
            Cost::File => "nothing",
            Cost::Header => "headers",
            Cost::Source => "text",
            Cost::Html => "html",
        };
        write!(f, "ClipsExec: files={files}, partitions={}, ", self.groups.len())?;
        write!(f, "columns=[{}], reads={reads}", columns.join(", "))?;
        if let Some(condition) = &self.request.condition {
            write!(f, ", condition={condition}")?;
        }
        self.limit.map_or(Ok(()), |limit| write!(f, ", limit={limit}"))
    }
}
