//! The list as CSV (RFC 4180).

use std::io::Write;

use super::record::Record;

/// A writer for the table.
pub(super) struct Table<W: Write>(csv::Writer<W>);

impl<W: Write> Table<W> {
    pub(super) fn new(out: W) -> anyhow::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer
            .write_record([
                "path",
                "title",
                "url",
                "published",
                "updated",
                "authors",
                "tags",
                "language",
                "summary",
            ])
            .map_err(cause)?;
        Ok(Self(writer))
    }

    /// Adds an article. A cell may contain several authors or tags.
    pub(super) fn add(&mut self, record: &Record) -> anyhow::Result<()> {
        let time = |time: Option<newsclip::Timestamp>| time.map(|time| time.to_string()).unwrap_or_default();
        self.0
            .write_record([
                &record.path,
                &record.title,
                record.url.as_deref().unwrap_or_default(),
                &time(record.published),
                &time(record.updated),
                &record.authors.join("; "),
                &record.tags.join("; "),
                record.language.as_deref().unwrap_or_default(),
                record.summary.as_deref().unwrap_or_default(),
            ])
            .map_err(cause)?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        Ok(self.0.flush()?)
    }
}

/// The underlying I/O error, so that a closed pipe is recognized.
fn cause(error: csv::Error) -> anyhow::Error {
    if !error.is_io_error() {
        return error.into();
    }
    std::io::Error::from(error).into()
}
