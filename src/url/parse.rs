//! Parses absolute URLs.

use url::{ParseError, Url};

use super::MAX_HOST;

/// Parses an absolute URL, with the same result as [`Url::parse`], but for hosts that are too long.
///
/// Nearly all URLs are plain. Building these from their parts, instead of parsing them, makes `parse` of articles 6 % faster and
/// reading RSS 9 %. It needs the `url` crate's serde support, which the feature `json` turns on.
pub(crate) fn parse_url(written: &str) -> Result<Url, ParseError> {
    #[cfg(feature = "json")]
    if let Some(url) = parts::plain_url(written) {
        return Ok(url);
    }
    if has_long_host(written) { Err(ParseError::IdnaError) } else { Url::parse(written) }
}

/// Resolves a URL, with the same result as [`Url::join`], but for hosts that are too long.
pub(crate) fn join_url(base: &Url, written: &str) -> Result<Url, ParseError> {
    if has_long_host(written) { Err(ParseError::IdnaError) } else { base.join(written) }
}

/// Whether a URL has a host of more than `MAX_HOST` bytes.
fn has_long_host(written: &str) -> bool {
    // Most URLs are shorter than that.
    written.len() > MAX_HOST && long_url_has_long_host(written)
}

#[cold]
fn long_url_has_long_host(written: &str) -> bool {
    // WHATWG URL §4.4 drops these.
    let written = written.trim_start_matches(|c: char| c <= ' ').replace(['\t', '\n', '\r'], "");
    let is_slash = |c: char| matches!(c, '/' | '\\');
    let rest = match written.split_once(':') {
        Some((scheme, rest)) if SPECIAL.iter().any(|special| scheme.eq_ignore_ascii_case(special)) => rest,
        // After a single slash, there is only a path. The URLs of other schemes have no host that is a domain.
        _ if written.strip_prefix(is_slash).is_some_and(|rest| rest.starts_with(is_slash)) => &written,
        _ => return false,
    };
    let rest = rest.trim_start_matches(is_slash);
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    // A user name and password may precede the host.
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.len() > MAX_HOST
}

/// The special schemes (WHATWG URL §4.2), whose hosts are domains.
const SPECIAL: [&str; 6] = ["https", "http", "ws", "wss", "ftp", "file"];

/// The representation of a URL by the `url` crate: the text, and the offsets of its parts.
#[cfg(feature = "json")]
mod parts {
    use std::ops::Range;

    use serde::de::value::{Error, SeqDeserializer};
    use serde::de::{Deserializer, IntoDeserializer, Visitor};
    use url::Url;

    use crate::url::plain::{is_plain_after_host, plain_host};

    /// A plain URL with a path; `None` for any other, and if another version of the `url` crate has other parts.
    pub(super) fn plain_url(written: &str) -> Option<Url> {
        let host = host_of_plain_url(written)?;
        let rest = &written[host.end..];
        let fragment = memchr::memchr(b'#', rest.as_bytes());
        let query = memchr::memchr(b'?', &rest.as_bytes()[..fragment.unwrap_or(rest.len())]);
        let after_host = |offset: Option<usize>| Part::Option(offset.map(|offset| host.end + offset));
        let parts = [
            Part::Text(written),
            Part::Offset(host.start - "://".len()), // end of the scheme
            Part::Offset(host.start),               // end of the user name
            Part::Offset(host.start),
            Part::Offset(host.end),
            Part::Variant("Domain"),
            Part::Option(None),     // port
            Part::Offset(host.end), // start of the path
            after_host(query),
            after_host(fragment),
        ];
        Url::deserialize_internal(SeqDeserializer::new(parts.into_iter())).ok()
    }

    /// The host of a URL, if the whole URL is plain.
    pub(super) fn host_of_plain_url(written: &str) -> Option<Range<usize>> {
        let is_short = u32::try_from(written.len()).is_ok();
        plain_host(written).filter(|host| is_plain_after_host(&written[host.end..]) && is_short)
    }

