//! The words of the site itself, in its language.

/// The words that pages show beside the articles.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labels {
    /// The title of a site without one.
    pub(super) articles: &'static str,
    pub(super) tags: &'static str,
    pub(super) no_tags: &'static str,
    /// The name of the list of articles without a time.
    pub(super) undated: &'static str,
    pub(super) newer: &'static str,
    pub(super) older: &'static str,
    pub(super) search: &'static str,
    pub(super) needs_script: &'static str,
    pub(super) more: &'static str,
    /// The number of results, for one and for any other number, which replaces `#`.
    pub(super) found: [&'static str; 2],
}

static ENGLISH: Labels = Labels {
    articles: "Articles",
    tags: "Tags",
    no_tags: "No article has a tag.",
    undated: "undated",
    newer: "Newer",
    older: "Older",
    search: "Search",
    needs_script: "The search needs JavaScript. Everything else works without it.",
    more: "More",
    found: ["# article", "# articles"],
};

static SIMPLIFIED_CHINESE: Labels = Labels {
    articles: "文章",
    tags: "标签",
    no_tags: "没有文章带标签。",
    undated: "日期不详",
    newer: "较新",
    older: "较早",
    search: "搜索",
    needs_script: "搜索需要 JavaScript，其他页面不需要。",
    more: "更多",
    found: ["找到 # 篇文章", "找到 # 篇文章"],
};

static TRADITIONAL_CHINESE: Labels = Labels {
    articles: "文章",
    tags: "標籤",
    no_tags: "沒有文章帶標籤。",
    undated: "日期不詳",
    newer: "較新",
    older: "較早",
    search: "搜尋",
    needs_script: "搜尋需要 JavaScript，其他頁面不需要。",
    more: "更多",
    found: ["找到 # 篇文章", "找到 # 篇文章"],
};

impl Labels {
    /// The labels for a language (BCP 47); English for any language without labels.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        let tag = language.unwrap_or_default().to_ascii_lowercase();
        let mut subtags = tag.split('-');
        if subtags.next() != Some("zh") {
            return &ENGLISH;
        }
        // Without a script, the region decides: the likely subtags of CLDR.
        let is_traditional = subtags.find_map(|subtag| match subtag {
            "hant" | "tw" | "hk" | "mo" => Some(true),
            "hans" => Some(false),
            _ => None,
        });
        if is_traditional == Some(true) { &TRADITIONAL_CHINESE } else { &SIMPLIFIED_CHINESE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_determines_the_labels() {
        for (language, labels) in [
            (None, &ENGLISH),
            (Some("fr"), &ENGLISH),
            (Some("zh"), &SIMPLIFIED_CHINESE),
            (Some("zh-CN"), &SIMPLIFIED_CHINESE),
            (Some("zh-Hans-HK"), &SIMPLIFIED_CHINESE),
            (Some("ZH-Hant"), &TRADITIONAL_CHINESE),
            (Some("zh-TW"), &TRADITIONAL_CHINESE),
        ] {
            assert_eq!(Labels::of(language), labels, "{language:?}");
        }
    }
}
