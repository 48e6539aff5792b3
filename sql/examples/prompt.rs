//! A prompt for SQL with newsclip's functions.
//!
//! ```sh
//! cargo run --release --example prompt
//! cargo run --release --example prompt -- "select html_text('<p>It <b>stopped</b>.')"
//! ```

use std::io::{self, BufRead, IsTerminal, Write};

use datafusion::error::Result;
use datafusion::prelude::{SessionConfig, SessionContext};

#[tokio::main]
async fn main() -> Result<()> {
    // `show functions` and `show tables` need the information schema.
    let config = SessionConfig::new().with_information_schema(true);
    // `from 'pages.parquet'` needs tables named by files.
    let ctx = SessionContext::new_with_config(config).enable_url_table();
    newsclip_datafusion::register_all(&ctx)?;
    match std::env::args().nth(1) {
        Some(statement) => run(&ctx, &statement).await,
        None => prompt(&ctx).await,
    }
}

/// Runs statements from standard input. An error does not end the session.
async fn prompt(ctx: &SessionContext) -> Result<()> {
    let mut statement = String::new();
    ask(&statement)?;
    for line in io::stdin().lock().lines() {
        statement += &line?;
        statement.push('\n');
        if statement.trim_end().ends_with(';') {
            if let Err(error) = run(ctx, &statement).await {
                eprintln!("{error}");
            }
            statement.clear();
        }
        ask(&statement)?;
    }
    Ok(())
}

/// Prints the prompt, if the input is a terminal.
fn ask(statement: &str) -> io::Result<()> {
    if io::stdin().is_terminal() {
        print!("{}", if statement.is_empty() { "newsclip> " } else { "       -> " });
        io::stdout().flush()?;
    }
    Ok(())
}

async fn run(ctx: &SessionContext, statement: &str) -> Result<()> {
    ctx.sql(statement).await?.show().await
}
