//! Text in which only one end tag is markup: RCDATA, RAWTEXT, PLAINTEXT, CDATA sections.

use memchr::{memchr, memchr2, memchr3, memmem};

use super::tag::ends_tag_name;
use super::{State, TokenSink, Tokenizer};

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// §13.2.5.2 RCDATA state.
    pub(super) fn rcdata_state(&mut self) -> State {
        let found = memchr3(b'<', b'&', 0, &self.bytes()[self.at..]);
        self.raw_text(found, State::Rcdata)
    }

    /// §13.2.5.3 RAWTEXT state.
    pub(super) fn rawtext_state(&mut self) -> State {
        let found = memchr2(b'<', 0, &self.bytes()[self.at..]);
        self.raw_text(found, State::Rawtext)
    }

    /// §13.2.5.5 PLAINTEXT state.
    pub(super) fn plaintext_state(&mut self) -> State {
        let found = memchr(0, &self.bytes()[self.at..]);
        self.raw_text(found, State::Plaintext)
    }

    /// Emits text up to the next relevant character, and handles that character.
    fn raw_text(&mut self, found: Option<usize>, state: State) -> State {
        let from = self.at;
        self.at = found.map_or(self.html.len(), |length| from + length);
        self.emit_text(from, self.at);
        match self.peek() {
            None => {}
            Some(b'<') => return self.raw_less_than_sign_state(state),
            Some(b'&') => self.character_reference_state(),
            Some(_) => {
                self.at += 1;
                // Unlike in the data state, a NUL here does not depend on the insertion mode.
                self.emit_kept("\u{fffd}");
            }
        }
        state
    }

    /// §13.2.5.9 and §13.2.5.12 RCDATA, RAWTEXT less-than sign state; a `<` is next.
    fn raw_less_than_sign_state(&mut self, state: State) -> State {
        if self.is_appropriate_end_tag() {
            self.at += 2;
            self.end_tag();
            return State::Data;
        }
        // Only one `<`, because `<</title>` ends the title.
        self.at += 1;
        self.emit_text(self.at - 1, self.at);
        state
    }

    /// Whether `</`, the name of the last start tag and the end of a name are next: §13.2.5.10 to §13.2.5.14 RCDATA and
    /// RAWTEXT end tag open and end tag name states, and the same states for scripts.
    pub(super) fn is_appropriate_end_tag(&self) -> bool {
        let name = self.last_start_tag.as_bytes();
        let Some(rest) = self.bytes()[self.at..].strip_prefix(b"</") else { return false };
        let Some((found, after)) = rest.split_at_checked(name.len()) else { return false };
        let ends = after.first().is_some_and(|&byte| ends_tag_name(byte));
        // §13.2.5.11 accepts only letters, so a name with a digit never ends raw text.
        ends && !name.is_empty()
            && found.eq_ignore_ascii_case(name)
            && found.iter().all(u8::is_ascii_alphabetic)
    }

    /// §13.2.5.69 CDATA section state, to §13.2.5.71: text up to `]]>`.
    pub(super) fn cdata_section_state(&mut self) -> State {
        let from = self.at;
        let end = memmem::find(&self.bytes()[from..], b"]]>");
        let to = end.map_or(self.html.len(), |length| from + length);
        self.emit_text_with_nulls(from, to);
        self.at = end.map_or(to, |_| to + 3);
        State::Data
    }

    /// Emits text of a CDATA section. The tree builder handles NULs in it.
    fn emit_text_with_nulls(&mut self, from: usize, to: usize) {
        let mut from = from;
        while let Some(length) = memchr(0, &self.bytes()[from..to]) {
            self.emit_text(from, from + length);
            self.sink.null(&mut self.texts);
            from += length + 1;
        }
        self.emit_text(from, to);
    }
}
