//! SQL functions and a table for clips, web pages and feeds, based on [newsclip], for
//! [Apache DataFusion](https://datafusion.apache.org) and Ballista.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! use datafusion::arrow::array::AsArray;
//! use datafusion::prelude::SessionContext;
//!
//! let ctx = SessionContext::new();
//! newsclip_datafusion::register_all(&ctx)?;
//! let rows = ctx.sql("select html_text('<p>今日<b>大雨</b>停了。') as text").await?.collect().await?;
//! assert_eq!(rows[0].column(0).as_string_view().value(0), "今日大雨停了。\n");
//! # Ok(())
//! # }
//! ```
//!
//! `SHOW FUNCTIONS` lists and describes the functions; the README has a table of them, and example statements.
//!
//! - Input is `Utf8`, `LargeUtf8`, `Utf8View`, `Binary`, `LargeBinary` or `BinaryView`. Null gives null.
//! - A row that cannot be read gives null, and `clip_error` returns the reason. After `set newsclip.strict = true`, or with
//!   `true` as the second argument, it is an error that ends the query.
//! - `clip_title`, `clip_url`, `clip_published` and `clip_error` read only the header of a clip, not its HTML.
// A function is a name, a type and a closure from a row to a value (`function`). `value` turns values into columns.

mod article;
mod clip;
mod feed;
mod function;
mod html;
mod options;
mod rows;
mod table;
mod value;

use std::sync::Arc;

use datafusion::error::Result;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::ScalarUDF;
use datafusion::optimizer::OptimizerRule;
use datafusion::optimizer::common_subexpr_eliminate::CommonSubexprEliminate;
use datafusion::prelude::SessionContext;

pub use self::options::Options;
pub use self::table::{Clips, ClipsFunction};

/// All scalar functions.
///
/// ```
/// let functions = newsclip_datafusion::functions();
/// assert!(functions.iter().any(|function| function.name() == "html_markdown"));
/// ```
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    let definitions = [clip::FUNCTIONS, html::FUNCTIONS, feed::FUNCTIONS].into_iter().flatten();
    definitions.map(|definition| Arc::new(function::Function::new(definition).into())).collect()
}

/// Registers only the scalar functions, for Ballista executors and other registries.
///
/// # Errors
///
/// Returns the errors of the registry.
///
/// ```
/// use datafusion::execution::FunctionRegistry;
/// use datafusion::execution::registry::MemoryFunctionRegistry;
///
/// let mut registry = MemoryFunctionRegistry::new();
/// newsclip_datafusion::register_functions(&mut registry)?;
/// assert!(registry.udf("clip_title").is_ok());
/// # Ok::<(), datafusion::error::DataFusionError>(())
/// ```
pub fn register_functions(registry: &mut dyn FunctionRegistry) -> Result<()> {
    for function in functions() {
        registry.register_udf(function)?;
    }
    Ok(())
}

/// The optimizer rule that lets the fields of a struct share one call. It must run after all others.
///
/// `select d['title'], d['text'] from (select html_document(html) as d from pages)` uses two fields of one call.
/// DataFusion pushes field accesses below the call, so that there is one call per field, and each of them parses the page. This
/// rule, which comes from DataFusion, merges the calls again.
///
/// ```
/// assert_eq!(newsclip_datafusion::optimizer_rule().name(), "common_sub_expression_eliminate");
/// ```
pub fn optimizer_rule() -> Arc<dyn OptimizerRule + Send + Sync> {
    Arc::new(CommonSubexprEliminate::new())
}

/// Registers the scalar functions, the table function `clips` and the option `newsclip.strict`, and adds the
/// [`optimizer_rule`].
///
/// # Errors
///
/// Returns the errors of the registry.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> datafusion::error::Result<()> {
/// let ctx = datafusion::prelude::SessionContext::new();
/// newsclip_datafusion::register_all(&ctx)?;
/// ctx.sql("set newsclip.strict = true").await?;
/// let error = ctx.sql("select clip_title('no clip')").await?.collect().await.unwrap_err();
/// assert!(error.to_string().contains("clip_title: line 1, column 1: expected \"[title](url)\", found \"no clip\""));
/// # Ok(())
/// # }
/// ```
pub fn register_all(ctx: &SessionContext) -> Result<()> {
    let state = ctx.state_ref();
    let mut state = state.write();
    register_functions(&mut *state)?;
    state.config_mut().options_mut().extensions.insert(Options::default());
    // The following calls also lock the state.
    drop(state);
    ctx.register_udtf("clips", Arc::new(ClipsFunction));
    // After all others, because rules run in the order in which they were added.
    ctx.add_optimizer_rule(optimizer_rule());
    Ok(())
}

/// The README's example runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
