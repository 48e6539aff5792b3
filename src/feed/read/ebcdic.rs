//! EBCDIC, which browsers do not read and the Encoding Standard does not have, but XML 1.0 (appendix F) recognizes.

use super::code_page::find;
use super::note::{NoteKind, Notes};

/// A line for each code page: its name, and its characters from [`FIRST`] on. They are those of the mapping tables of Unicode, as in
/// Python, and for the pages that are not among these, those of `iconv`. U+FFFD stands for bytes without a printable character.
const PAGES: &str = include_str!("ebcdic.txt");

/// The first byte that is not a control character.
const FIRST: u8 = 0x40;

/// The page of the United States, which is assumed. The others have other letters, but most of them the same characters of XML.
const ASSUMED: &str = "IBM037";

/// Decodes EBCDIC.
#[derive(Debug)]
pub(super) struct Ebcdic {
    name: &'static str,
    characters: Vec<char>,
}

impl Ebcdic {
    /// A decoder for bytes that begin with these; `None` if they do not begin with `<?xm` in EBCDIC. Notes a page that is assumed.
    pub(super) fn of(start: &[u8], charset: Option<&str>, notes: &mut Notes) -> Option<Self> {
        let declaration = start.strip_prefix(b"\x4C\x6F\xA7\x94")?;
        let assumed = Self::named(ASSUMED).expect("the table has it");
        let declared = assumed.declared(declaration);
        if let Some(page) = charset.and_then(Self::of_label).or_else(|| Self::of_label(declared.as_ref()?)) {
            return Some(page);
        }
        let kind = if declared.is_some() { NoteKind::WrongEncoding } else { NoteKind::AssumedEncoding };
        notes.add_many(kind, 1, ASSUMED, None);
        Some(assumed)
    }

    /// The page with this label: a number, or a country in the names of RFC 1345.
    fn of_label(label: &str) -> Option<Self> {
        let label = label.to_ascii_lowercase().replace('_', "-");
        let name = label.trim_start_matches("cs").trim_start_matches("ibm").trim_start_matches("cp");
        let number = name.trim_start_matches('-').trim_start_matches('0');
        Self::named(&format!("IBM{:0>3}", by_alias(number).unwrap_or(number)))
            .or_else(|| Self::named(&format!("IBM{number:0>5}")))
    }

    fn named(name: &str) -> Option<Self> {
        find(PAGES, name).map(|(name, characters)| Self { name, characters })
    }

    /// Decodes a piece and appends its text. Returns true if it has control characters that are not white space.
    pub(super) fn decode(&self, bytes: &[u8], out: &mut String) -> bool {
        let start = out.len();
        out.extend(bytes.iter().map(|byte| self.character(*byte)));
        out[start..].contains(char::REPLACEMENT_CHARACTER)
    }

    fn character(&self, byte: u8) -> char {
        match byte {
            0x05 => '\t',
            0x0D => '\r',
            // Mainframes end lines with NEL.
            0x15 | 0x25 => '\n',
            ..FIRST => char::REPLACEMENT_CHARACTER,
            _ => self.characters[usize::from(byte - FIRST)],
        }
    }

    /// The label in an XML declaration. All letters and digits in it are the same in all pages, but not the quotation marks.
    fn declared(&self, bytes: &[u8]) -> Option<String> {
        let characters = bytes.iter().map(|byte| self.character(*byte));
        let declaration: String = characters.take_while(|c| *c != '>').collect();
        let (_, value) = declaration.split_once("encoding")?;
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next()?;
        Some(value.split(quote).nth(1)?.to_string())
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }
}

/// The number of the page with another number, or for a country, whose name follows `ebcdic-cp-` in RFC 1345.
fn by_alias(label: &str) -> Option<&'static str> {
    match label.strip_prefix("ebcdic-cp-").unwrap_or(label) {
        "39" => Some("037"),
        "us" | "ca" | "wt" | "nl" => Some("037"),
        "dk" | "no" => Some("277"),
        "fi" | "se" => Some("278"),
        "it" => Some("280"),
        "es" => Some("284"),
        "gb" => Some("285"),
        "fr" => Some("297"),
        "he" => Some("424"),
        "be" | "ch" => Some("500"),
        "roece" | "yu" => Some("870"),
        "is" => Some("871"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_recognized() {
        let labels = [
            ("IBM037", &["cp037", "IBM037", "csIBM037", "IBM039", "ebcdic-cp-us", "EBCDIC_CP_CA"][..]),
            ("IBM500", &["cp500", "IBM500", "csIBM500", "ebcdic-cp-be"]),
            ("IBM875", &["cp875"]),
            ("IBM01140", &["cp1140", "IBM01140"]),
            ("IBM01047", &["IBM1047"]),
            ("IBM277", &["ebcdic-cp-dk", "ebcdic-cp-no", "csIBM277"]),
            ("IBM278", &["ebcdic-cp-fi", "ebcdic-cp-se"]),
            ("IBM280", &["ebcdic-cp-it"]),
            ("IBM284", &["ebcdic-cp-es"]),
            ("IBM285", &["ebcdic-cp-gb"]),
            ("IBM297", &["ebcdic-cp-fr"]),
            ("IBM424", &["ebcdic-cp-he"]),
            ("IBM870", &["ebcdic-cp-roece", "ebcdic-cp-yu"]),
            ("IBM871", &["ebcdic-cp-is"]),
        ];
        for (expected, labels) in labels {
            for label in labels {
                assert_eq!(Ebcdic::of_label(label).map(|page| page.name), Some(expected), "{label}");
            }
        }
        for label in ["", "cp", "ibm", "cp1252", "utf-8", "ebcdic-cp-xx"] {
            assert!(Ebcdic::of_label(label).is_none(), "{label}");
        }
    }

    #[test]
    fn each_page_has_the_characters_of_a_declaration() {
        for (name, characters) in
            PAGES.lines().map(|line| line.split_once(' ').expect("a name and characters"))
        {
            assert_eq!(characters.chars().count(), 192, "{name}");
            let page = Ebcdic::named(name).expect("in the table");
            let mut text = String::new();
            assert!(
                !page.decode(
                    b"\x4C\x6F\xA7\x94\x93\x40\x85\x95\x83\x96\x84\x89\x95\x87\x7E\xF5\x6F\x6E",
                    &mut text
                ),
                "{name}"
            );
            assert_eq!(text, "<?xml encoding=5?>", "{name}");
        }
    }

    #[test]
    fn white_space_is_read() {
        let mut text = String::new();
        assert!(!Ebcdic::named(ASSUMED).expect("in the table").decode(b"\x05\x0D\x15\x25\x40", &mut text));
        assert_eq!(text, "\t\r\n\n ");
    }

    #[test]
    fn the_charset_of_the_transport_takes_precedence() {
        let declaration: &[u8] = b"\x4C\x6F\xA7\x94\x93\x40\x85\x95\x83\x96\x84\x89\x95\x87\x7E\x7F\x83\x97\xF0\xF3\xF7\x7F\x6F\x6E\x4A";
        let read = |charset| {
            let mut text = String::new();
            let decoder = Ebcdic::of(declaration, charset, &mut Notes::default()).expect("EBCDIC");
            assert!(!decoder.decode(declaration, &mut text));
            text
        };
        assert_eq!(read(None), "<?xml encoding=\"cp037\"?>¢");
        assert_eq!(read(Some("ibm500")), "<?xml encoding=\"cp037\"?>[");
    }
}
