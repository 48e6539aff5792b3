//! `newsclip check`: verifies that a conversion of an archive loses nothing.

mod choices;
mod formula;
mod images;
mod laws;
mod left_out;
mod markdown;
mod seen;
mod source;

use std::borrow::Cow;
use std::io::Write as _;

use clap::ValueEnum;
use newsclip::{Clip, Markdown, Url};
use serde::Serialize;

use self::left_out::LeftOut;
use crate::args::InputArgs;
use crate::input::{Content, File, ReadOptions};
use crate::output::stdout;
use crate::pipeline::{Done, Pipeline, Stopped, documents, read_file_with};
use crate::report::{Diagnostic, Outcome};
use crate::session::Session;

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each finding, in the format of compilers, and a table
    Text,
    /// JSON Lines: one finding or total per line
    Json,
}

/// Checks that a conversion of an archive loses nothing
///
/// Reads every file and verifies for each article that the tree contains everything its source shows; that clip, JSON, HTML,
/// Markdown, RSS, Atom and JSON Feed read back as the same article; that feeds are well-formed; and that no output executes
/// anything. Prints the errors, then counts of the content that was left out by rule, such as scripts.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  newsclip check articles
  newsclip check articles --format json | jq -r 'select(.message).file' | sort -u
  newsclip check feed.rss -v")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    format: Format,
}

/// The address of pages that declare none. Their content can be checked without one.
const STAND_IN: &str = "https://no-address.invalid/";

/// The result of checking a file.
#[derive(Default)]
struct Checked {
    left_out: LeftOut,
    /// What is not an error, but may prevent a conversion.
    warnings: Vec<Diagnostic>,
    /// Broken laws, or the error that makes the file unreadable.
    findings: Vec<Diagnostic>,
    articles: usize,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    session.reporter.begin();
    let mut out = stdout();
    let mut sum = LeftOut::default();
    let mut articles = 0;
    let stand_in = Url::parse(STAND_IN).expect("it is a URL");
    let options = ReadOptions { stand_in: Some(stand_in), ..args.inputs.read_options() };
    let pipeline = Pipeline { session, roots: &args.inputs.roots, except: None };
    let result = pipeline.run(
        |file| check(&file, &options),
        |checked: Checked| {
            articles += checked.articles;
            sum.add(&checked.left_out);
            let warnings = checked.warnings.iter().map(|warning| (Severity::Warning, warning));
            let errors = checked.findings.iter().map(|finding| (Severity::Error, finding));
            warnings.chain(errors).try_for_each(|(severity, finding)| match args.format {
                Format::Text => Ok(writeln!(out, "{}", severity.marked(finding))?),
                Format::Json => line(&mut out, &Finding::of(finding, severity)),
            })?;
            let is_stopped = !checked.findings.is_empty() && session.reporter.is_stopped();
            if is_stopped { Err(Stopped.into()) } else { Ok(()) }
        },
    );
    // With `--strict`, what was found up to the error is still worth printing.
    if !session.reporter.is_stopped() {
        result?;
    }
    match args.format {
        Format::Text => write!(out, "{}", sum.table(articles))?,
        Format::Json => sum.rows(articles).try_for_each(|row| line(&mut out, &row))?,
    }
    out.flush()?;
    Ok(session.reporter.finish_check())
}

fn line(out: &mut impl std::io::Write, value: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    Ok(writeln!(out)?)
}

/// Whether a finding decides the exit status.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Error,
    Warning,
}

impl Severity {
    /// A finding as compilers print it: errors need no word, because most findings are errors.
    fn marked(self, finding: &Diagnostic) -> Cow<'_, Diagnostic> {
        match self {
            Self::Error => Cow::Borrowed(finding),
            Self::Warning => {
                Cow::Owned(Diagnostic { message: format!("warning: {}", finding.message), ..finding.clone() })
            }
        }
    }
}

/// A finding as a line of JSON.
#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    message: &'a str,
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, severity: Severity) -> Self {
        let (line, column) = diagnostic.position.map(|position| (position.line, position.column)).unzip();
        Self { file: &diagnostic.file, severity, line, column, message: &diagnostic.message }
    }
}

/// Checks one file. Findings are the result of this command, so they go to standard output.
fn check(file: &File, options: &ReadOptions) -> Done<Checked> {
    // Only clips are UTF-8 for sure, and only their source is compared.
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).map(str::to_string).ok();
    let mut done = read_file_with(file, options, text, |content, text, done| {
        let mut checked = Checked::default();
        match content {
            Content::Article(document, notes) => {
                checked.articles = 1;
                checked.warnings.extend(no_address(file, &document));
                checked.left_out.of_html(&notes);
                checked.left_out.of_html(&Markdown::new().notes(&document));
                checked.findings.extend(laws::document(file, &document));
                let text = text.as_deref();
                checked.findings.extend(text.and_then(|text| source(file, text, &document, &notes)));
            }
            Content::Feed(outcome) => {
                checked.left_out.of_feed(&outcome.notes);
                checked.findings.extend(laws::feed(file, &outcome.feed));
                let all = documents(file, outcome.feed, done);
                checked.articles = all.len();
                checked.findings.extend(all.iter().flat_map(|document| laws::document(file, document)));
            }
            Content::Other => {}
        }
        done.value = Some(checked);
    });
    let wrong = std::mem::take(&mut done.wrong);
    let checked = done.value.get_or_insert_default();
    checked.findings.splice(0..0, wrong);
    done.counts.wrong = checked.findings.len();
    done
}

/// A warning about a page that has no address of its own.
fn no_address(file: &File, document: &newsclip::Document) -> Option<Diagnostic> {
    let message = "the page declares no address; feeds, clips, JSON and EPUB need one: give it with --base";
    (document.url.as_str() == STAND_IN).then(|| Diagnostic::new(&file.path, message))
}

/// Checks that the tree contains everything that a clip's source shows. Pages are not checked, because the walk over the
/// source does not implement the rules for menus and forms.
fn source(
    file: &File,
    text: &str,
    document: &newsclip::Document,
    notes: &[newsclip::html::Note],
) -> Option<Diagnostic> {
    let clip = Clip::parse(text).ok()?;
    let difference = source::difference(clip.html(), document, notes)?;
    Some(Diagnostic::new(&file.path, format!("conservation: {difference}")))
}
