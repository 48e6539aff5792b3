//! The links of items and heads.

use std::borrow::Cow;

use url::Url;

use super::parser::{Element, Parser};
use super::space::Space;
use crate::feed::media::essence;
use crate::feed::read::draft::{Draft, File, Link, address_rank};
use crate::feed::read::head::Head;
use crate::feed::read::step::Result;
use crate::url::Purpose;

impl<'a> Parser<'a, '_> {
    /// Reads a link of an item. Its address is the text in RSS and an attribute in Atom, but both forms occur in both formats.
    pub(super) fn link(&mut self, field: &Element<'a>, draft: &mut Draft<'a>) -> Result {
        let written =
            self.attribute(field, "href").or_else(|| self.attribute_in(field, Space::Rdf, "resource"));
        let Some(url) = written else {
            let base = self.base();
            let link = Link { base, url: self.plain(field)? };
            if draft.url.wants(address_rank::LINK) {
                draft.url.offer(address_rank::LINK, self.converter().url(&link, Purpose::Link, draft.at));
            }
            return Ok(());
        };
        self.related(field, url, draft);
        Ok(())
    }

    /// Takes the address of a link by its relation to the item.
    fn related(&mut self, field: &Element<'a>, url: Cow<'a, str>, draft: &mut Draft<'a>) {
        let media_type = self.attribute(field, "type");
        match relation(self.attribute(field, "rel").as_deref()) {
            "alternate" => self.offer_url(alternate_rank(media_type.as_deref()), &url, draft),
            "enclosure" => draft.files.push(File {
                link: Link { url, base: self.base() },
                media_type,
                length: self.attribute(field, "length"),
                title: self.attribute(field, "title"),
                duration: None,
            }),
            "related" if draft.external_url.is_none() => {
                draft.external_url = Some(Link { url, base: self.base() });
            }
            "replies" => {
                let url = self.address(&url, field.at);
                // RFC 4685 §4: `replies` may be a web page or a feed of comments.
                if media_type.is_some_and(|found| found.contains("xml")) {
                    draft.comments.feed_url = url.or(draft.comments.feed_url.take());
                } else {
                    draft.comments.url = url.or(draft.comments.url.take());
                }
                let count = self.attribute_in(field, Space::Thread, "count").unwrap_or_default();
                draft.comments.count = self.parse_count(&count, field.at).or(draft.comments.count);
            }
            // The entry as a separate document and the address to edit it (RFC 5023 §11), which only publishers need.
            "self" | "edit" | "edit-media" => {}
            relation => self.session.notes.unused(&format!("link rel=\"{relation}\""), self.window, field.at),
        }
    }

    /// Reads a link of the head.
    pub(super) fn head_link(&mut self, field: &Element<'a>, head: &mut Head) -> Result {
        let Some(href) = self.attribute(field, "href") else {
            if let Some(url) = self.page(field)? {
                self.set_site(address_rank::LINK, url, head);
            }
            return Ok(());
        };
        let media_type = self.attribute(field, "type");
        let written = self.attribute(field, "rel");
        let relation = relation(written.as_deref());
        // RFC 4287 §4.2.7.2 defines five relations and IANA many more. The model has fields for three.
        if !matches!(relation, "alternate" | "self" | "hub") {
            self.session.notes.unused(&format!("link rel=\"{relation}\""), self.window, field.at);
            return Ok(());
        }
        let Some(url) = self.address(&href, field.at) else { return Ok(()) };
        match relation {
            "alternate" => self.set_site(alternate_rank(media_type.as_deref()), url, head),
            "self" => {
                // Only the last choice as a base for relative addresses: a copied feed may still name its original host.
                self.session.urls.own = Some(url.clone());
                head.feed_url.offer(0, url);
            }
            _ => head.hubs.push(url),
        }
        Ok(())
    }

    /// Sets the address of the site, which is the base of relative addresses in items.
    pub(super) fn set_site(&mut self, rank: u8, url: Url, head: &mut Head) {
        head.url.offer(rank, url);
        self.session.urls.site = head.url.get().cloned();
    }

    /// Reads `itunes:new-feed-url`.
    pub(super) fn new_feed_url(&mut self, field: &Element<'a>, head: &mut Head) -> Result {
        if let Some(url) = self.page(field)? {
            head.feed_url.offer(1, url);
        }
        Ok(())
    }
}

/// The relation of a link (RFC 4287 §4.2.7.2), which may be written as an IRI.
pub(super) fn relation(written: Option<&str>) -> &str {
    const KNOWN: [&str; 8] =
        ["alternate", "self", "enclosure", "related", "replies", "hub", "edit", "edit-media"];
    // RFC 4287 §4.2.7.2: a link without `rel` is an alternate.
    let relation = written.unwrap_or("alternate").trim();
    // §4.2.7.2: the name and the full IRI of a registered relation are equivalent.
    let relation = relation.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(relation);
    // RFC 8288 §2.1.1: their case does not matter.
    KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(relation)).unwrap_or(relation)
}

/// The rank of an alternate by its media type.
fn alternate_rank(media_type: Option<&str>) -> u8 {
    let is_page = |media_type: &str| {
        // RFC 2045 §5.1: parameters may follow, and the case does not matter.
        let essence = essence(media_type.trim_start());
        essence.eq_ignore_ascii_case("text/html") || essence.eq_ignore_ascii_case("application/xhtml+xml")
    };
    if media_type.is_none_or(is_page) { address_rank::PAGE } else { address_rank::OTHER_ALTERNATE }
}
