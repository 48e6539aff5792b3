//! Functions and a table of [newsclip] for [Apache DataFusion](https://datafusion.apache.org) and Ballista: SQL over clips,
//! web pages and feeds.
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
//! `SHOW FUNCTIONS` lists the functions with what they do; the README has them all, with statements to start from.
//!
//! - Input is `Utf8`, `LargeUtf8`, `Utf8View`, `Binary`, `LargeBinary` or `BinaryView`. Null gives null.
//! - A row that cannot be read gives null, and `clip_error` says why. After `set newsclip.strict = true`, or with `true` as
//!   the function's second argument, it is an error that ends the query.
//! - `clip_title`, `clip_url`, `clip_published` and `clip_error` read a clip's header and none of its HTML.
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

/// Registers the scalar functions alone: what an executor of Ballista needs, and any other registry.
///
/// # Errors
///
/// Those of the registry.
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

/// The rule of the optimizer by which a struct's fields share one call. It belongs after all others.
///
/// `select d['title'], d['text'] from (select html_document(html) as d from pages)` asks for two fields of one call.
/// DataFusion moves fields towards the files, past the call: then there is a call for each field, and each of them reads the
/// page. This rule, which is DataFusion's own, makes them one again.
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
/// Those of the registry.
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
    // What follows locks the state, too.
    drop(state);
    ctx.register_udtf("clips", Arc::new(ClipsFunction));
    // After all others: rules run in the order in which they were added.
    ctx.add_optimizer_rule(optimizer_rule());
    Ok(())
}

/// The README's example runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
