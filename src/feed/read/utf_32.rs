//! UTF-32, which browsers do not read and the Encoding Standard does not have, but XML 1.0 (appendix F) allows.

/// The number of bytes of a code unit.
const UNIT: usize = 4;

/// The order of the bytes of a code unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Big,
    Little,
}

/// Decodes UTF-32 in pieces.
#[derive(Debug)]
pub(super) struct Utf32 {
    order: Order,
    /// The first bytes of a code unit that the last piece ended in.
    begun: Vec<u8>,
}

impl Utf32 {
    /// A decoder for bytes that begin with these; `None` if they are not UTF-32. The byte order mark and the zero bytes beside
    /// the first character show it.
    pub(super) fn of(start: &[u8]) -> Option<Self> {
        let order = match start {
            [0, 0, 0xFE, 0xFF, ..] => Order::Big,
            [0xFF, 0xFE, 0, 0, ..] => Order::Little,
            [0, 0, 0, first, ..] if begins_feed(*first) => Order::Big,
            [first, 0, 0, 0, ..] if begins_feed(*first) => Order::Little,
            _ => return None,
        };
        Some(Self { order, begun: Vec::new() })
    }

    /// Decodes a piece and appends its text. Returns true if a code unit is not a character.
    pub(super) fn decode(&mut self, bytes: &[u8], out: &mut String, is_last: bool) -> bool {
        let (first, bytes) = bytes.split_at(bytes.len().min((UNIT - self.begun.len()) % UNIT));
        self.begun.extend_from_slice(first);
        let mut has_errors = false;
        let (units, rest) = bytes.as_chunks::<UNIT>();
        if let Ok(unit) = <[u8; UNIT]>::try_from(&*self.begun) {
            has_errors |= self.push(unit, out);
            self.begun.clear();
        }
        for unit in units {
            has_errors |= self.push(*unit, out);
        }
        self.begun.extend_from_slice(rest);
        if is_last && !self.begun.is_empty() {
            out.push(char::REPLACEMENT_CHARACTER);
            return true;
        }
        has_errors
    }

    /// Appends the character of a code unit. Returns true if it is not one.
    fn push(&self, unit: [u8; UNIT], out: &mut String) -> bool {
        let unit = match self.order {
            Order::Big => u32::from_be_bytes(unit),
            Order::Little => u32::from_le_bytes(unit),
        };
        let c = char::from_u32(unit);
        // The byte order mark is not a part of the text.
        if !(out.is_empty() && c == Some('\u{feff}')) {
            out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        c.is_none()
    }
}

/// Whether a feed may begin with this byte.
fn begins_feed(byte: u8) -> bool {
    matches!(byte, b'<' | b'{' | b' ' | b'\t' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> Vec<u8> {
        text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()
    }

    #[test]
    fn both_byte_orders_are_recognized() {
        for text in ["<rss>雨🌧", "\u{feff}雨", " <rss>"] {
            let bytes = big(text);
            let little: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            for bytes in [&bytes, &little] {
                let mut out = String::new();
                assert!(!Utf32::of(bytes).expect("UTF-32").decode(bytes, &mut out, true));
                assert_eq!(out, text.trim_start_matches('\u{feff}'));
            }
        }
        assert!(Utf32::of(b"<\0r\0s\0s\0").is_none());
        assert!(Utf32::of(b"\0\0\0").is_none());
        // Zero bytes before a feed, as in a file that was only partly written.
        assert!(Utf32::of(b"\0\0\0\0<rss>").is_none());
    }

    #[test]
    fn pieces_may_end_anywhere() {
        let bytes = big("<雨🌧>");
        for at in 0..=bytes.len() {
            let (mut decoder, mut out) = (Utf32::of(&bytes).expect("UTF-32"), String::new());
            let (first, second) = bytes.split_at(at);
            assert!(!decoder.decode(first, &mut out, false));
            assert!(!decoder.decode(second, &mut out, true));
            assert_eq!(out, "<雨🌧>");
        }
    }

    #[test]
    fn what_is_no_character_is_replaced() {
        let mut bytes = big("<a");
        bytes.extend([0, 0, 0xD8, 0, 0, 0x11, 0, 0, 0]);
        let mut out = String::new();
        assert!(Utf32::of(&bytes).expect("UTF-32").decode(&bytes, &mut out, true));
        assert_eq!(out, "<a\u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn errors_are_reported_in_pieces_that_end_anywhere() {
        let mut bytes = big("<雨");
        bytes.extend([0, 0, 0xD8, 0]);
        bytes.extend(big("🌧>"));
        for at in 0..=bytes.len() {
            let (mut decoder, mut out) = (Utf32::of(&bytes).expect("UTF-32"), String::new());
            let (first, second) = bytes.split_at(at);
            let has_errors = [decoder.decode(first, &mut out, false), decoder.decode(second, &mut out, true)];
            assert_eq!(has_errors.iter().filter(|&&is_one| is_one).count(), 1, "{at}");
            assert_eq!(out, "<雨\u{fffd}🌧>");
        }
    }
}
