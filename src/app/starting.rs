//! Setting a desk up by a template of a trade: which there are, and what each would add.

use super::ask::Ask;
use super::list::Cursor;
use super::msg::Effect;
use super::toast::News;
use crate::domain::setup::Offer;
use crate::i18n::{Lang, Text};
use crate::keys::Action;
use crate::keys::table::walk_keys;

/// The choice of templates.
#[derive(Debug, Default)]
pub struct Starting {
    /// The templates, once they are read.
    pub offers: Option<Vec<Offer>>,
    /// The cursor.
    pub cursor: Cursor,
    saving: bool,
}

impl Starting {
    /// What must be read for it.
    #[must_use]
    pub fn load(lang: Lang) -> Effect {
        Effect::LoadOffers { japanese: lang == Lang::Ja, keys: walk_keys() }
    }

    /// The template under the cursor.
    #[must_use]
    pub fn offer(&self) -> Option<&Offer> {
        self.offers.as_ref()?.get(self.cursor.at)
    }

    /// Takes in the templates.
    pub(super) fn read(&mut self, offers: Vec<Offer>) -> Ask {
        self.offers = Some(offers);
        Ask::nothing()
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        let len = self.offers.as_ref().map_or(0, Vec::len);
        if self.cursor.follow(action, len) {
            return Ask::nothing();
        }
        match action {
            Action::Back => Ask::close(),
            Action::Accept if !self.saving => self.apply(),
            _ => Ask::nothing(),
        }
    }

    fn apply(&mut self) -> Ask {
        let Some(offer) = self.offer() else { return Ask::nothing() };
        let change = offer.plan.change.clone();
        if change.is_empty() {
            return Ask::say(News::WhyNot(Text::TemplateThereHere));
        }
        self.saving = true;
        Ask::commit(change)
    }

    pub(super) fn committed(&self) -> Ask {
        if self.saving { Ask::close() } else { Ask::nothing() }
    }

    pub(super) const fn failed(&mut self) {
        self.saving = false;
    }
}
