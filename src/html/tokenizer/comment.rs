//! Comments (§13.2.5.41, §13.2.5.43 to §13.2.5.52) and the DOCTYPE (§13.2.5.53 to §13.2.5.68). Only their ends matter,
//! because their content is not used.

use memchr::memchr;

use super::{State, TokenSink, Tokenizer};

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// §13.2.5.41 Bogus comment state: skips everything up to `>`.
    pub(super) fn bogus_comment_state(&mut self) -> State {
        self.skip_to_bracket();
        self.sink.comment();
        State::Data
    }

    /// §13.2.5.53 DOCTYPE state to §13.2.5.68 Bogus DOCTYPE state. Each of them ends at `>`, even within quotes.
    pub(super) fn doctype_state(&mut self) -> State {
        self.skip_to_bracket();
        self.sink.doctype();
        State::Data
    }

    fn skip_to_bracket(&mut self) {
        let length = memchr(b'>', &self.bytes()[self.at..]);
        self.at = length.map_or(self.html.len(), |length| self.at + length + 1);
    }

    /// §13.2.5.43 Comment start state to §13.2.5.52 Comment end bang state, after `<!--`. By these states, `>` or `->`
    /// directly at the start ends the comment. Otherwise, the first `-->` or `--!>` ends it, or the end of the input.
    pub(super) fn comment_state(&mut self) -> State {
        self.at = self.end_of_comment();
        self.sink.comment();
        State::Data
    }

    fn end_of_comment(&self) -> usize {
        let from = self.at;
        for abrupt in [">", "->"] {
            if self.rest().starts_with(abrupt) {
                return from + abrupt.len();
            }
        }
        let mut search = from;
        // Both kinds of ends have a `>`, so one search finds them.
        while let Some(length) = memchr(b'>', &self.bytes()[search..]) {
            let end = search + length;
            // Without the dashes of `<!--`, which count only for the ends above.
            let inside = &self.bytes()[from..end];
            if inside.ends_with(b"--") || inside.ends_with(b"--!") {
                return end + 1;
            }
            search = end + 1;
        }
        self.html.len()
    }
}
