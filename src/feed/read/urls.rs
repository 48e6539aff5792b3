//! Resolves addresses by the crate's URL policy, within a budget.

use std::borrow::Cow;

use memchr::memmem;
use url::{ParseError, Url};

use crate::feed::conventions::LONGEST_BASE;
use crate::url::{Purpose, is_allowed, is_web, join_url, parse_url};

/// Resolves the addresses of a feed.
///
/// A long base and many relative addresses could make the output hundreds of times as long as the feed, so the bytes of
/// resolved addresses are counted.
#[derive(Debug, Default)]
pub(super) struct Urls {
    /// The base that the caller gave.
    pub(super) given: Option<Url>,
    /// The address of the site, the default base.
    pub(super) site: Option<Url>,
    /// The feed's own address, used if the retrieval address is unknown (RFC 3986 §5.1.3).
    pub(super) own: Option<Url>,
    /// The remaining number of bytes for resolved addresses.
    budget: usize,
}

impl Urls {
    pub(super) fn new(given: Option<Url>) -> Self {
        // Enough for small feeds with a long base. `earn` adds more for larger feeds.
        Self { given, site: None, own: None, budget: 64 << 10 }
    }

    /// Adds to the budget for more bytes of the source.
    pub(super) fn earn(&mut self, bytes: usize) {
        // In proportion to the input, because thousands of short relative links and one long base would multiply it.
        self.budget = self.budget.saturating_add(bytes.saturating_mul(4));
    }

    /// The base of relative addresses without a base of their own.
    pub(super) fn default_base(&self) -> Option<&Url> {
        self.site.as_ref().or(self.given.as_ref()).or(self.own.as_ref())
    }

    /// Resolves an address; `None` if the result is not allowed for this purpose.
    pub(super) fn resolve(&mut self, written: &str, base: Option<&Url>, purpose: Purpose) -> Option<Url> {
        let written = written.trim();
        if written.is_empty() {
            return None;
        }
        let written = &*unescaped(written);
        // An absolute address needs no base and costs no budget.
        let url = match parse_url(written) {
            Ok(url) => url,
            Err(ParseError::RelativeUrlWithoutBase) => {
                let base = base.or(self.default_base())?;
                let left = self.budget.checked_sub(base.as_str().len() + written.len())?;
                let joined = join_url(base, written);
                self.budget = left;
                joined.ok()?
            }
            Err(_) => return None,
        };
        // The crate has one policy for all URLs (`src/url/mod.rs`): `javascript:` never reaches an item.
        is_allowed(&url, purpose).then_some(url)
    }

    /// The base of addresses in the content of an item; `None` if it is too long. The HTML reader resolves these addresses,
    /// so they are not counted here.
    pub(super) fn content_base<'b>(
        &'b self,
        stated: Option<&'b Url>,
        item: Option<&'b Url>,
    ) -> Option<&'b Url> {
        // RFC 4287 §2: `xml:base` takes precedence. RSS has no base, so the address of the item is the best choice.
        let base = stated.or(item).or(self.default_base());
        base.filter(|base| is_web(base) && base.as_str().len() <= LONGEST_BASE)
    }

    /// Resolves an `xml:base` against the one around it.
    pub(super) fn base(&mut self, written: &str, outer: Option<&Url>) -> Option<Url> {
        // XML Base §4: a base may be relative to the outer one. RFC 3986 §5.1 requires a hierarchical base.
        self.resolve(written, outer, Purpose::Media).filter(is_web)
    }
}

/// The address without references. Many feeds escape addresses twice, and no parameter begins with `amp;`.
fn unescaped(written: &str) -> Cow<'_, str> {
    match memmem::find(written.as_bytes(), b"&amp;") {
        None => Cow::Borrowed(written),
        Some(_) => Cow::Owned(written.replace("&amp;", "&")),
    }
}
