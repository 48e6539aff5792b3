//! Writes all articles to one file or to standard output.

use std::io::Write;
use std::path::Path;

use super::job::Job;
use crate::input::{Content, File};
use crate::output::Format;
use crate::pipeline::{Done, OutputFile, Pipeline, documents, read_file};
use crate::report::Diagnostic;
use crate::session::Session;

/// Writes all articles; `path` is `None` for standard output.
pub(super) fn run(job: &Job<'_>, path: Option<&Path>, session: &Session) -> anyhow::Result<()> {
    let existing = path.map_or(job.existing, |path| job.existing.for_file(path, || job.roots.modified()));
    let output = OutputFile::new(path, job.roots, existing, |_, _| false)?;
    output.write(session, |out| write(job, path, session, out))
}

/// Writes all articles. Returns whether there is any output; JSON Lines may be empty.
fn write(
    job: &Job<'_>,
    output: Option<&Path>,
    session: &Session,
    out: &mut dyn Write,
) -> anyhow::Result<bool> {
    if job.format == Format::Jsonl {
        session.reporter.begin();
    }
    let pipeline = Pipeline { session, roots: job.roots, except: output };
    let render = |file: File| {
        read_file(&file, &job.read, |content, done| done.value = render(job, &file, content, done))
    };
    let mut has_output = false;
    pipeline.run(render, |text: String| {
        has_output = true;
        Ok(out.write_all(text.as_bytes())?)
    })?;
    Ok(has_output || job.format == Format::Jsonl)
}

/// The articles of a file as text.
fn render(job: &Job<'_>, file: &File, content: Content, done: &mut Done<String>) -> Option<String> {
    match content {
        Content::Article(document, _) => Some(job.writers.document(job.format, &document)),
        Content::Feed(outcome) if job.format.feed().is_some() => {
            Some(job.writers.feed(job.format, &outcome.feed))
        }
        Content::Feed(outcome) => {
            let documents = documents(file, outcome.feed, done);
            if documents.len() > 1 && job.format != Format::Jsonl {
                let message = format!(
                    "expected one article, found {}; write them to a folder with -o FOLDER/, or to one file with --to jsonl",
                    documents.len()
                );
                done.wrong.push(Diagnostic::new(&file.path, message));
                return None;
            }
            Some(documents.iter().map(|document| job.writers.document(job.format, document)).collect())
        }
        Content::Other => None,
    }
}
