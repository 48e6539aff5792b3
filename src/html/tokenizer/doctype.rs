//! The DOCTYPE: §13.2.5.53 to §13.2.5.68.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token, TokenSink};
use memchr::memchr;

use super::names::lower;
use super::{State, Tokenizer, is_space};

/// How reading a part of a DOCTYPE ended.
enum Part {
    /// There may be more.
    GoesOn,
    /// `>` is behind.
    Done,
    /// Something that does not belong there: the rest up to `>` is skipped.
    Bogus,
}

impl<S: TokenSink> Tokenizer<'_, S> {
    /// §13.2.5.53 DOCTYPE state, and all of the token; the keyword is behind.
    pub(super) fn doctype_state(&mut self) -> State {
        let mut doctype = Doctype::default();
        let mut part = self.doctype_name_state(&mut doctype);
        if let Part::GoesOn = part {
            part = self.after_doctype_name_state(&mut doctype);
        }
        if let Part::Bogus = part {
            self.bogus_doctype_state();
        }
        self.emit(Token::DoctypeToken(doctype));
        State::Data
    }

    /// §13.2.5.54 Before DOCTYPE name state and §13.2.5.55 DOCTYPE name state.
    fn doctype_name_state(&mut self, doctype: &mut Doctype) -> Part {
        self.skip_spaces();
        if let Some(part) = self.doctype_ends_early(doctype) {
            return part;
        }
        let from = self.at;
        let end = self.bytes()[from..].iter().position(|&byte| is_space(byte) || byte == b'>');
        self.at = end.map_or(self.source.len(), |length| from + length);
        doctype.name = Some(StrTendril::from_slice(&lower(&self.source[from..self.at])));
        Part::GoesOn
    }

    /// `>` or the end of the input where something was expected makes the document quirky.
    fn doctype_ends_early(&mut self, doctype: &mut Doctype) -> Option<Part> {
        match self.peek() {
            Some(b'>') => self.at += 1,
            None => {}
            Some(_) => return None,
        }
        doctype.force_quirks = true;
        Some(Part::Done)
    }

    /// `>` where it may stand, or the end of the input.
    fn doctype_ends(&mut self, doctype: &mut Doctype) -> Option<Part> {
        if self.peek() == Some(b'>') {
            self.at += 1;
            return Some(Part::Done);
        }
        self.doctype_ends_early(doctype)
    }

    /// §13.2.5.56 After DOCTYPE name state.
    fn after_doctype_name_state(&mut self, doctype: &mut Doctype) -> Part {
        self.skip_spaces();
        if let Some(part) = self.doctype_ends(doctype) {
            return part;
        }
        let keyword = self.bytes()[self.at..].get(..6).unwrap_or_default();
        if keyword.eq_ignore_ascii_case(b"public") {
            self.at += 6;
            self.after_doctype_public_keyword_state(doctype)
        } else if keyword.eq_ignore_ascii_case(b"system") {
            self.at += 6;
            self.after_doctype_system_keyword_state(doctype)
        } else {
            doctype.force_quirks = true;
            Part::Bogus
        }
    }

    /// §13.2.5.57 After DOCTYPE public keyword state, to §13.2.5.62.
    fn after_doctype_public_keyword_state(&mut self, doctype: &mut Doctype) -> Part {
        let (identifier, part) = self.doctype_identifier_state(doctype);
        doctype.public_id = identifier;
        let Part::GoesOn = part else { return part };
        self.skip_spaces();
        if let Some(part) = self.doctype_ends(doctype) {
            return part;
        }
        self.after_doctype_system_keyword_state(doctype)
    }

    /// §13.2.5.63 After DOCTYPE system keyword state, to §13.2.5.67.
    fn after_doctype_system_keyword_state(&mut self, doctype: &mut Doctype) -> Part {
        let (identifier, part) = self.doctype_identifier_state(doctype);
        doctype.system_id = identifier;
        let Part::GoesOn = part else { return part };
        self.skip_spaces();
        // Here what does not belong is no quirk.
        self.doctype_ends(doctype).unwrap_or(Part::Bogus)
    }

    /// §13.2.5.59, §13.2.5.60, §13.2.5.65, §13.2.5.66: an identifier in quotes, which `>` ends, too.
    fn doctype_identifier_state(&mut self, doctype: &mut Doctype) -> (Option<StrTendril>, Part) {
        self.skip_spaces();
        if let Some(part) = self.doctype_ends_early(doctype) {
            return (None, part);
        }
        let quote = self.bytes()[self.at];
        if !matches!(quote, b'"' | b'\'') {
            doctype.force_quirks = true;
            return (None, Part::Bogus);
        }
        let from = self.at + 1;
        let end = self.bytes()[from..].iter().position(|&byte| byte == quote || byte == b'>');
        self.at = end.map_or(self.source.len(), |length| from + length);
        let identifier = self.source[from..self.at].replace('\0', "\u{fffd}");
        let identifier = Some(StrTendril::from_slice(&identifier));
        if self.peek() == Some(quote) {
            self.at += 1;
            return (identifier, Part::GoesOn);
        }
        let part = self.doctype_ends_early(doctype).unwrap_or(Part::Bogus);
        (identifier, part)
    }

    /// §13.2.5.68 Bogus DOCTYPE state.
    fn bogus_doctype_state(&mut self) {
        let length = memchr(b'>', &self.bytes()[self.at..]);
        self.at = length.map_or(self.source.len(), |length| self.at + length + 1);
    }
}
