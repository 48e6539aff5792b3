//! Comments: §13.2.5.41 and §13.2.5.43 to §13.2.5.52.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink};
use memchr::memchr;

use super::{State, Tokenizer};

impl<S: TokenSink> Tokenizer<'_, S> {
    /// §13.2.5.41 Bogus comment state: everything up to `>`.
    pub(super) fn bogus_comment_state(&mut self) -> State {
        let from = self.at;
        let length = memchr(b'>', &self.bytes()[from..]);
        let to = length.map_or(self.source.len(), |length| from + length);
        self.at = (to + 1).min(self.source.len());
        self.emit_comment(from, to)
    }

    /// §13.2.5.43 Comment start state to §13.2.5.52 Comment end bang state; `<!--` is behind. Together they
    /// say: `>` or `->` right at the start ends an empty comment; else it ends at the first `-->` or `--!>`, or with the
    /// input, without what of `--!` it ends with. The less-than sign states only report errors.
    pub(super) fn comment_state(&mut self) -> State {
        let from = self.at;
        for abrupt in [">", "->"] {
            if self.rest().starts_with(abrupt) {
                self.at += abrupt.len();
                return self.emit_comment(from, from);
            }
        }
        let mut search = from;
        while let Some(length) = memchr(b'>', &self.bytes()[search..]) {
            let end = search + length;
            let inside = &self.source[from..end];
            if let Some(comment) = inside.strip_suffix("--").or_else(|| inside.strip_suffix("--!")) {
                self.at = end + 1;
                return self.emit_comment(from, from + comment.len());
            }
            search = end + 1;
        }
        self.at = self.source.len();
        let inside = &self.source[from..];
        let unfinished = ["--!", "--", "-"].iter().find_map(|suffix| inside.strip_suffix(suffix));
        self.emit_comment(from, from + unfinished.unwrap_or(inside).len())
    }

    fn emit_comment(&mut self, from: usize, to: usize) -> State {
        let mut comment = self.slice(from, to);
        if memchr(0, comment.as_bytes()).is_some() {
            comment = StrTendril::from_slice(&comment.replace('\0', "\u{fffd}"));
        }
        self.emit(Token::CommentToken(comment));
        State::Data
    }
}
