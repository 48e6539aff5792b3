//! Declarations and instructions outside of elements.

use std::sync::Arc;

use super::parser::Parser;
use super::scan::{Attributes, Token};
use crate::feed::read::note::NoteKind;

impl<'a> Parser<'a, '_> {
    /// Reads a declaration or instruction outside of elements.
    pub(super) fn prolog(&mut self, token: Token<'a>) {
        let at = self.scanner.at;
        match token {
            Token::Doctype(text) if text.contains("<!ENTITY") => {
                self.note(NoteKind::EntityDeclaration, "", at);
            }
            Token::Instruction(text) => {
                let Some(attributes) = text.strip_prefix("xml-stylesheet") else { return };
                // The xml-stylesheet specification defines pseudo-attributes, in the syntax of attributes.
                let href = Attributes::of(attributes).find(|(name, _)| *name == "href");
                let href = href.map(|(_, value)| self.decode(value).into_owned());
                Arc::make_mut(&mut self.state.stylesheets).extend(href);
            }
            _ => {}
        }
    }
}
