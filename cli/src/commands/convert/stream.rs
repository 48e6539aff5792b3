//! Writes all articles to one file or to standard output.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context as _;

use super::job::Job;
use crate::input::{Content, File, refuse_source};
use crate::output::{Format, replace_file, stdout};
use crate::pipeline::{Done, Pipeline, documents, read_file};
use crate::report::Diagnostic;
use crate::session::Session;

pub(super) fn to_stdout(job: &Job<'_>, session: &Session) -> anyhow::Result<()> {
    let mut out = stdout();
    let written = write(job, None, session, &mut out);
    out.flush()?;
    written.map(drop)
}

/// Writes the file atomically: it appears when it is complete. Its content, not its time, decides whether it is up to date: it may
/// come from another input.
pub(super) fn to_file(job: &Job<'_>, path: &Path, session: &Session) -> anyhow::Result<()> {
    let context = || path.display().to_string();
    refuse_source(path, job.roots, None).with_context(context)?;
    let existing = job.existing.for_file(path, || job.roots.modified());
    let mut outcome = Ok(true);
    let written = replace_file(path, existing, |out| {
        outcome = write(job, Some(path), session, out);
        if matches!(outcome, Ok(true)) { Ok(()) } else { Err(io::Error::other("the cause is in `outcome`")) }
    });
    // Errors of the input have been reported. An empty file would replace a good one.
    if !outcome? {
        return Ok(());
    }
    session.reporter.add(written.with_context(context)?);
    Ok(())
}

/// Writes all articles. Returns whether there is any output; JSON Lines may be empty, if an input was read.
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
    pipeline.run(
        |file| file,
        render,
        |text: String| {
            has_output = true;
            Ok(out.write_all(text.as_bytes())?)
        },
    )?;
    Ok(has_output || (job.format == Format::Jsonl && !session.reporter.read_nothing()))
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
