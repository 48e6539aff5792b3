//! The classes of microformats and the properties of microdata that the reader of metadata uses.

/// Whether any of the classes is of a microformat that is read.
pub(in crate::html) fn is_microformat(classes: &str) -> bool {
    let is_read = |class: &str| {
        matches!(
            class,
            "author"
                | "dt-published"
                | "dt-updated"
                | "entry-date"
                | "entry-summary"
                | "entry-title"
                | "fn"
                | "h-card"
                | "h-cite"
                | "h-entry"
                | "hentry"
                | "p-author"
                | "p-name"
                | "p-summary"
                | "published"
                | "u-author"
                | "updated"
                | "vcard"
        )
    };
    classes.split_ascii_whitespace().any(is_read)
}

/// Whether an element with these classes is an entry: an article, a post, a note.
pub(in crate::html) fn is_entry_class(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| matches!(class, "h-entry" | "hentry"))
}

/// The properties of articles in microdata that are read.
pub(in crate::html) const PROPERTIES: [&str; 5] =
    ["headline", "description", "datePublished", "dateModified", "author"];

/// Whether a name is that of a property that is read, of an article or its author.
pub(in crate::html) fn is_property(name: &str) -> bool {
    name == "name" || PROPERTIES.contains(&name)
}
