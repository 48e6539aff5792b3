//! Addresses: resolved, under the crate's policy for URLs, within a budget.

use url::{ParseError, Url};

use crate::feed::conventions::LONGEST_BASE;
use crate::url::{Purpose, is_allowed, is_web};

/// Resolves a feed's addresses.
///
/// A long base and many relative addresses could make a feed hundreds of times as long: what is resolved is counted.
#[derive(Debug, Default)]
pub(super) struct Urls {
    /// What the caller says the feed's own addresses are relative to.
    pub(super) given: Option<Url>,
    /// The site, which relative addresses are resolved against where nothing else is said.
    pub(super) site: Option<Url>,
    /// The feed's own address, which stands in for the one that it was fetched from (RFC 3986 §5.1.3).
    pub(super) own: Option<Url>,
    /// Bytes of resolved addresses that are still allowed.
    budget: usize,
}

impl Urls {
    pub(super) fn new(given: Option<Url>) -> Self {
        // Enough for small feeds with a long base; larger ones earn more by their bytes.
        Self { given, site: None, own: None, budget: 64 << 10 }
    }

    /// More of the source was read.
    pub(super) fn allow(&mut self, bytes: usize) {
        // Thousands of short relative links and one long base would multiply the input.
        self.budget = self.budget.saturating_add(bytes.saturating_mul(4));
    }

    /// What relative addresses are resolved against where nothing else is said.
    pub(super) fn default_base(&self) -> Option<&Url> {
        self.site.as_ref().or(self.given.as_ref()).or(self.own.as_ref())
    }

    /// An absolute address that is allowed for this purpose.
    pub(super) fn resolve(&mut self, written: &str, base: Option<&Url>, purpose: Purpose) -> Option<Url> {
        let written = written.trim();
        if written.is_empty() {
            return None;
        }
        // An absolute address needs no base and costs no budget.
        let url = match Url::parse(written) {
            Ok(url) => url,
            Err(ParseError::RelativeUrlWithoutBase) => {
                let base = base.or(self.site.as_ref()).or(self.given.as_ref()).or(self.own.as_ref())?;
                self.budget = self.budget.checked_sub(base.as_str().len() + written.len())?;
                base.join(written).ok()?
            }
            Err(_) => return None,
        };
        // One policy for every URL (`src/url.rs`): `javascript:` never reaches an item.
        is_allowed(&url, purpose).then_some(url)
    }

    /// What addresses in an item's content are relative to, unless it is so long that they could not be counted.
    pub(super) fn content_base<'b>(
        &'b self,
        stated: Option<&'b Url>,
        item: Option<&'b Url>,
    ) -> Option<&'b Url> {
        // RFC 4287 §2: `xml:base` comes first; RSS has none, so the item's page stands in for it.
        let base = stated.or(item).or(self.default_base());
        base.filter(|base| is_web(base) && base.as_str().len() <= LONGEST_BASE)
    }

    /// An `xml:base`, relative to the one outside of it.
    pub(super) fn base(&mut self, written: &str, outer: Option<&Url>) -> Option<Url> {
        // RFC 3986 §5.1: a base may itself be relative to the outer one, and must be hierarchical.
        self.resolve(written, outer, Purpose::Media).filter(is_web)
    }
}
