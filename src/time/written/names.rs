//! Names of months, weekdays and halves of the day in the languages that feeds commonly use.

/// Beginnings of the names of the months, in lower case: English; other languages in Latin letters; Cyrillic; Greek. The
/// longest one that fits a word decides, as in the Czech `červen` (June) and `červenec` (July). A space ends a word that must
/// match as a whole. `listopad` is November in Polish and Czech, and October in Croatian, which is rarer.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan",
        "ene",
        "gen",
        "jän",
        "jaan",
        "ian ",
        "ianu",
        "xan",
        "sty",
        "led ",
        "leden",
        "ledn",
        "siječ",
        "oca",
        "tammi",
        "saus",
        "янв",
        "яну",
        "јан",
        "січ",
        "студз",
        "ιαν",
    ],
    &[
        "feb", "fev", "fév", "veeb", "lut", "úno", "velja", "şub", "subat", "helmi", "vasar", "фев", "феб",
        "лют", "φεβ",
    ],
    &[
        "mar",
        "mär",
        "mrt",
        "mrz",
        "már",
        "maa",
        "bře",
        "ožuj",
        "kova",
        "kovo",
        "мар",
        "берез",
        "сакав",
        "μαρ",
        "μάρ",
    ],
    &[
        "apr",
        "abr",
        "avr",
        "ápr",
        "kwi",
        "dub ",
        "duben",
        "dubn",
        "travn",
        "travanj",
        "nis",
        "huhti",
        "balan",
        "апр",
        "квіт",
        "красав",
        "απρ",
    ],
    &[
        "may", "mai", "maí", "mag", "mei", "maj", "máj", "kvě", "svib", "touko", "geg", "мая", "май", "мај",
        "трав", "μαϊ", "μαΐ", "μαι", "μάι",
    ],
    &[
        "jun", "jún", "jūn", "juin", "juun", "iun", "xuñ", "giu", "cze", "čer", "čvn", "lipanj", "lipnj",
        "haz", "kesä", "birž", "июн", "юни", "јун", "черв", "чэрв", "ιουν", "ιούν",
    ],
    &[
        "jul",
        "júl",
        "jūl",
        "juil",
        "juul",
        "iul",
        "xul",
        "lug",
        "lip",
        "červenec",
        "červenc",
        "čvc",
        "srpanj",
        "srpnj",
        "tem",
        "heinä",
        "liep",
        "июл",
        "юли",
        "јул",
        "лип",
        "ліп",
        "ιουλ",
        "ιούλ",
    ],
    &[
        "aug", "ago", "aoû", "aou", "ágú", "avg", "sie", "srp ", "srpen", "srpn", "kolov", "ağu", "agu",
        "elok", "rugp", "авг", "серп", "жнів", "αυγ", "αύγ",
    ],
    &[
        "sep",
        "set",
        "szep",
        "wrz",
        "září",
        "zář ",
        "rujan",
        "rujn",
        "eyl",
        "syys",
        "rugs",
        "сен",
        "сеп",
        "верес",
        "верас",
        "σεπ",
    ],
    &["oct", "okt", "out", "ott", "paź", "říj", "eki", "loka", "spal", "окт", "жовт", "кастр", "οκτ"],
    &[
        "nov", "nóv", "lis", "noiem", "studeni", "studeno", "kas", "marras", "lapkr", "ноя", "ное", "нов",
        "лист", "ліст", "νοε", "νοέ",
    ],
    &[
        "dec", "dez", "des ", "dese", "dic", "déc", "dets", "gru", "pro ", "prosin", "ara", "joulu", "дек",
        "дец", "груд", "снеж", "δεκ",
    ],
];

/// The month that a word names, counted from 1.
pub(super) fn month(word: &str) -> Option<i64> {
    // Most feeds use English names, as RFC 822 requires.
    if let Some(index) = MONTHS.iter().position(|names| names[0].eq_ignore_ascii_case(word)) {
        return i64::try_from(index + 1).ok();
    }
    // One or two letters could begin too many other words.
    if word.chars().count() < 3 {
        return None;
    }
    let word = word.to_lowercase() + " ";
    let longest =
        |names: &&[&str]| names.iter().filter(|name| word.starts_with(**name)).map(|name| name.len()).max();
    let (index, _) = MONTHS
        .iter()
        .enumerate()
        .filter_map(|(index, names)| Some((index, longest(names)?)))
        .max_by_key(|(_, length)| *length)?;
    i64::try_from(index + 1).ok()
}

/// Whether a word stands before the number of a month: Vietnamese `tháng 3`, and `Th3` in short.
pub(super) fn precedes_month(word: &str) -> bool {
    matches!(&*word.to_lowercase(), "tháng" | "thg" | "th")
}

/// Whether a word stands before the number of a weekday: Vietnamese `thứ 5`.
pub(super) fn precedes_weekday(word: &str) -> bool {
    word.to_lowercase() == "thứ"
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
