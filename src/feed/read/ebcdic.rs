//! EBCDIC, which browsers do not read and the Encoding Standard does not have, but XML 1.0 (appendix F) recognizes.

use super::note::{NoteKind, Notes};

/// A code page. The others have other letters, but the same characters of XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// United States, Canada, Portugal, Netherlands.
    Ibm037,
    /// Belgium, Switzerland, and many others.
    Ibm500,
    /// 037 with the euro sign.
    Ibm1140,
}

/// Decodes EBCDIC.
#[derive(Debug)]
pub(super) struct Ebcdic(Page);

impl Ebcdic {
    /// A decoder for bytes that begin with these; `None` if they do not begin with `<?xm` in EBCDIC. Notes a page that is assumed.
    pub(super) fn of(start: &[u8], charset: Option<&str>, notes: &mut Notes) -> Option<Self> {
        let declaration = start.strip_prefix(b"\x4C\x6F\xA7\x94")?;
        let declared = declared(declaration);
        let page = charset.and_then(page).or_else(|| page(declared.as_ref()?));
        if page.is_none() {
            let kind = if declared.is_some() { NoteKind::WrongEncoding } else { NoteKind::AssumedEncoding };
            notes.add_many(kind, 1, "IBM037", None);
        }
        Some(Self(page.unwrap_or(Page::Ibm037)))
    }

    /// Decodes a piece and appends its text. Returns true if it has control characters that are not white space.
    pub(super) fn decode(&self, bytes: &[u8], out: &mut String) -> bool {
        let start = out.len();
        out.extend(bytes.iter().map(|byte| self.0.decode(*byte)));
        out[start..].contains(char::REPLACEMENT_CHARACTER)
    }

    pub(super) fn name(&self) -> &'static str {
        match self.0 {
            Page::Ibm037 => "IBM037",
            Page::Ibm500 => "IBM500",
            Page::Ibm1140 => "IBM01140",
        }
    }
}

impl Page {
    fn decode(self, byte: u8) -> char {
        match (self, byte) {
            (_, 0x05) => '\t',
            (_, 0x0D) => '\r',
            // Mainframes end lines with NEL.
            (_, 0x15 | 0x25) => '\n',
            (_, ..FIRST) => char::REPLACEMENT_CHARACTER,
            (Self::Ibm500, 0x4A) => '[',
            (Self::Ibm500, 0x4F) => '!',
            (Self::Ibm500, 0x5A) => ']',
            (Self::Ibm500, 0x5F) => '^',
            (Self::Ibm500, 0xB0) => '¢',
            (Self::Ibm500, 0xBA) => '¬',
            (Self::Ibm500, 0xBB) => '|',
            (Self::Ibm1140, 0x9F) => '€',
            _ => char::from(IBM037[usize::from(byte - FIRST)]),
        }
    }
}

/// The code page with this label: a number, or a country in the names of RFC 1345.
fn page(label: &str) -> Option<Page> {
    let label = label.to_ascii_lowercase().replace('_', "-");
    let name = label.trim_start_matches("cs").trim_start_matches("ibm").trim_start_matches("cp");
    match name.trim_start_matches('-').trim_start_matches('0') {
        "37" | "39" | "ebcdic-cp-us" | "ebcdic-cp-ca" | "ebcdic-cp-wt" | "ebcdic-cp-nl" => Some(Page::Ibm037),
        "500" | "ebcdic-cp-be" | "ebcdic-cp-ch" => Some(Page::Ibm500),
        "1140" => Some(Page::Ibm1140),
        _ => None,
    }
}

/// The label in an XML declaration, whose characters are the same in all pages.
fn declared(bytes: &[u8]) -> Option<String> {
    let declaration: String =
        bytes.iter().map(|byte| Page::Ibm037.decode(*byte)).take_while(|c| *c != '>').collect();
    let (_, value) = declaration.split_once("encoding")?;
    Some(value.split(['"', '\'']).nth(1)?.to_string())
}

/// The first character of the table below; those before it are control characters.
const FIRST: u8 = 0x40;

/// The characters of page 037 from [`FIRST`] on, all of which are in Latin-1.
#[rustfmt::skip]
const IBM037: [u8; 192] = [
    0x20, 0xA0, 0xE2, 0xE4, 0xE0, 0xE1, 0xE3, 0xE5, 0xE7, 0xF1, 0xA2, 0x2E, 0x3C, 0x28, 0x2B, 0x7C,
    0x26, 0xE9, 0xEA, 0xEB, 0xE8, 0xED, 0xEE, 0xEF, 0xEC, 0xDF, 0x21, 0x24, 0x2A, 0x29, 0x3B, 0xAC,
    0x2D, 0x2F, 0xC2, 0xC4, 0xC0, 0xC1, 0xC3, 0xC5, 0xC7, 0xD1, 0xA6, 0x2C, 0x25, 0x5F, 0x3E, 0x3F,
    0xF8, 0xC9, 0xCA, 0xCB, 0xC8, 0xCD, 0xCE, 0xCF, 0xCC, 0x60, 0x3A, 0x23, 0x40, 0x27, 0x3D, 0x22,
    0xD8, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0xAB, 0xBB, 0xF0, 0xFD, 0xFE, 0xB1,
    0xB0, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70, 0x71, 0x72, 0xAA, 0xBA, 0xE6, 0xB8, 0xC6, 0xA4,
    0xB5, 0x7E, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0xA1, 0xBF, 0xD0, 0xDD, 0xDE, 0xAE,
    0x5E, 0xA3, 0xA5, 0xB7, 0xA9, 0xA7, 0xB6, 0xBC, 0xBD, 0xBE, 0x5B, 0x5D, 0xAF, 0xA8, 0xB4, 0xD7,
    0x7B, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0xAD, 0xF4, 0xF6, 0xF2, 0xF3, 0xF5,
    0x7D, 0x4A, 0x4B, 0x4C, 0x4D, 0x4E, 0x4F, 0x50, 0x51, 0x52, 0xB9, 0xFB, 0xFC, 0xF9, 0xFA, 0xFF,
    0x5C, 0xF7, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0xB2, 0xD4, 0xD6, 0xD2, 0xD3, 0xD5,
    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0xB3, 0xDB, 0xDC, 0xD9, 0xDA, 0x9F,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_recognized() {
        let labels = [
            (Page::Ibm037, &["cp037", "IBM037", "csIBM037", "IBM039", "ebcdic-cp-us", "EBCDIC_CP_CA"][..]),
            (Page::Ibm500, &["cp500", "IBM500", "csIBM500", "ebcdic-cp-be"]),
            (Page::Ibm1140, &["cp1140", "IBM01140"]),
        ];
        for (expected, labels) in labels {
            for label in labels {
                assert_eq!(page(label), Some(expected), "{label}");
            }
        }
        assert_eq!(page("cp875"), None);
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
