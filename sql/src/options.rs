//! Session options: `set newsclip.strict = true`.

use datafusion::common::config::{ConfigExtension, ConfigOptions};
use datafusion::common::extensions_options;

extensions_options! {
    /// The options of a session, under the prefix `newsclip`.
    pub struct Options {
        /// Whether a row that cannot be read is an error that ends the query, instead of null.
        pub strict: bool, default = false
    }
}

impl ConfigExtension for Options {
    const PREFIX: &'static str = "newsclip";
}

// Executors of a cluster create their own configuration, which has no extensions.
/// Whether a session is strict. A session without the option is not.
pub(crate) fn strict(options: &ConfigOptions) -> bool {
    options.extensions.get::<Options>().is_some_and(|options| options.strict)
}
