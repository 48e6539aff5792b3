//! Every `fixtures/*.sql` gives the result in the `.txt` beside it. `NEWSCLIP_BLESS=1` writes that file.
//!
//! A case is a list of statements that end with `;` at the end of a line; its result is all of their tables and errors.

use std::fmt::Write;
use std::path::Path;

use datafusion::arrow::util::pretty::pretty_format_batches;

use crate::{rows, session};

#[tokio::test]
async fn statements_give_their_tables() {
    let mut cases = 0;
    for entry in std::fs::read_dir("fixtures").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            check(&path).await;
            cases += 1;
        }
    }
    assert!(cases > 0);
}

async fn check(path: &Path) {
    let result = run(&std::fs::read_to_string(path).unwrap()).await;
    let expected = path.with_extension("txt");
    if std::env::var_os("NEWSCLIP_BLESS").is_some() {
        std::fs::write(&expected, &result).unwrap();
    }
    let expected =
        std::fs::read_to_string(&expected).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(result, expected, "{}", path.display());
}

async fn run(statements: &str) -> String {
    let ctx = session(2);
    let mut result = String::new();
    for statement in statements.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
        match rows(&ctx, statement).await {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => writeln!(result, "{}", pretty_format_batches(&rows).unwrap()).unwrap(),
            Err(error) => writeln!(result, "error: {error}").unwrap(),
        }
    }
    result
}
