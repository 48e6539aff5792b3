//! What the file name of an image says about it.

/// Images that show nothing.
const BLANK: [&str; 6] = ["1x1", "blank", "empty", "placeholder", "spacer", "transparent"];

/// Whole names of the images that a site writes if an article has none.
const NO_IMAGE: [&str; 2] = ["no-image", "no_image"];

/// Words in the names of images that a page shows until a script has loaded the real one.
const LOADING: [&str; 6] = ["lazy", "lazyload", "loader", "loading", "pixel", "preloader"];

/// Whole names of such images. As words, they would also be in the names of other images.
const UNTIL_LOADED: [&str; 5] = ["grey", "gray", "none", "sg_trans", "trans"];

/// Words in the names of images that count readers.
const COUNTERS: [&str; 13] = [
    "clear",
    "count",
    "counter",
    "hit",
    "hitcounter",
    "hits",
    "pixel",
    "stat",
    "stats",
    "track",
    "tracker",
    "tracking",
    "webstats",
];

/// Whether a whole name says that an image shows nothing.
pub(super) fn is_blank(url: &str) -> bool {
    is_whole_name(url, &[&BLANK, &NO_IMAGE])
}

/// Whether a name says that a script replaces an image.
pub(super) fn is_of_placeholder(url: &str) -> bool {
    // A service that resizes images may have the address in its query.
    let end = url.rsplit('/').next().unwrap_or_default();
    has_word(end, &[&BLANK, &LOADING]) || is_whole_name(url, &[&UNTIL_LOADED])
}

/// Whether a name says that an image counts readers.
pub(super) fn is_of_counter(url: &str) -> bool {
    has_word(file(url), &[&BLANK, &COUNTERS])
}

/// The path of an address.
pub(super) fn path(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

fn file(url: &str) -> &str {
    path(url.trim()).rsplit('/').next().unwrap_or_default()
}

fn is_whole_name(url: &str, names: &[&[&str]]) -> bool {
    let file = file(url);
    is_one_of(file.rsplit_once('.').map_or(file, |(name, _)| name), names)
}

/// Whether one of the words in a name, without a number at its end, is one of these.
fn has_word(name: &str, words: &[&[&str]]) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    name.split(|c: char| !c.is_alphanumeric())
        .any(|word| is_one_of(word, words) || is_one_of(word.trim_end_matches(is_digit), words))
}

fn is_one_of(name: &str, names: &[&[&str]]) -> bool {
    names.iter().copied().flatten().any(|other| name.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_of_blank_images() {
        assert!(is_blank("https://s0.wp.com/i/blank.jpg"));
        assert!(is_blank("/spacer.gif?v=1"));
        assert!(is_blank(" /No-Image"));
        assert!(!is_blank("https://a.example/blank/rain.jpg"));
        assert!(!is_blank("/blank-page.jpg"));
    }

    #[test]
    fn words_and_names_of_placeholders() {
        for url in [
            "/blank.gif",
            "/img/Grey.gif",
            "/a_Loading2.svg?v=1",
            "/1x1.trans.gif",
            "/empty.e2b8.png",
            "/?url=//a.example/spacer.gif&w=1",
        ] {
            assert!(is_of_placeholder(url), "{url}");
        }
        for url in ["/jean-grey.jpg", "/blanket.png", "/trans-siberian.jpg", "/lazy/1.jpg"] {
            assert!(!is_of_placeholder(url), "{url}");
        }
    }

    #[test]
    fn words_of_counters() {
        for url in ["/hit2.gif", "/web_stats.gif", "/Tracking-Pixel.gif?id=7", "/1x1.gif", "/count.gif#a"] {
            assert!(is_of_counter(url), "{url}");
        }
        for url in ["/architecture.gif", "/country.gif", "/statue-of-1910.gif", "/rain.gif?count=1"] {
            assert!(!is_of_counter(url), "{url}");
        }
    }
}
