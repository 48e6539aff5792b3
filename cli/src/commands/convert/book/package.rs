//! The container and the package document: EPUB 3.3 §4 and §5.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};

use newsclip::{Document, Timestamp};
use xxhash_rust::xxh3::Xxh3;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::chapter::Chapter;
use super::contents::{contents, title_page};
use super::xml::{attribute, escaped, push};
use crate::article::{day, direction};

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// The language tag for an undetermined language.
const UNDETERMINED: &str = "und";

/// A book in progress. Chapters are written as they arrive, and the front pages last, which the container allows.
pub(super) struct Package<'a> {
    zip: ZipWriter<BufWriter<File>>,
    title: &'a str,
    chapters: Vec<Chapter>,
    /// Each author once, in the order of first appearance.
    authors: BTreeMap<String, usize>,
    /// The number of chapters in each language.
    languages: BTreeMap<String, usize>,
    newest: Option<Timestamp>,
    /// A hash of the title and all addresses. It is not random, so the same articles give the same identifier.
    identity: Xxh3,
}

impl<'a> Package<'a> {
    pub(super) fn new(file: File, title: &'a str) -> io::Result<Self> {
        let mut identity = Xxh3::new();
        identity.update(title.as_bytes());
        let mut package = Self {
            zip: ZipWriter::new(BufWriter::new(file)),
            title: if title.trim().is_empty() { "-" } else { title },
            chapters: Vec::new(),
            authors: BTreeMap::new(),
            languages: BTreeMap::new(),
            newest: None,
            identity,
        };
        // EPUB 3.3 §4.2.3: the first file, uncompressed and without extra fields.
        package.file("mimetype", "application/epub+zip", CompressionMethod::Stored)?;
        package.write("META-INF/container.xml", CONTAINER)?;
        package.write("EPUB/style.css", include_str!("style.css"))?;
        Ok(package)
    }

    /// Whether it has no chapters yet.
    pub(super) fn is_empty(&self) -> bool {
        self.chapters.is_empty()
    }

    /// Adds an article as the next chapter.
    pub(super) fn add(&mut self, document: &Document) -> io::Result<()> {
        let chapter = Chapter::of(document);
        let number = self.chapters.len() + 1;
        self.write(&format!("EPUB/{number}.xhtml"), &chapter.page(document))?;
        for author in &document.authors {
            let next = self.authors.len();
            self.authors.entry(author.clone()).or_insert(next);
        }
        if let Some(language) = &chapter.language {
            *self.languages.entry(language.clone()).or_default() += 1;
        }
        self.newest = self.newest.max(document.published).max(document.updated);
        self.identity.update(document.url.as_str().as_bytes());
        self.chapters.push(chapter);
        Ok(())
    }

    /// Writes the rest of the book.
    pub(super) fn finish(mut self) -> io::Result<File> {
        let language = self.languages().first().map(|language| (*language).to_string());
        let language = language.as_deref().filter(|language| *language != UNDETERMINED);
        self.write("EPUB/title.xhtml", &title_page(self.title, language, &self.chapters))?;
        self.write("EPUB/contents.xhtml", &contents(self.title, language, &self.chapters))?;
        self.write("EPUB/package.opf", &self.package())?;
        self.zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)
    }

    fn write(&mut self, name: &str, content: &str) -> io::Result<()> {
        self.file(name, content, CompressionMethod::Deflated)
    }

    fn file(&mut self, name: &str, content: &str, method: CompressionMethod) -> io::Result<()> {
        // All files have the time 1980, so that the same articles produce the same bytes.
        let options = SimpleFileOptions::default().compression_method(method);
        self.zip.start_file(name, options.last_modified_time(DateTime::default()))?;
        self.zip.write_all(content.as_bytes())
    }

    fn package(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.push_str(
            "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\">\n",
        );
        self.metadata(&mut out);
        self.manifest(&mut out);
        // EPUB 3.3 §5.7: otherwise the reading system decides. Most of the book decides about its spine.
        let direction = self.languages().first().and_then(|language| direction(language));
        out.push_str("<spine");
        if let Some(direction) = direction {
            attribute(&mut out, "page-progression-direction", direction);
        }
        out.push_str(">\n<itemref idref=\"title\"/>\n<itemref idref=\"contents\"/>\n");
        for number in 1..=self.chapters.len() {
            push!(out, "<itemref idref=\"c{number}\"/>\n");
        }
        out.push_str("</spine>\n</package>\n");
        out
    }

    fn metadata(&self, out: &mut String) {
        out.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
        push!(out, "<dc:identifier id=\"id\">{}</dc:identifier>\n", self.identifier());
        push!(out, "<dc:title>{}</dc:title>\n", escaped(self.title));
        for language in self.languages() {
            push!(out, "<dc:language>{language}</dc:language>\n");
        }
        let mut authors: Vec<_> = self.authors.iter().filter(|(name, _)| !name.trim().is_empty()).collect();
        authors.sort_by_key(|(_, place)| **place);
        for (author, _) in authors {
            push!(out, "<dc:creator>{}</dc:creator>\n", escaped(author));
        }
        if let Some(newest) = self.newest {
            push!(out, "<dc:date>{}</dc:date>\n", day(newest));
        }
        push!(out, "<meta property=\"dcterms:modified\">{}</meta>\n</metadata>\n", self.modified());
    }

    /// The languages, most frequent first. A book must have one.
    fn languages(&self) -> Vec<&str> {
        let mut languages: Vec<_> = self.languages.iter().collect();
        languages.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        if languages.is_empty() {
            return vec![UNDETERMINED];
        }
        languages.into_iter().map(|(language, _)| language.as_str()).collect()
    }

    /// A UUID of version 8, whose bits an application may choose: RFC 9562 §5.8.
    fn identifier(&self) -> String {
        let hash = self.identity.digest128();
        let version = (hash & !(0xf << 76)) | (8 << 76);
        let hex = format!("{:032x}", (version & !(0b11 << 62)) | (0b10 << 62));
        format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }

    /// The time of the newest article, in whole seconds as EPUB requires. The current time would make every run different.
    fn modified(&self) -> String {
        let time = self.newest.map_or_else(|| "1970-01-01T00:00:00".to_string(), |time| time.to_string());
        format!("{}Z", time.split(['.', 'Z']).next().unwrap_or_default())
    }

    fn manifest(&self, out: &mut String) {
        const XHTML: &str = "media-type=\"application/xhtml+xml\"";
        out.push_str("<manifest>\n<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n");
        push!(out, "<item id=\"title\" href=\"title.xhtml\" {XHTML}/>\n");
        push!(out, "<item id=\"contents\" href=\"contents.xhtml\" {XHTML} properties=\"nav\"/>\n");
        for number in 1..=self.chapters.len() {
            push!(out, "<item id=\"c{number}\" href=\"{number}.xhtml\" {XHTML}/>\n");
        }
        out.push_str("</manifest>\n");
    }
}
