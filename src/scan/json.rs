//! Escapes of JSON strings.

/// The escapes of U+0000 to U+001F (RFC 8259 §7), as `serde_json` writes them.
const CONTROLS: [&str; 32] = [
    r"\u0000", r"\u0001", r"\u0002", r"\u0003", r"\u0004", r"\u0005", r"\u0006", r"\u0007", r"\b", r"\t",
    r"\n", r"\u000b", r"\f", r"\r", r"\u000e", r"\u000f", r"\u0010", r"\u0011", r"\u0012", r"\u0013",
    r"\u0014", r"\u0015", r"\u0016", r"\u0017", r"\u0018", r"\u0019", r"\u001a", r"\u001b", r"\u001c",
    r"\u001d", r"\u001e", r"\u001f",
];

/// The escape of a quotation mark, a reverse solidus or a control character, which a JSON string cannot hold unescaped.
pub(crate) fn json_escape(byte: u8) -> &'static str {
    match byte {
        b'"' => r#"\""#,
        b'\\' => r"\\",
        control => CONTROLS[usize::from(control)],
    }
}
