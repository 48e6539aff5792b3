//! `newsclip site`: makes a static site of an archive, which also works from the disk.

mod articles;
mod collect;
mod feeds;
mod labels;
mod lists;
mod plan;
mod search;
mod template;

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::builder::NonEmptyStringValueParser;
use newsclip::{Html, Url};

use self::labels::Labels;
use self::plan::Plan;
use self::template::Template;
use crate::args::{ForceArgs, InputArgs, count, folder, language, url};
use crate::input::{Holds, Kind};
use crate::output::{Existing, replace_file, temporary};
use crate::pipeline::OutputFolder;
use crate::report::{Counts, Outcome, shown};
use crate::session::Session;

/// The style sheet of all pages.
const STYLE: &str = include_str!("style.css");

/// Makes a static site of many articles
///
/// The site has a page for each article, lists by year and tag, a search that needs no server, and feeds. Copy it to any web
/// server, or open `index.html` from the disk. If several articles have the same address, only the newest is kept.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  newsclip site articles --title Weather -o public
  Again, after articles were added:
    newsclip site articles --title Weather -o public --force")]
pub(crate) struct Args {
    #[command(flatten)]
    inputs: InputArgs,

    /// The folder of the site
    #[arg(short, long, value_name = "FOLDER", value_parser = folder(), help_heading = "Output")]
    output: PathBuf,

    /// The title of the site [default: `Articles`, in the site's language]
    #[arg(long, value_parser = NonEmptyStringValueParser::new(), help_heading = "Site")]
    title: Option<String>,

    /// The address of the site, for its feeds
    #[arg(long, value_name = "URL", value_parser = url, help_heading = "Site")]
    url: Option<Url>,

    /// A description of the site
    #[arg(long, value_name = "TEXT", help_heading = "Site")]
    description: Option<String>,

    /// The site's language, as a tag such as `zh-Hans`; its own words are in English or Chinese
    #[arg(long, value_name = "TAG", value_parser = language, help_heading = "Site")]
    language: Option<String>,

    /// The number of articles per page of a list
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true, default_value = "100", help_heading = "Site")]
    page_size: NonZeroUsize,

    #[command(flatten)]
    existing: ForceArgs,
}

/// A site in progress.
struct Site<'a> {
    args: &'a Args,
    labels: &'static Labels,
    session: &'a Session,
    plan: Plan,
    html: Html,
    existing: Existing,
    folder: OutputFolder<'a>,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Outcome> {
    session.reporter.begin();
    let labels = Labels::of(args.language.as_deref());
    let archive = collect::collect(&args.inputs, &args.output, session)?;
    if session.reporter.read_nothing() {
        return Ok(session.reporter.finish());
    }
    let plan = Plan::new(archive, labels.undated);
    let folder = OutputFolder::new(&args.inputs.roots, &args.output, "-o");
    let existing = args.existing.policy().after_reading(session.reporter.has_read());
    let site = Site { args, labels, session, plan, html: Html::new(), existing, folder };
    site.clean();
    let index = articles::write(&site)?;
    search::write(&site, index)?;
    lists::write(&site)?;
    feeds::write(&site)?;
    site.write("style.css", STYLE)?;
    site.folder.report_left_out(session);
    Ok(session.reporter.finish())
}

impl Site<'_> {
    /// The template of a page that is `depth` folders below the root of the site.
    fn template(&self, depth: usize) -> Template<'_> {
        let language = self.args.language.as_deref();
        Template { title: self.title(), labels: self.labels, language, depth }
    }

    fn title(&self) -> &str {
        self.args.title.as_deref().unwrap_or(self.labels.articles)
    }

    /// Writes a file of the site. If it differs and may not be replaced, the run ends, because the other files would differ too.
    fn write(&self, name: &str, content: &str) -> anyhow::Result<()> {
        let counts = self.replace(name, content).with_context(|| shown(&self.path(name)))?;
        self.session.reporter.add(counts);
        Ok(())
    }

    fn replace(&self, name: &str, content: &str) -> io::Result<Counts> {
        let path = self.path(name);
        let is_earlier = |kind| Holds::SitePage.is_in(&path, kind);
        self.replace_with(&path, is_earlier, |out| out.write_all(content.as_bytes()))
    }

    fn replace_with(
        &self,
        path: &Path,
        is_earlier: impl FnOnce(Kind) -> bool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Counts> {
        self.folder.check(path, is_earlier)?;
        replace_file(path, || self.existing, write)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.args.output.join(Path::new(name))
    }

    /// Removes the temporary files of killed runs.
    fn clean(&self) {
        for folder in self.plan.folders() {
            temporary::remove_stale(&self.path(&folder));
        }
    }
}
