//! Finds the files that match a pattern.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::catalog::Session;
use datafusion::common::cast::as_boolean_array;
use datafusion::common::plan_err;
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::Result;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::physical_expr::PhysicalExpr;
use futures::TryStreamExt;
use glob::MatchOptions;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};

use super::file::{File, file_batch};

/// `*` stays within a folder, as in a shell; `**` does not.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// A file, a folder, or a pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    written: String,
    url: ListingTableUrl,
}

/// The files that a pattern matches, in the order of their paths.
pub(super) struct Files {
    pub(super) store: ObjectStoreUrl,
    pub(super) found: Vec<File>,
}

impl Pattern {
    pub(super) fn parse(written: &str) -> Result<Self> {
        let url = match split_url(written) {
            // `ListingTableUrl` supports patterns in paths, but not in URLs.
            Some((folder, glob)) => ListingTableUrl::parse(folder)?.with_glob(glob)?,
            None => ListingTableUrl::parse(written)?,
        };
        Ok(Self { written: written.to_string(), url })
    }

    /// The files for which `condition` holds.
    pub(super) async fn files(
        &self,
        state: &dyn Session,
        condition: Option<&Arc<dyn PhysicalExpr>>,
    ) -> Result<Files> {
        let store = state.runtime_env().object_store(&self.url)?;
        let mut metas = self.list(&store).await?;
        // Otherwise a misspelled pattern would look like an archive without articles.
        if metas.is_empty() {
            return plan_err!("clips: no file matches {:?}", self.written);
        }
        // Stores list files in any order, but the same query should give the same rows in the same order.
        metas.sort_by(|a, b| a.location.cmp(&b.location));
        let found = metas.into_iter().map(|meta| File { path: self.path(&meta.location), meta }).collect();
        let found = condition.map_or(Ok(Vec::clone(&found)), |condition| select(found, condition))?;
        Ok(Files { store: self.url.object_store(), found })
    }

    async fn list(&self, store: &Arc<dyn ObjectStore>) -> Result<Vec<ObjectMeta>> {
        if !self.url.is_collection()
            && let Ok(meta) = store.head(self.url.prefix()).await
        {
            return Ok(vec![meta]);
        }
        // A URL without a trailing slash may also be a folder.
        let all = store.list(Some(self.url.prefix()));
        Ok(all.try_filter(|meta| std::future::ready(self.matches(&meta.location))).try_collect().await?)
    }

    /// `ListingTableUrl::contains` excludes names that contain `=`, which is only correct for partitioned tables.
    fn matches(&self, path: &Path) -> bool {
        let Some(glob) = self.url.get_glob() else { return true };
        let segments = self.url.strip_prefix(path).map(|segments| segments.collect::<Vec<_>>().join("/"));
        segments.is_some_and(|path| glob.matches_with(&path, OPTIONS))
    }

    fn path(&self, location: &Path) -> String {
        match self.url.scheme() {
            "file" if cfg!(windows) => location.to_string(),
            "file" => format!("/{location}"),
            _ => format!("{}{location}", self.url.object_store().as_str()),
        }
    }
}

/// `s3://bucket/a/**/*.md` → `s3://bucket/a/` and `**/*.md`.
fn split_url(written: &str) -> Option<(&str, &str)> {
    let authority = written.find("://")? + "://".len();
    let glob = authority + written[authority..].find(['*', '?', '['])?;
    let folder = written[..glob].rfind('/')? + 1;
    (folder > authority).then(|| written.split_at(folder))
}

fn select(files: Vec<File>, condition: &Arc<dyn PhysicalExpr>) -> Result<Vec<File>> {
    let batch: RecordBatch = file_batch(&files)?;
    let holds = condition.evaluate(&batch)?.into_array(files.len())?;
    let holds = as_boolean_array(&holds)?;
    // Null is not true.
    Ok(files.into_iter().zip(holds).filter(|(_, holds)| *holds == Some(true)).map(|(file, _)| file).collect())
}
