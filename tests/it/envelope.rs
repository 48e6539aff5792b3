//! Law: `Clip::parse(s)?.to_string() == s`, byte for byte.

use newsclip::Clip;

use crate::support::{articles_and_vectors, corpus, report};

#[test]
fn a_clip_gives_back_its_source() {
    let failed = articles_and_vectors()
        .into_iter()
        .filter(|article| Clip::parse(&article.source).is_ok_and(|clip| clip.to_string() != article.source));
    let failures: Vec<_> = failed.map(|article| article.path.display().to_string()).collect();
    report("envelope", articles_and_vectors().len(), &failures);
}

#[test]
fn every_file_of_the_corpus_is_a_clip() {
    let corpus = corpus();
    let errors = corpus.iter().filter_map(|article| {
        let error = Clip::parse(&article.source).err()?;
        Some(format!("{}: {error}", article.path.display()))
    });
    report("corpus parses", corpus.len(), &errors.collect::<Vec<_>>());
}
