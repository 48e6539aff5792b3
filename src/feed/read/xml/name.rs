//! Names of elements.

/// A local name in lower case, because some feeds write `pubdate`, and CDF uses capitals.
#[derive(Clone, Copy, Debug)]
pub(super) enum LowerName<'a> {
    /// The name as written, because nearly all names are in lower case.
    Written(&'a str),
    Lowered {
        bytes: [u8; 16],
        length: usize,
    },
}

impl<'a> LowerName<'a> {
    /// Converts a name. A name that is longer than all known names becomes empty.
    pub(super) fn of(name: &'a str) -> Self {
        let mut bytes = [0; 16];
        // No known name is longer than the array, which saves an allocation for each element.
        let Some(lowered) = bytes.get_mut(..name.len()) else { return Self::Written("") };
        if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Self::Written(name);
        }
        lowered.copy_from_slice(name.as_bytes());
        lowered.make_ascii_lowercase();
        Self::Lowered { bytes, length: name.len() }
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Written(name) => name,
            Self::Lowered { bytes, length } => std::str::from_utf8(&bytes[..*length]).unwrap_or_default(),
        }
    }
}
