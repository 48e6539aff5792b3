//! Which descriptions of images to show as text, and which titles of links and images to write.

use crate::tree::{Image, Inline, Link, Node, Walk};
use crate::url::image_extension;

/// Descriptions without information.
const GENERIC: [&str; 24] = [
    "alt",
    "figure",
    "image",
    "images",
    "img",
    "none",
    "null",
    "photo",
    "photograph",
    "pic",
    "pics",
    "picture",
    "undefined",
    "untitled",
    "thumbnail",
    "图",
    "图片",
    "图像",
    "照片",
    "圖片",
    "画像",
    "写真",
    "이미지",
    "사진",
];

/// Prefixes of file names that cameras, phones and applications generate.
const FILE_NAMES: [&str; 12] = [
    "img",
    "image",
    "dsc",
    "dscn",
    "dscf",
    "pxl",
    "photo",
    "pic",
    "screenshot",
    "wechatimg",
    "微信图片",
    "屏幕截图",
];

/// The minimum length of a description, in characters, to count as repeated by a longer text that begins with it.
const MIN_REPEATED: usize = 4;

/// The maximum length of a full stop or an ellipsis after a text.
const MAX_STOP: usize = 64;

/// The description that Markdown shows: empty if it has no information, or if the following text begins with it.
pub(crate) fn shown_description<'a>(image: &'a Image, following: &str) -> &'a str {
    shown(&image.alt, following)
}

/// The description that plain text shows, or else the title.
pub(crate) fn description_or_title<'a>(image: &'a Image, following: &str) -> &'a str {
    shown(description_of(image), following)
}

fn description_of(image: &Image) -> &str {
    // HTML §3.2.6.1 discourages titles in place of `alt`; but if `alt` is empty, a title is better than nothing.
    let title = image.title.as_deref().filter(|_| image.alt.trim().is_empty());
    title.unwrap_or(&image.alt)
}

fn shown<'a>(description: &'a str, following: &str) -> &'a str {
    let trimmed = description.trim();
    let is_left_out = trimmed.is_empty() || describes_nothing(trimmed) || is_repeated(trimmed, following);
    if is_left_out { "" } else { description }
}

fn describes_nothing(alt: &str) -> bool {
    // In the lists, only ASCII letters have case.
    if GENERIC.iter().any(|generic| alt.eq_ignore_ascii_case(generic)) {
        return true;
    }
    // A sentence that ends with a file name still describes the picture.
    !alt.contains(char::is_whitespace) && (image_extension(alt).is_some() || is_identifier(alt))
}

fn strip_prefix<'a>(name: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = name.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// A number, a UUID, a hash, or a name with a number such as `IMG_1234`.
fn is_identifier(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let is_hexadecimal = name.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'-' | b'_'));
    // Words such as `facade` are hexadecimal, and `2022` can describe a chart.
    if is_hexadecimal && digits >= 3 && name.len() >= 8 {
        return true;
    }
    let rest = FILE_NAMES.iter().find_map(|prefix| strip_prefix(name, prefix));
    digits >= 3
        && rest
            .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'_')))
}

/// Whether a text equals the description or begins with it.
fn is_repeated(alt: &str, following: &str) -> bool {
    // A caption that repeats the description often differs in the final full stop.
    let alt = alt.trim_end_matches(['.', '。', '…', ' ']);
    // The description consists of dots, which no text repeats.
    if alt.is_empty() {
        return false;
    }
    let following = following.trim_start();
    let Some(start) = following.get(..alt.len()) else { return false };
    // Folding case allocates two strings, so it is done only if the exact comparison fails.
    let is_same = start == alt || start.to_lowercase() == alt.to_lowercase();
    let rest = &following[alt.len()..];
    // Bounded, because a caption of a million full stops would be read again for each image of the figure.
    let is_stop = || rest.len() <= MAX_STOP && rest.trim_end_matches(['.', '。', '…', ' ']).is_empty();
    // A short word such as "Rain" begins many captions by chance.
    is_same && (alt.chars().count() >= MIN_REPEATED || is_stop())
}

/// The text right after an image or a link around an image, as much of it as needed to compare it with the description. Empty
/// for any other inline.
pub(crate) fn text_after_image<'a>(
    inline: &Inline,
    following: impl IntoIterator<Item = &'a Inline>,
) -> String {
    let Some(description) = described_image(inline).map(description_of).filter(|text| !text.is_empty())
    else {
        return String::new();
    };
    let is_blank = |inline: &&Inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::LineBreak => true,
        _ => false,
    };
    // Normal form has at most a space and a line break between two inlines.
    let mut following = following.into_iter();
    let next = following.by_ref().take(3).find(|inline| !is_blank(inline));
    // A formula may be in the middle of a text.
    let is_words = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::Math { .. });
    let more = following.take_while(|inline| next.is_some_and(is_words) && is_words(inline));
    let texts = |inline| Walk::of_inlines(std::slice::from_ref(inline)).texts();
    let mut text = String::new();
    for piece in next.into_iter().chain(more).flat_map(texts) {
        text.push_str(piece);
        // Only the beginning is compared, so a long text is not copied for each image.
        if text.len() > description.len() {
            break;
        }
    }
    text
}

