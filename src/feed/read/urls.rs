//! Addresses: resolved, under the crate's policy for URLs, within a budget.

use url::{ParseError, Url};

use crate::url::{Purpose, is_web, resolve};

/// Resolves a feed's addresses.
///
/// A long base and many relative addresses could make a feed hundreds of times as long: what is resolved is counted.
#[derive(Debug, Default)]
pub(super) struct Urls {
    /// What the caller says the feed's own addresses are relative to.
    pub(super) given: Option<Url>,
    /// The site, which relative addresses are resolved against where nothing else is said.
    pub(super) site: Option<Url>,
    /// Bytes of resolved addresses that are still allowed.
    budget: usize,
}

impl Urls {
    pub(super) fn new(given: Option<Url>) -> Self {
        Self { given, site: None, budget: 64 << 10 }
    }

    /// More of the source was read.
    pub(super) fn allow(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_add(bytes.saturating_mul(16));
    }

    /// What relative addresses are resolved against where nothing else is said.
    pub(super) fn default_base(&self) -> Option<&Url> {
        self.site.as_ref().or(self.given.as_ref())
    }

    /// An absolute address that is allowed for this purpose.
    pub(super) fn resolve(&mut self, written: &str, base: Option<&Url>, purpose: Purpose) -> Option<Url> {
        let written = written.trim();
        if written.is_empty() {
            return None;
        }
        let url = match Url::parse(written) {
            Ok(url) => url,
            Err(ParseError::RelativeUrlWithoutBase) => {
                let base = base.or(self.default_base())?;
                let length = base.as_str().len() + written.len();
                let url = base.join(written).ok().filter(|_| length <= self.budget)?;
                self.budget -= length;
                url
            }
            Err(_) => return None,
        };
        resolve(url.as_str(), None, purpose).is_some().then_some(url)
    }

    /// An `xml:base`, relative to the one outside of it.
    pub(super) fn base(&mut self, written: &str, outer: Option<&Url>) -> Option<Url> {
        self.resolve(written, outer, Purpose::Media).filter(is_web)
    }
}
