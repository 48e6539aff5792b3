//! Scripts (§13.2.5.4 and §13.2.5.15 to §13.2.5.31). The whole script is text. The states only determine its end, because
//! `<!-- <script>` hides an end tag.

use memchr::{memchr2, memchr3};

use super::tag::ends_tag_name;
use super::{State, TokenSink, Tokenizer};

/// The state in a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// §13.2.5.4 Script data state.
    Data,
    /// §13.2.5.20 Script data escaped state, with the number of dashes directly before (§13.2.5.21, §13.2.5.22).
    Escaped(u8),
    /// §13.2.5.27 Script data double escaped state, with the number of dashes directly before (§13.2.5.28, §13.2.5.29).
    DoubleEscaped(u8),
}

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// §13.2.5.4 Script data state, and all states after it until the script ends.
    pub(super) fn script_data_state(&mut self) -> State {
        let mut from = self.at;
        let mut script = Script::Data;
        while self.skip_to_relevant(script) {
            match self.bytes()[self.at] {
                b'<' if !matches!(script, Script::DoubleEscaped(_)) && self.is_appropriate_end_tag() => {
                    self.emit_text(from, self.at);
                    self.at += 2;
                    self.end_tag();
                    return State::Data;
                }
                b'<' => script = self.script_data_less_than_sign_state(script),
                0 => {
                    self.emit_text(from, self.at);
                    self.emit_kept("\u{fffd}");
                    self.at += 1;
                    from = self.at;
                    script = without_dashes(script);
                }
                b'-' => {
                    self.at += 1;
                    script = with_dash(script);
                }
                byte => {
                    // `-->` ends the comment in a script, so that `</script>` ends the script again.
                    let ends =
                        byte == b'>' && matches!(script, Script::Escaped(2) | Script::DoubleEscaped(2));
                    script = if ends { Script::Data } else { without_dashes(script) };
                }
            }
        }
        self.emit_text(from, self.at);
        State::ScriptData
    }

    /// Skips to the next relevant character. Returns false at the end of the input.
    fn skip_to_relevant(&mut self, script: Script) -> bool {
        let rest = &self.bytes()[self.at..];
        let found = match script {
            Script::Data => memchr2(b'<', 0, rest),
            Script::Escaped(0) | Script::DoubleEscaped(0) => memchr3(b'<', b'-', 0, rest),
            // After dashes, every character is relevant.
            Script::Escaped(_) | Script::DoubleEscaped(_) => (!rest.is_empty()).then_some(0),
        };
        self.at = found.map_or(self.html.len(), |length| self.at + length);
        found.is_some()
    }

    /// §13.2.5.15, §13.2.5.23 and §13.2.5.30, the less-than sign states; a `<` is next.
    fn script_data_less_than_sign_state(&mut self, script: Script) -> Script {
        self.at += 1;
        match script {
            Script::Data => self.script_data_escape_start_state(),
            Script::Escaped(_) => {
                // §13.2.5.26 Script data double escape start state.
                if self.is_script_name() { Script::DoubleEscaped(0) } else { Script::Escaped(0) }
            }
            Script::DoubleEscaped(_) => {
                // §13.2.5.31 Script data double escape end state.
                if self.peek() != Some(b'/') {
                    return Script::DoubleEscaped(0);
                }
                self.at += 1;
                if self.is_script_name() { Script::Escaped(0) } else { Script::DoubleEscaped(0) }
            }
        }
    }

    /// §13.2.5.18 Script data escape start state and §13.2.5.19 Script data escape start dash state: `!--`.
    fn script_data_escape_start_state(&mut self) -> Script {
        if !self.rest().starts_with("!--") {
            return Script::Data;
        }
        self.at += 3;
        // Both dashes of `<!--` count, so `<!-->` is complete.
        Script::Escaped(2)
    }

    /// Whether the name `script` and its end are next. They are not skipped, because they have no meaning in any state of scripts.
    fn is_script_name(&self) -> bool {
        self.bytes()[self.at..].split_first_chunk::<6>().is_some_and(|(name, rest)| {
            name.eq_ignore_ascii_case(b"script") && rest.first().is_some_and(|&byte| ends_tag_name(byte))
        })
    }
}

fn with_dash(script: Script) -> Script {
    match script {
        Script::Data => Script::Data,
        // §13.2.5.22, §13.2.5.29: more than two dashes are equivalent to two.
        Script::Escaped(dashes) => Script::Escaped((dashes + 1).min(2)),
        Script::DoubleEscaped(dashes) => Script::DoubleEscaped((dashes + 1).min(2)),
    }
}

fn without_dashes(script: Script) -> Script {
    match script {
        Script::Data => Script::Data,
        Script::Escaped(_) => Script::Escaped(0),
        Script::DoubleEscaped(_) => Script::DoubleEscaped(0),
    }
}
