//! The image that represents an article.

use std::borrow::Cow;

use url::Url;

use super::meta::Metadata;
use super::names::{IMAGE, OTHER_IMAGE};
use crate::html::image_names::{is_blank, path};
use crate::url::{Purpose, resolve};

/// The maximum number of images that are compared.
const MAX_IMAGES: usize = 16;

/// Words in the names of files and folders of images that represent a site or a person.
const STAND_IN: [&str; 9] =
    ["avatar", "avatars", "blavatar", "fallback", "favicon", "icon", "icons", "logo", "logos"];

/// The first image that a page declares and that shows something. Others come before those that stand for a site or a person.
pub(super) fn image(metadata: &Metadata<'_>, ld: &[String], base: Option<&Url>) -> Option<String> {
    let meta = IMAGE.iter().flat_map(|name| metadata.contents(name));
    let others = OTHER_IMAGE.iter().flat_map(|name| metadata.contents(name));
    let declared = meta.copied().chain(ld.iter().map(String::as_str)).chain(metadata.link("image_src"));
    let declared = declared.chain(others.copied());
    let resolved = |written: &str| resolve(written, base, Purpose::Image).map(Cow::into_owned);
    let images = declared.filter(|written| !is_blank(written)).take(MAX_IMAGES).filter_map(resolved);
    let mut stand_in = None;
    for image in images {
        if !is_stand_in(&image) {
            return Some(image);
        }
        stand_in = stand_in.or(Some(image));
    }
    stand_in
}

/// The path of an address without its file extension.
fn stem(url: &str) -> &str {
    let path = path(url);
    match path.rsplit_once('.') {
        Some((start, extension)) if !extension.contains('/') => start,
        _ => path,
    }
}

fn is_stand_in(url: &str) -> bool {
    // The host says nothing about the image.
    let after_host =
        url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').unwrap_or_default().1);
    let mut words = stem(after_host).split(|letter: char| !letter.is_ascii_alphanumeric());
    words.any(|word| STAND_IN.iter().any(|name| word.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_that_represent_no_article() {
        for url in [
            "https://a.example/img/site-logo.png",
            "//a.example/apple-touch-icon",
            "https://a.example/icons/t.png",
        ] {
            assert!(is_stand_in(url), "{url}");
        }
        for url in ["https://logo.example/", "https://a.example/2022/iconic-view.jpg", "/rain.jpg?logo"] {
            assert!(!is_stand_in(url), "{url}");
        }
    }
}