/// The image that an inline is, or that a link consists of.
fn described_image(inline: &Inline) -> Option<&Image> {
    let image = match inline {
        Inline::Image(image) => image,
        Inline::Link(link) => match &link.content[..] {
            [Inline::Image(image)] => image,
            _ => return None,
        },
        _ => return None,
    };
    Some(&**image)
}

/// The title of a link, unless it repeats the content of the link.
pub(crate) fn distinct_link_title(link: &Link) -> Option<&str> {
    let title = link.target.title.as_deref()?;
    let shown = Walk::of_inlines(&link.content).flat_map(|node| match node {
        Node::Inline(Inline::Text(text) | Inline::Code { text } | Inline::Math { tex: text, .. }) => {
            text.chars()
        }
        Node::Inline(Inline::Image(image)) => image.alt.chars(),
        _ => "".chars(),
    });
    let repeats = letters(title.chars()).eq(letters(shown));
    (!repeats).then_some(title)
}

/// The title of an image or of a link around it, unless it has no information, or repeats the description or the following text.
pub(crate) fn distinct_title<'t>(
    title: Option<&'t str>,
    description: &str,
    following: &str,
) -> Option<&'t str> {
    let repeats = |title: &str| letters(title.chars()).eq(letters(description.chars()));
    title.filter(|title| !repeats(title) && !shown(title, following).is_empty())
}

/// Characters in lower case, without white space and soft hyphens.
fn letters(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    // Soft hyphens (U+00AD) and spaces are layout: titles and texts are broken at different places.
    text.filter(|c| !c.is_whitespace() && *c != '\u{ad}').flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_without_information_are_not_shown() {
        for alt in [
            "img",
            "Image",
            "图片",
            "rain.jpg",
            "IMG_1234",
            "微信图片_20221113121501",
            "20221113121501",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "DSC00012",
            "d41d8cd98f00b204e9800998ecf8427e",
        ] {
            assert_eq!(shown_description(&Image::new("i").with_alt(alt), ""), "", "{alt}");
        }
        for alt in ["Rain", "facade", "2022", "image of rain", "雨", "Img: rain", "a.jpg and b.jpg"] {
            assert_eq!(shown_description(&Image::new("i").with_alt(alt), ""), alt);
        }
    }

    #[test]
    fn repeated_descriptions_are_not_shown() {
        for (alt, following, shown) in [
            ("Rain in Beijing", "Rain in Beijing", ""),
            ("Rain in Beijing.", " rain in beijing", ""),
            ("Rain in Beijing", "Rain in Beijing. Photo: A. Smith", ""),
            ("北京的雨", "北京的雨。", ""),
            ("雨", "雨停了。", "雨"),
            ("雨", "雨。", ""),
            ("Rain in Beijing", "Rain", "Rain in Beijing"),
            ("Rain", "Sun", "Rain"),
            ("é", "e", "é"),
            ("…", "", "…"),
        ] {
            assert_eq!(shown_description(&Image::new("i").with_alt(alt), following), shown, "{alt}");
        }
    }
    #[test]
    fn text_after_an_image_goes_on_after_a_formula() {
        let image = Image::new("i").with_alt("Sum");
        let following = ["Sum".into(), Inline::math("a+b")];
        let text = text_after_image(&image.clone().into(), &following);
        assert_eq!(text, "Suma+b");
        // It begins with a short word by chance.
        assert_eq!(shown_description(&image, &text), "Sum");
    }

    #[test]
    fn a_title_in_place_of_a_description_is_compared_with_the_following_text() {
        let titled = |alt| {
            let mut image = Image::new("i").with_alt(alt);
            image.title = Some("Rain in Beijing".to_string());
            image
        };
        let following = [Inline::LineBreak, "Rain in Beijing, today.".into()];
        for (alt, shown) in [("", ""), (" ", ""), ("Sun", "Sun")] {
            let text = text_after_image(&titled(alt).into(), &following);
            assert_eq!(description_or_title(&titled(alt), &text), shown, "{alt:?}");
        }
    }

    #[test]
    fn titles_of_images_that_repeat_what_is_near_are_not_distinct() {
        for (title, distinct) in [
            ("rain  Today", None),
            ("A wet street", None),
            ("2.jpg", None),
            ("IMG_1234", None),
            ("Rain", Some("Rain")),
            ("Snow today", Some("Snow today")),
        ] {
            assert_eq!(distinct_title(Some(title), "Rain today", "A wet street."), distinct, "{title}");
        }
    }

    #[test]
    fn titles_of_links_that_repeat_their_content_are_not_distinct() {
        let content = || vec!["Rain ".into(), Inline::strong(vec!["to\u{ad}day".into()]), Inline::math("x")];
        for (title, distinct) in [("Rain todayx", None), ("rain  todayX", None), ("Rain", Some("Rain"))] {
            let Inline::Link(mut link) = Inline::link("/rain", content()) else { unreachable!() };
            link.target.title = Some(title.to_string());
            assert_eq!(distinct_link_title(&link), distinct, "{title}");
        }
        let image = Image::new("i").with_alt("Rain today");
        let Inline::Link(mut link) = Inline::link("/rain", vec![image.into()]) else { unreachable!() };
        link.target.title = Some("rain today".to_string());
        assert_eq!(distinct_link_title(&link), None);
    }
}
