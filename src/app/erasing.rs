//! Erasing a customer for good: what goes and what stays is shown before, and one key of its own
//! does it. It cannot be taken back.

use super::ask::Ask;
use super::msg::Effect;
use super::toast::News;
use crate::domain::Id;
use crate::domain::erasing::Taking;
use crate::i18n::Text;
use crate::keys::Action;

/// The question.
#[derive(Debug)]
pub struct Erasing {
    /// Who would be erased.
    pub customer: Id,
    /// What they are called.
    pub name: String,
    /// What would go; nothing while it is being counted.
    pub taking: Option<Box<Taking>>,
    /// It was answered, and is being done.
    pub saving: bool,
}

impl Erasing {
    /// The question about whoever that is.
    #[must_use]
    pub const fn of(customer: Id, name: String) -> Self {
        Self { customer, name, taking: None, saving: false }
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        match action {
            Action::EraseForGood if self.taking.is_none() => Ask::say(News::WhyNot(Text::StillReading)),
            Action::EraseForGood if self.saving => Ask::nothing(),
            Action::EraseForGood => {
                self.saving = true;
                Ask::effect(Effect::Erase(self.customer))
            }
            _ => Ask::close(),
        }
    }

    /// What would go is known; nothing goes of whoever is not there any more.
    pub(super) fn counted(&mut self, taking: Option<Box<Taking>>) -> Ask {
        if taking.is_none() {
            return Ask { news: Some(News::WhyNot(Text::WasErased)), ..Ask::close() };
        }
        self.taking = taking;
        Ask::nothing()
    }
}
