//! Writes all articles to one file or to standard output.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context as _;

use super::job::Job;
use crate::input::{Content, File};
use crate::output::{Decision, Format, behind_link, open_special, stdout, write_file};
use crate::pipeline::{Done, Pipeline, documents, read_file};
use crate::report::{Counts, Diagnostic};
use crate::session::Session;

pub(super) fn to_stdout(job: &Job<'_>, session: &Session) -> anyhow::Result<()> {
    let mut out = stdout();
    let written = write(job, session, &mut out);
    out.flush()?;
    written.map(drop)
}

/// Writes the file atomically: it appears when it is complete.
pub(super) fn to_file(job: &Job<'_>, path: &Path, session: &Session) -> anyhow::Result<()> {
    let context = || path.display().to_string();
    if let Some(special) = open_special(path).with_context(context)? {
        let mut out = BufWriter::new(special);
        write(job, session, &mut out)?;
        out.flush().with_context(context)?;
        return Ok(());
    }
    let path = &behind_link(path);
    match job.existing.decide(path, || job.roots.modified()) {
        Decision::UpToDate => {
            session.reporter.add(Counts { up_to_date: 1, ..Counts::default() });
            return Ok(());
        }
        Decision::Refuse => anyhow::bail!("{}: the file exists; use --force to replace it", path.display()),
        Decision::Write => {}
    }
    let mut outcome = Ok(true);
    let written = write_file(path, job.existing, |out| {
        outcome = write(job, session, out);
        if matches!(outcome, Ok(true)) { Ok(()) } else { Err(io::Error::other("the cause is in `outcome`")) }
    });
    // Errors of the input have been reported. An empty file would replace a good one, and pass for up to date in the next run.
    if !outcome? {
        return Ok(());
    }
    written.with_context(|| path.display().to_string())?;
    session.reporter.add(Counts { written: 1, ..Counts::default() });
    Ok(())
}

/// Writes all articles. Returns whether there is any output; JSON Lines may be empty.
fn write(job: &Job<'_>, session: &Session, out: &mut dyn Write) -> anyhow::Result<bool> {
    if job.format == Format::Jsonl {
        session.reporter.begin();
    }
    let pipeline = Pipeline { session, roots: job.roots, except: None };
    let render = |file: File| {
        read_file(&file, &job.read, |content, done| done.value = render(job, &file, content, done))
    };
    let mut has_output = job.format == Format::Jsonl;
    pipeline.run(
        |file| file,
        render,
        |text: String| {
            has_output = true;
            Ok(out.write_all(text.as_bytes())?)
        },
    )?;
    Ok(has_output)
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
