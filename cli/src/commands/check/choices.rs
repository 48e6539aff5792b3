//! Texts of the source that the tree may have in another form, or not at all. Which form it has depends on rules that the walk does
//! not repeat.

/// The choices of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Choices(Vec<Choice>);

#[derive(Debug)]
struct Choice {
    /// Where the first form is in the text.
    start: usize,
    length: usize,
    others: Vec<String>,
}

impl Choices {
    /// Adds a choice for the last `length` bytes of a text.
    pub(super) fn add(&mut self, text: &str, length: usize, others: Vec<String>) {
        self.0.push(Choice { start: text.len() - length, length, others });
    }

    /// The text with the forms that `found` has.
    pub(super) fn resolve(&self, text: &str, found: &str) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut at = 0;
        for choice in &self.0 {
            resolved.push_str(&text[at..choice.start]);
            at = choice.start + choice.length;
            let first = &text[choice.start..at];
            let rest = found.get(resolved.len()..).unwrap_or_default();
            let mut forms = std::iter::once(first).chain(choice.others.iter().map(String::as_str));
            resolved.push_str(forms.find(|form| rest.starts_with(form)).unwrap_or(first));
        }
        resolved.push_str(&text[at..]);
        resolved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_that_was_found_is_chosen() {
        let (mut choices, text) = (Choices::default(), "It rained.x^2");
        choices.add("It rained", 6, vec![String::new()]);
        choices.add(text, 3, vec!["x".into()]);
        assert_eq!(choices.resolve(text, "It rained.x"), "It rained.x");
        assert_eq!(choices.resolve(text, "It .x^2"), "It .x^2");
        assert_eq!(choices.resolve(text, "It snowed."), "It .x^2");
        assert_eq!(choices.resolve(text, ""), "It .x^2");
    }
}
