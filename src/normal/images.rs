//! Images in lines, taken out of them to become a figure.

use super::Budget;
use crate::tree::{FigureImage, Inline, LinkTarget};

/// The number of images in a line; `None` if anything else in it can be seen.
pub(super) fn count_images(content: &[Inline]) -> Option<usize> {
    // Recursion is bounded: the builder keeps every line within `MAX_DEPTH`.
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
pub(super) fn take_images(content: Vec<Inline>, budget: &Budget, images: &mut Vec<FigureImage>) {
    for inline in content {
        match inline {
            Inline::Image(image) => images.push(FigureImage::new(*image)),
            Inline::Link(link) => {
                let start = images.len();
                take_images(link.content, budget, images);
                link_images(&mut images[start..], link.target, budget);
            }
            // Bold has no effect on an image, and a figure has no place for it.
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
    // The first image has the link anyway; any other link is a copy that the budget pays for.
    for image in others {
        image.link = budget.admits_link(&target).then(|| target.clone());
    }
    first.link = Some(target);
}

/// Moves the images at both ends of a line out of it, with the links around them; returns what is left.
pub(super) fn take_outer_images(
    mut line: Vec<Inline>,
    budget: &Budget,
    images: &mut Vec<FigureImage>,
) -> Vec<Inline> {
    // An image between words, such as an icon, belongs to its sentence; only those at the ends illustrate it.
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
