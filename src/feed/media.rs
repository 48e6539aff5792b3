//! Media types.

/// The media type that the file name extension of a URL suggests.
pub(super) fn media_type_of(url: &str) -> Option<&'static str> {
    // A query may hold a dot, such as in a version number, which starts no extension.
    let path = url.split(['?', '#']).next()?;
    let (_, name) = path.rsplit_once('/')?;
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "oga" | "ogg" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "apng" => "image/apng",
        "bmp" => "image/bmp",
        "heic" => "image/heic",
        "heif" => "image/heif",
        "jxl" => "image/jxl",
        "svg" => "image/svg+xml",
        "tif" | "tiff" => "image/tiff",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        "torrent" => "application/x-bittorrent",
        _ => return None,
    })
}

/// Whether a text is `type/subtype`, perhaps with parameters (RFC 6838 §4.2).
pub(super) fn is_media_type(text: &str) -> bool {
    let is_token = |part: &str| {
        !part.is_empty() && part.bytes().all(|c| c.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&c))
    };
    // Parameters such as `codecs="…"` may hold almost any character, so they are not checked.
    essence(text).split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_suggest_types() {
        for (extensions, media_type) in [
            ("mp3 MP3", "audio/mpeg"),
            ("m4a", "audio/mp4"),
            ("oga ogg opus", "audio/ogg"),
            ("wav", "audio/wav"),
            ("flac", "audio/flac"),
            ("mp4 m4v", "video/mp4"),
            ("webm", "video/webm"),
            ("mov", "video/quicktime"),
            ("jpg jpeg", "image/jpeg"),
            ("png", "image/png"),
            ("gif", "image/gif"),
            ("webp", "image/webp"),
            ("avif", "image/avif"),
            ("apng", "image/apng"),
            ("bmp", "image/bmp"),
            ("heic", "image/heic"),
            ("heif", "image/heif"),
            ("jxl", "image/jxl"),
            ("svg", "image/svg+xml"),
            ("tif tiff", "image/tiff"),
            ("pdf", "application/pdf"),
            ("epub", "application/epub+zip"),
            ("zip", "application/zip"),
            ("torrent", "application/x-bittorrent"),
        ] {
            for extension in extensions.split(' ') {
                let url = format!("https://a.example/rain.{extension}?v=1.2#t=3.4");
                assert_eq!(media_type_of(&url), Some(media_type), "{url}");
            }
        }
        for url in ["https://a.example/rain", "https://a.example/rain.html", "https://a.mov/", "rain.mp3"] {
            assert_eq!(media_type_of(url), None, "{url}");
        }
    }

    #[test]
    fn a_media_type_has_two_names() {
        for text in ["audio/mpeg", "image/svg+xml", "text/html; charset=utf-8", "audio/mp4 ;codecs=\"a b\""] {
            assert!(is_media_type(text), "{text}");
        }
        for text in ["", "mp3", "audio/", "/mpeg", "audio/mpeg/3", "audio mpeg/3", "音频/mpeg", ";audio/mpeg"]
        {
            assert!(!is_media_type(text), "{text}");
        }
    }
}
