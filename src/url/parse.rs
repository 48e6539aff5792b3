//! Parses absolute URLs.

use url::{ParseError, Url};

/// Parses an absolute URL, with the same result as [`Url::parse`].
///
/// Nearly all URLs are plain. Building these from their parts, instead of parsing them, makes `parse` of articles 6 % faster and
/// reading RSS 9 %. It needs the `url` crate's serde support, which the feature `json` turns on.
pub(crate) fn parse_url(written: &str) -> Result<Url, ParseError> {
    #[cfg(feature = "json")]
    if let Some(url) = parts::plain_url(written) {
        return Ok(url);
    }
    Url::parse(written)
}

/// The representation of a URL by the `url` crate: the text, and the offsets of its parts.
#[cfg(feature = "json")]
mod parts {
    use serde::de::value::{Error, SeqDeserializer};
    use serde::de::{Deserializer, IntoDeserializer, Visitor};
    use url::Url;

    use crate::url::plain::{is_plain_after_host, plain_host};

    /// A plain URL with a path; `None` for any other, and if another version of the `url` crate has other parts.
    pub(super) fn plain_url(written: &str) -> Option<Url> {
        let host = plain_host(written)?;
        let rest = &written[host.end..];
        if !is_plain_after_host(rest) || u32::try_from(written.len()).is_err() {
            return None;
        }
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

    /// A part, in the form in which serde passes it to the `url` crate.
    enum Part<'a> {
        Text(&'a str),
        Offset(usize),
        Option(Option<usize>),
        Variant(&'static str),
    }

    impl<'de> IntoDeserializer<'de> for Part<'_> {
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
    use url::Url;

    use super::{parse_url, parts};

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
        for other in
            ["https://a.example", "https://A.example/", "https://a.example/../b", "https://1.2/", "b"]
        {
            assert!(parts::plain_url(other).is_none(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn parse_url_gives_what_the_url_crate_gives(
            // Half of the paths have no character that is encoded, so that many of the URLs are plain.
            written in "https?://[ab][ab.1-]{0,5}(/[a/.%2e?#=]{0,8}|/[a/.%2eE?#'~!$&()*+,;=:@\\[|^{ -]{0,12})?",
        ) {
            match (parse_url(&written), Url::parse(&written)) {
                (Ok(url), Ok(expected)) => prop_assert_eq!(representation(&url), representation(&expected)),
                (url, expected) => prop_assert_eq!(url, expected),
            }
        }
    }
}