    /// A part, in the form in which serde passes it to the `url` crate.
    enum Part<'a> {
        Text(&'a str),
        Offset(usize),
        Option(Option<usize>),
        Variant(&'static str),
    }

    impl IntoDeserializer<'_> for Part<'_> {
        type Deserializer = Self;

        fn into_deserializer(self) -> Self {
            self
        }
    }

    impl<'de> Deserializer<'de> for Part<'_> {
        type Error = Error;

        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self {
                Self::Text(text) => visitor.visit_str(text),
                Self::Offset(offset) => visitor.visit_u64(offset as u64),
                Self::Option(None) => visitor.visit_none(),
                Self::Option(Some(offset)) => visitor.visit_some(offset.into_deserializer()),
                Self::Variant(name) => visitor.visit_enum(name.into_deserializer()),
            }
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
            tuple_struct map struct enum identifier ignored_any
        }
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use proptest::prelude::*;
    use url::{ParseError, Url};

    use super::super::is_web_url;
    use super::{join_url, parse_url, parts};

    /// All parts: `Url` compares the text alone.
    fn representation(url: &Url) -> serde_json::Value {
        url.serialize_internal(serde_json::value::Serializer).expect("a value")
    }

    #[test]
    fn plain_urls_are_built_from_their_parts() {
        for plain in
            ["http://a.example/", "https://a-b.example/c/d.html?e=/f&g=%20#h?i", "https://a.example/#?"]
        {
            assert!(parts::plain_url(plain).is_some(), "{plain}");
        }
        for other in [
            "https://a.example",
            "https://A.example/",
            "https://a.example/../b",
            "https://a.example/%2E%2e/b",
            "https://1.2/",
            "b",
        ] {
            assert!(parts::host_of_plain_url(other).is_none(), "{other}");
        }
    }

    #[test]
    fn hosts_are_at_most_4_kib_long() {
        let base = Url::parse("https://a.example/").expect("a URL");
        let host = |bytes: usize| "a.".repeat(bytes / 2);
        for (before, after) in [
            ("https://", ""),
            ("HTTP:\\\\", "/b"),
            (" w\tss:", "?b"),
            ("ftp:///", "#b"),
            ("https://b:c@", "/"),
        ] {
            let url = |bytes| format!("{before}{}{after}", host(bytes));
            assert!(parse_url(&url(4096)).is_ok(), "{before}");
            assert_eq!(parse_url(&url(4098)), Err(ParseError::IdnaError), "{before}");
            assert_eq!(join_url(&base, &url(4098)), Err(ParseError::IdnaError), "{before}");
        }
        assert_eq!(join_url(&base, &format!("/\\{}", host(4098))), Err(ParseError::IdnaError));
        for before in ["https://a.example/", "https://a.example?", "mailto:", "data:,", "https://"] {
            let url = format!("{before}{}@a.example", host(5000));
            assert!(parse_url(&url).is_ok() && join_url(&base, &url).is_ok(), "{before}");
        }
        assert!(join_url(&base, &host(5000)).is_ok());
        assert!(parse_url(&format!("data:,{}", host(5000))).is_ok());
        // A plain host needs no parser.
        let url = |bytes| format!("https://{}", "a".repeat(bytes));
        assert!(is_web_url(&url(4096)) && !is_web_url(&url(4097)));
    }

    proptest! {
        #[test]
        fn parse_url_gives_what_the_url_crate_gives(
            // Half of the paths have no character that is encoded, so that many of the URLs are plain.
            written in prop_oneof!["https?://(xn--)?[ab][ab.1-]{0,5}(/[a/.%2e?#=]{0,8}|/[a/.%2eE?#'~!$&()*+,;=:@\\[|^{ -]{0,12})?",
                // Hosts of all kinds.
                "( |[Hh]ttps?):?[/\\\\]{0,3}(xn--|0x|\\[::)?[abA0-9.%@:\\[\\]_~ \t雨éß\u{ad}-]{0,9}[/?#]?[a/.]{0,4}"],
        ) {
            match (parse_url(&written), Url::parse(&written)) {
                (Ok(url), Ok(expected)) => prop_assert_eq!(representation(&url), representation(&expected)),
                (url, expected) => prop_assert_eq!(url, expected),
            }
            // Only in debug builds, the `url` crate refuses parts that do not fit.
            if parts::host_of_plain_url(&written).is_some() {
                prop_assert_eq!(Url::parse(&written).map(String::from), Ok(written));
            }
        }
    }
}
