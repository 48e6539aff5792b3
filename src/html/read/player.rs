//! Elements that a script of the page replaces by a player: those of AMP, `lite-youtube`, and `mpvoice` of `WeChat`.

use super::{ElementData, Reading};
use crate::html::elements::{Name, is_key_of_player};
use crate::html::tokenizer::AttributeName;
use crate::tree::EmbedKind;
use crate::url::Purpose;

/// The kind of a player and the address before the key, which an attribute holds.
fn player_of(name: Name) -> Option<(EmbedKind, &'static str)> {
    let frame = |address| Some((EmbedKind::Frame, address));
    match name {
        Name::AmpYoutube | Name::LiteYoutube => frame("https://www.youtube.com/embed/"),
        Name::AmpVimeo | Name::LiteVimeo => frame("https://player.vimeo.com/video/"),
        Name::AmpDailymotion => frame("https://www.dailymotion.com/embed/video/"),
        Name::AmpTwitter => frame("https://twitter.com/i/status/"),
        Name::AmpInstagram => frame("https://www.instagram.com/p/"),
        Name::AmpFacebook => frame(""),
        Name::MpVoice | Name::MpAudio => {
            Some((EmbedKind::Audio, "https://res.wx.qq.com/voice/getvoice?mediaid="))
        }
        _ => None,
    }
}

impl Reading<'_> {
    /// The kind and the URL of the player that a script puts in place of an element.
    pub(super) fn scripted_player(&self, element: ElementData) -> Option<(EmbedKind, String)> {
        let (kind, address) = player_of(element.html_name())?;
        let attributes = self.arena.attributes(element).iter();
        let keys = attributes.filter(|attribute| match attribute.name {
            AttributeName::Known(_) | AttributeName::Element => false,
            AttributeName::Other(name) => is_key_of_player(self.arena.text(name).as_bytes()),
        });
        let mut urls = keys.filter_map(|attribute| {
            let key = self.arena.text(attribute.value).trim();
            let is_key =
                |key: &str| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte));
            // `amp-facebook` has the address itself.
            if address.is_empty() {
                return self.resolve(key, Purpose::Media);
            }
            (!key.is_empty() && is_key(key)).then(|| format!("{address}{key}"))
        });
        Some((kind, urls.next()?))
    }
}
