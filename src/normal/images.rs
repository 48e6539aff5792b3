//! Moves images out of lines into figures.

use super::Budget;
use crate::tree::{FigureImage, Inline, LinkTarget};

/// The number of images in a line; `None` if it has other visible content.
pub(super) fn count_images(content: &[Inline]) -> Option<usize> {
    // Recursion is bounded, because the builder keeps every line within `MAX_DEPTH`.
    content.iter().try_fold(0, |count, inline| match inline {
        Inline::Image(_) => Some(count + 1),
        Inline::Text(text) => text.chars().all(char::is_whitespace).then_some(count),
        Inline::LineBreak => Some(count),
        Inline::Link(link) => Some(count + count_images(&link.content)?),
        Inline::Marked { content, .. } => Some(count + count_images(content)?),
        Inline::Code { .. } | Inline::Math { .. } | Inline::Ruby(_) => None,
    })
}

/// Moves the images out of a line, with the links around them.
pub(super) fn take_images(
    content: impl IntoIterator<Item = Inline>,
    budget: &Budget,
    images: &mut Vec<FigureImage>,
) {
    for inline in content {
        match inline {
            Inline::Image(image) => images.push(FigureImage::new(*image)),
            Inline::Link(link) => {
                let start = images.len();
                take_images(link.content, budget, images);
                link_images(&mut images[start..], link.target, budget);
            }
            // A mark has no effect on an image, and a figure cannot hold it.
            Inline::Marked { content, .. } => take_images(content, budget, images),
            Inline::Text(_)
            | Inline::LineBreak
            | Inline::Code { .. }
            | Inline::Math { .. }
            | Inline::Ruby(_) => {}
        }
    }
}

fn link_images(images: &mut [FigureImage], target: LinkTarget, budget: &Budget) {
    let Some((first, others)) = images.split_first_mut() else { return };
    if !others.is_empty() {
        let cost = Budget::cost_of_link(&target);
        // The first image takes the link. For the other images, the budget pays for copies.
        for image in others {
            image.link = budget.pay_for_link(cost).then(|| target.clone());
        }
    }
    first.link = Some(target);
}

/// Moves the images at both ends of a line out of it, with the links around them. Returns the rest of the line.
pub(super) fn take_outer_images(
    mut line: Vec<Inline>,
    budget: &Budget,
    images: &mut Vec<FigureImage>,
) -> Vec<Inline> {
    // An image between words, such as an icon, is part of its sentence. Only images at the ends illustrate it.
    let leading = line.iter().take_while(|inline| is_image_or_blank(inline)).count();
    let mut rest = line.split_off(leading);
    let trailing = rest.iter().rev().take_while(|inline| is_image_or_blank(inline)).count();
    let outer = rest.split_off(rest.len() - trailing);
    take_images(line, budget, images);
    take_images(outer, budget, images);
    rest
}

fn is_image_or_blank(inline: &Inline) -> bool {
    count_images(std::slice::from_ref(inline)).is_some()
}
