//! Names of months, weekdays and halves of the day in the languages that feeds commonly use.

/// Prefixes of the names of the months, in lower case. Where two months begin with the same letters, the prefixes are long
/// enough to tell them apart.
const MONTHS: [&[&str]; 12] = [
    // English and most others; Spanish; Italian; French; Polish; Turkish; Russian; Greek
    &["jan", "ene", "gen", "sty", "oca", "янв", "ιαν"],
    &["feb", "fev", "fév", "lut", "şub", "фев", "φεβ"],
    &["mar", "mär", "mrt", "maa", "мар", "μαρ"],
    &["apr", "abr", "avr", "kwi", "nis", "апр", "απρ"],
    &["may", "mai", "mag", "mei", "maj", "мая", "май", "μαϊ", "μαΐ", "μαι", "μάι"],
    &["jun", "juin", "giu", "cze", "haz", "июн", "ιουν", "ιούν"],
    &["jul", "juil", "lug", "lip", "tem", "июл", "ιουλ", "ιούλ"],
    &["aug", "ago", "aoû", "aou", "sie", "ağu", "авг", "αυγ", "αύγ"],
    &["sep", "set", "wrz", "eyl", "сен", "σεπ"],
    &["oct", "okt", "ott", "out", "paź", "eki", "окт", "οκτ"],
    &["nov", "lis", "kas", "ноя", "νοε", "νοέ"],
    &["dec", "dez", "dic", "déc", "gru", "ara", "дек", "δεκ"],
];

/// The month that a word names, counted from 1.
pub(super) fn month(word: &str) -> Option<i64> {
    // Most feeds use English names, as RFC 822 requires.
    if let Some(index) =
        word.get(..3).and_then(|start| MONTHS.iter().position(|names| names[0].eq_ignore_ascii_case(start)))
    {
        return i64::try_from(index + 1).ok();
    }
    let word = word.to_lowercase();
    // One or two letters could begin too many other words.
    if word.chars().count() < 3 {
        return None;
    }
    let found = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)));
    found.and_then(|index| i64::try_from(index + 1).ok())
}

/// The half of the day that begins a text, as hours to add, and the length of the word.
pub(super) fn half_of_day(text: &str) -> Option<(i64, usize)> {
    const HALVES: [(&str, i64); 16] = [
        ("上午", 0),
        ("凌晨", 0),
        ("早上", 0),
        ("清晨", 0),
        ("午前", 0),
        ("下午", 12),
        ("晚上", 12),
        ("中午", 12),
        ("傍晚", 12),
        ("午後", 12),
        ("오전", 0),
        ("오후", 12),
        ("am", 0),
        ("pm", 12),
        ("a.m", 0),
        ("p.m", 12),
    ];
    let is_prefix = |name: &str| {
        let start = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        // `amsterdam` begins with `am`, but is another word.
        start && !(name.is_ascii() && text[name.len()..].starts_with(char::is_alphanumeric))
    };
    let found = HALVES.iter().find(|(name, _)| is_prefix(name))?;
    Some((found.1, found.0.len()))
}

/// The length in bytes of a Chinese, Japanese or Korean weekday at the start of a text: `星期日`, `周日`, `日曜日`, `일요일`.
pub(super) fn weekday(text: &str) -> Option<usize> {
    let length = |count: usize| text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    // One more character names the day: 星期日.
    if ["星期", "礼拜", "禮拜"].iter().any(|name| text.starts_with(name)) {
        return Some(length(3));
    }
    // The short form: 周日.
    if text.starts_with(['周', '週']) {
        return Some(length(2));
    }
    let rest = &text[length(1)..];
    (rest.starts_with("曜日") || rest.starts_with("요일")).then(|| length(3))
}
