//! The table function `clips`: a folder of clips as a table, with one row per file.
// `pattern` finds files, `schema` defines the cost of each column, `exec` divides the files among partitions, and `read`
// converts files to rows.

mod exec;
mod file;
mod pattern;
mod read;
mod schema;

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{DFSchema, ScalarValue, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::utils::conjunction;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_plan::ExecutionPlan;

use self::exec::ClipsExec;
use self::pattern::Pattern;
use self::read::Request;
use self::schema::{Cost, cost_of};

/// The table function `clips('folder/**/*.md')`, which [`register_all`](crate::register_all) registers.
#[derive(Debug, Default)]
pub struct ClipsFunction;

impl TableFunctionImpl for ClipsFunction {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        match args.exprs() {
            [Expr::Literal(ScalarValue::Utf8(Some(pattern)), _)] => Ok(Arc::new(Clips::new(pattern)?)),
            other => plan_err!(
                "clips: expected a folder or a pattern, as in clips('folder/**/*.md'), found {other:?}"
            ),
        }
    }
}

/// The files that match a pattern, with one row per file.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> datafusion::error::Result<()> {
/// use std::sync::Arc;
/// use datafusion::prelude::SessionContext;
///
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("1.md"), "[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
/// # let pattern = format!("{}/*.md", folder.path().display());
/// let ctx = SessionContext::new();
/// ctx.register_table("archive", Arc::new(newsclip_datafusion::Clips::new(&pattern)?))?;
/// let rows = ctx.sql("select title, text from archive").await?.collect().await?;
/// assert_eq!(rows[0].num_rows(), 1);
/// # Ok(())
/// # }
/// ```
///
/// The columns, by their cost:
///
/// | columns | reads |
/// | --- | --- |
/// | `path`, `size`, `modified` | the list of files |
/// | `title`, `url`, `published`, `updated`, `authors`, `tags`, `language`, `summary`, `error` | files, but no HTML |
/// | `source` | files, but no HTML |
/// | `text`, `markdown`, `html`, `links`, `images` | files and their HTML |
///
/// Conditions on columns in the first row select the files to read, and conditions on those in the second row select the
/// files whose HTML is parsed. `text`, `markdown` and `html` contain only the article, not the metadata in the other
/// columns. A file that is not a clip has nulls and an `error`; if the option `newsclip.strict` is set, it ends the query.
#[derive(Debug)]
pub struct Clips {
    pattern: Pattern,
    schema: SchemaRef,
}

impl Clips {
    /// A table of the files that match `pattern`: a file, a folder with all files below it, or a path with `*`, `?`, `[…]`
    /// for parts of names and `**` for any number of folders. For a URL such as `s3://bucket/**/*.md`, the session needs an
    /// object store.
    ///
    /// # Errors
    ///
    /// Returns an error if the pattern is malformed.
    pub fn new(pattern: &str) -> Result<Self> {
        Ok(Self { pattern: Pattern::parse(pattern)?, schema: schema::table() })
    }

    /// A condition on the columns that cost at most `cost`, to be evaluated on a batch of them.
    fn predicate(
        &self,
        state: &dyn Session,
        filters: &[Expr],
        is_used: impl Fn(Cost) -> bool,
    ) -> Result<Option<Arc<dyn PhysicalExpr>>> {
        // Columns of files and headers come first in the schema, so one schema serves batches of either.
        let filters = filters.iter().filter(|filter| is_used(cost_of(filter)));
        let Some(filter) = conjunction(filters.cloned()) else { return Ok(None) };
        let schema = DFSchema::try_from(Arc::clone(&self.schema))?;
        state.create_physical_expr(filter, &schema).map(Some)
    }
}

#[async_trait]
impl TableProvider for Clips {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let of_files = self.predicate(state, filters, |cost| cost == Cost::File)?;
        let of_headers = self.predicate(state, filters, |cost| cost == Cost::Header)?;
        let files = self.pattern.files(state, of_files.as_ref()).await?;
        let partitions = state.config().target_partitions();
        let all: Vec<_> = (0..self.schema.fields().len()).collect();
        let request = Request::new(projection.unwrap_or(&all), of_headers);
        Ok(Arc::new(ClipsExec::new(files, partitions, request, limit)))
    }

    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        let pushdown = |filter: &&Expr| match cost_of(filter) {
            Cost::File | Cost::Header => TableProviderFilterPushDown::Exact,
            Cost::Source | Cost::Html => TableProviderFilterPushDown::Unsupported,
        };
        Ok(filters.iter().map(pushdown).collect())
    }
}
