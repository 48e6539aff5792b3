//! Checks the documentation of the functions in `SHOW FUNCTIONS`.

use crate::{cell, cells, session};

/// Each function has documentation with an example, and the example gives the documented result.
#[tokio::test]
async fn examples_run() {
    let ctx = session(1);
    for function in newsclip_datafusion::functions() {
        let name = function.name();
        let documentation = function.documentation().unwrap_or_else(|| panic!("{name}"));
        assert!(!documentation.description.is_empty(), "{name}");
        assert!(documentation.syntax_example.starts_with(name), "{name}");
        let example = documentation.sql_example.as_deref().unwrap_or_else(|| panic!("{name}"));
        let example = example.trim_start_matches("```sql\n> ").trim_end_matches("\n```");
        let (statement, result) = example.split_once(";\n").unwrap_or_else(|| panic!("{name}: {example}"));
        assert_eq!(cell(&ctx, statement).await.trim_end(), result, "{name}");
    }
}

#[tokio::test]
async fn show_functions_lists_them() {
    let ctx = session(1);
    for function in newsclip_datafusion::functions() {
        let name = function.name();
        let listed = cells(&ctx, &format!("show functions like '{name}'")).await;
        let text = listed.concat().join("\n");
        assert!(text.contains(&function.documentation().unwrap().description), "{name}: {text}");
    }
}
