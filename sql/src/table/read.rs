//! Converts files to batches of rows.

use std::sync::Arc;

use bytes::Bytes;
use datafusion::arrow::array::{ArrayRef, BooleanArray, RecordBatch, RecordBatchOptions};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::cast::as_boolean_array;
use datafusion::common::exec_err;
use datafusion::error::Result;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_plan::metrics::{Count, ExecutionPlanMetricsSet, MetricBuilder};
use newsclip::{Clip, Document};

use super::file::{File, collect, file_batch, file_values};
use super::schema::{COLUMNS, Cost, TableColumn};
use crate::article::Article;
use crate::clip::header_of;
use crate::rows::Problem;
use crate::value::Column;

/// A file that was read.
pub(super) struct Source {
    pub(super) file: File,
    pub(super) bytes: Result<Bytes, Problem>,
}

/// The columns and the condition of a scan.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) columns: Vec<TableColumn>,
    pub(super) schema: SchemaRef,
    /// A condition on columns that cost at most a header.
    pub(super) condition: Option<Arc<dyn PhysicalExpr>>,
}

/// The metrics of a scan, for `EXPLAIN ANALYZE`.
pub(super) struct Counts {
    pub(super) files: Count,
    pub(super) headers: Count,
    pub(super) html: Count,
}

impl Counts {
    pub(super) fn new(metrics: &ExecutionPlanMetricsSet, partition: usize) -> Self {
        let counter = |name| MetricBuilder::new(metrics).counter(name, partition);
        Self { files: counter("files_read"), headers: counter("headers_read"), html: counter("html_read") }
    }
}

impl Source {
    fn text(&self) -> Result<&str, String> {
        let bytes = self.bytes.as_ref().map_err(ToString::to_string)?;
        std::str::from_utf8(bytes).map_err(|error| Problem::from(error).to_string())
    }

    fn header(&self) -> Result<Document, String> {
        header_of(self.text()?).map_err(|problem| problem.to_string())
    }

    fn article(&self) -> Option<Article> {
        Some(Clip::parse(self.text().ok()?).ok()?.document().into())
    }
}

impl Request {
    /// The highest cost among the columns.
    pub(super) fn cost(&self) -> Cost {
        let condition = self.condition.as_ref().map(|_| Cost::Header);
        self.columns.iter().map(|column| column.cost()).chain(condition).max().unwrap_or(Cost::File)
    }

    /// The rows of files that need not be read.
    pub(super) fn batch_of_files(&self, files: &[File]) -> Result<RecordBatch> {
        let batch = file_batch(files)?;
        self.assemble(&batch, Vec::new())
    }

    /// The rows of files that were read, without those for which the condition does not hold.
    pub(super) fn batch(&self, sources: &[Source], strict: bool, counts: &Counts) -> Result<RecordBatch> {
        // Headers are always read: they take microseconds, and `strict` must detect errors.
        let headers: Vec<_> = sources.iter().map(Source::header).collect();
        counts.headers.add(headers.len());
        for (source, header) in sources.iter().zip(&headers) {
            if strict && let Err(problem) = header {
                return exec_err!("clips: {}: {problem}", source.file.path);
            }
        }
        let head = head_batch(sources, &headers)?;
        let holds = self.holds(&head)?;
        let expensive = self.expensive_columns(sources, &holds, counts)?;
        self.assemble(&filter_record_batch(&head, &holds)?, expensive)
    }

    fn holds(&self, head: &RecordBatch) -> Result<BooleanArray> {
        let Some(condition) = &self.condition else { return Ok(vec![true; head.num_rows()].into()) };
        let holds = condition.evaluate(head)?.into_array(head.num_rows())?;
        // Null is not true.
        Ok(as_boolean_array(&holds)?.iter().map(|holds| Some(holds == Some(true))).collect())
    }

    /// The columns that cost more than a header, for the rows that are kept.
    fn expensive_columns(
        &self,
        sources: &[Source],
        holds: &BooleanArray,
        counts: &Counts,
    ) -> Result<Vec<ArrayRef>> {
        let expensive: Vec<_> = self.columns.iter().filter(|column| column.cost() > Cost::Header).collect();
        let new = |column: &&TableColumn| Column::new(&column.data_type(), holds.true_count());
        let mut columns = expensive.iter().map(new).collect::<Result<Vec<_>>>()?;
        for (source, _) in sources.iter().zip(holds.values()).filter(|(_, holds)| *holds) {
            // The HTML is parsed once for all columns.
            let article = if self.cost() == Cost::Html { source.article() } else { None };
            counts.html.add(usize::from(article.is_some()));
            for (column, asked) in columns.iter_mut().zip(&expensive) {
                column.append(match asked {
                    TableColumn::Body(field) => article.as_ref().map(|article| field.value(article)).into(),
                    _ => source.text().ok().into(),
                })?;
            }
        }
        columns.into_iter().map(Column::finish).collect()
    }

    /// The columns in the requested order: cheap ones from `head`, expensive ones in sequence.
    fn assemble(&self, head: &RecordBatch, expensive: Vec<ArrayRef>) -> Result<RecordBatch> {
        let mut expensive = expensive.into_iter();
        let columns = self.columns.iter().map(|column| {
            if column.cost() > Cost::Header {
                return expensive.next().expect("one for each column that costs more than a header");
            }
            let position = COLUMNS.iter().position(|known| known == column);
            Arc::clone(head.column(position.expect("`COLUMNS` has all columns")))
        });
        let columns = columns.collect();
        // `count(*)` needs no column, so the number of rows must be set explicitly.
        let options = RecordBatchOptions::new().with_row_count(Some(head.num_rows()));
        Ok(RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)?)
    }
}

/// The columns that cost at most a header.
fn head_batch(sources: &[Source], headers: &[Result<Document, String>]) -> Result<RecordBatch> {
    let columns: Vec<_> = COLUMNS.iter().copied().filter(|column| column.cost() <= Cost::Header).collect();
    let rows = sources.iter().zip(headers).map(|(source, header)| {
        let article = header.as_ref().ok().cloned().map(Article::from);
        let said = columns.iter().filter_map(|column| match column {
            TableColumn::Header(field) => Some(article.as_ref().map(|article| field.value(article)).into()),
            TableColumn::Error => Some(header.as_ref().err().map(String::as_str).into()),
            _ => None,
        });
        let mut values = file_values(&source.file);
        values.extend(said);
        values
    });
    collect(&columns, rows)
}
