//! The names of `meta` elements, in order of precedence.

pub(super) const TITLE: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
];

pub(super) const DESCRIPTION: &[&str] = &[
    "og:description",
    "twitter:description",
    "description",
    "dc.description",
    "dcterms.description",
    "dcterms.abstract",
    "sailthru.description",
];

pub(super) const PUBLISHED: &[&str] = &[
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_date",
    "published-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "article:published",
    "article:published_date",
    "article:publicationdate",
    "article_date_original",
    "og:published_time",
    "og:pubdate",
    "originalpublicationdate",
    "rnews:datepublished",
    "weibo:article:create_at",
    "pub_date",
    "datepublished",
    "cxenseparse:recs:publishtime",
    "displaydate",
    "og:time",
];

pub(super) const UPDATED: &[&str] = &[
    "dcterms.modified",
    "article:modified",
    "dc.date.modified",
    "article.updated",
    "article_date_updated",
    "weibo:article:update_at",
    "last-modified",
    "lastmod",
    "datemodified",
    "revision_date",
];

pub(super) const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "byline",
];

pub(super) const IMAGE: &[&str] =
    &["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"];

/// Names that come after JSON-LD and `<link rel=image_src>`.
pub(super) const OTHER_IMAGE: &[&str] = &["itemprop:image", "thumbnail", "image"];
