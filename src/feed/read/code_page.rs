//! Code pages of DOS and the Macintosh, which browsers do not read and the Encoding Standard does not have.

/// A line for each page: its name, and its characters from 0x80 on. They are those of the mapping tables of Unicode
/// (`MAPPINGS/VENDORS`) and of the Python codecs of the same names; U+FFFD stands for bytes without a character.
const PAGES: &str = include_str!("code_pages.txt");

/// The number of characters that all pages share with ASCII.
const ASCII: u8 = 0x80;

/// Decodes a code page.
#[derive(Debug)]
pub(super) struct CodePage {
    name: &'static str,
    upper: Vec<char>,
}

impl CodePage {
    /// The page with this label. Labels have many spellings: `cp437`, `IBM437`, `437`, `csPC8CodePage437`.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        let bare = bare(label);
        let wanted = named(&bare).map_or_else(|| numbered(&bare), |name| Some(name.to_string()))?;
        find(PAGES, &wanted).map(|(name, upper)| Self { name, upper })
    }

    /// Decodes a piece and appends its text. Returns true if it has bytes without a character.
    pub(super) fn decode(&self, bytes: &[u8], out: &mut String) -> bool {
        let start = out.len();
        out.extend(bytes.iter().map(|&byte| self.character(byte)));
        out[start..].contains(char::REPLACEMENT_CHARACTER)
    }

    fn character(&self, byte: u8) -> char {
        match byte.checked_sub(ASCII) {
            None => char::from(byte),
            Some(index) => self.upper.get(usize::from(index)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }
}

/// A label in lower case without separators, which have many spellings.
pub(super) fn bare(label: &str) -> String {
    label.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Finds a page in a table that has a line for each page: its name, and its characters after a space.
pub(super) fn find(pages: &'static str, name: &str) -> Option<(&'static str, Vec<char>)> {
    let (name, characters) =
        pages.lines().filter_map(|line| line.split_once(' ')).find(|(page, _)| *page == name)?;
    Some((name, characters.chars().collect()))
}

/// The name of a page that is known by a name, or by that of a country.
fn named(bare: &str) -> Option<&'static str> {
    match bare.trim_start_matches('x') {
        "cpis" => Some("cp861"),
        "cpgr" => Some("cp869"),
        "cyrillicasian" | "ptcp154" | "csptcp154" | "pt154" => Some("ptcp154"),
        "koi8t" => Some("koi8-t"),
        "kz1048" | "rk1048" | "strk10482002" => Some("kz1048"),
        "maccentraleurope" | "maccentraleuropean" | "macce" | "maclatin2" => Some("x-mac-ce"),
        "macgreek" => Some("x-mac-greek"),
        "maciceland" | "macicelandic" => Some("x-mac-icelandic"),
        "macturkish" => Some("x-mac-turkish"),
        _ => None,
    }
}

/// The name of a page that is known by its number, in the spellings of IANA and Python.
fn numbered(bare: &str) -> Option<String> {
    let label = bare.strip_prefix("cs").unwrap_or(bare);
    let prefixes = ["ibm", "cp", "pcp", "pc8codepage", "pc"];
    let label = prefixes.iter().find_map(|prefix| label.strip_prefix(prefix)).unwrap_or(label);
    let end = label.find(|c: char| !c.is_ascii_digit()).unwrap_or(label.len());
    let is_known = matches!(&label[end..], "" | "baltic" | "latinhebrew" | "multilingual");
    is_known.then(|| format!("cp{}", label[..end].trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_a_character_or_a_replacement_for_each_byte() {
        for (name, upper) in PAGES.lines().map(|line| line.split_once(' ').expect("a name and characters")) {
            assert_eq!(upper.chars().count(), 128, "{name}");
        }
    }

    #[test]
    fn labels_are_recognized() {
        let labels = [
            ("cp437", &["cp437", "IBM437", "437", "csPC8CodePage437"][..]),
            ("cp775", &["IBM775", "csPC775Baltic"]),
            ("cp850", &["cp850", "850", "csPC850Multilingual"]),
            ("cp858", &["CP00858", "IBM00858"]),
            ("cp861", &["cp-is", "csIBM861"]),
            ("cp862", &["csPC862LatinHebrew"]),
            ("cp852", &["csPCp852"]),
            ("cp869", &["cp-gr", "csIBM869"]),
            ("koi8-t", &["KOI8-T"]),
            ("kz1048", &["KZ-1048", "RK1048", "STRK1048-2002"]),
            ("ptcp154", &["PTCP154", "csPTCP154", "PT154", "Cyrillic-Asian"]),
            ("x-mac-ce", &["maclatin2", "x-mac-ce", "MacCentralEurope"]),
            ("x-mac-greek", &["MacGreek"]),
            ("x-mac-icelandic", &["MacIceland", "x-mac-icelandic"]),
            ("x-mac-turkish", &["x-mac-turkish"]),
        ];
        for (expected, labels) in labels {
            for label in labels {
                assert_eq!(CodePage::of_label(label).map(|page| page.name), Some(expected), "{label}");
            }
        }
        for label in ["", "cp", "utf-8", "cp1", "windows-1252", "437x", "latin1"] {
            assert!(CodePage::of_label(label).is_none(), "{label}");
        }
    }

    #[test]
    fn letters_boxes_and_bytes_without_a_character_are_decoded() {
        let read = |label, bytes| {
            let mut text = String::new();
            let has_errors = CodePage::of_label(label).expect("a page").decode(bytes, &mut text);
            (text, has_errors)
        };
        assert_eq!(read("cp437", b"Z\x81rich \xC9\xBB"), ("Zürich ╔╗".to_string(), false));
        assert_eq!(read("cp862", b"\x80\x9A"), ("את".to_string(), false));
        assert_eq!(read("cp857", b"\xD5"), ("\u{fffd}".to_string(), true));
    }
}
