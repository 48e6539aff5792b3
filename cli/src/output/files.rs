//! The folder and the content of files.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether two files have the same content.
pub(super) fn has_same_content(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (File::open(a), File::open(b)) else { return false };
    let length = |file: &File| file.metadata().map(|metadata| metadata.len()).ok();
    if length(&a) != length(&b) {
        return false;
    }
    let (mut a, mut b) = (BufReader::new(a), BufReader::new(b));
    loop {
        let (Ok(left), Ok(right)) = (a.fill_buf(), b.fill_buf()) else { return false };
        let length = left.len().min(right.len());
        if left[..length] != right[..length] {
            return false;
        }
        if length == 0 {
            return left.len() == right.len();
        }
        a.consume(length);
        b.consume(length);
    }
}
