//! A few things to choose from, a key each: the channel, the rank, why a deal is lost.

use super::ask::{Ask, World};
use super::board::lost;
use super::toast::News;
use crate::domain::activity::CHANNELS;
use crate::domain::customer::{self, RANKS};
use crate::domain::deal::LOST_REASONS;
use crate::domain::page::Page;
use crate::domain::{Change, Deed, Noun, Value};
use crate::i18n::Text;
use crate::keys::Key;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The channel of a contact to log.
    Channel,
    /// How promising the customer is.
    Rank,
    /// Why the page's only deal is lost.
    Lost,
}

/// The choice.
#[derive(Debug)]
pub struct Choose {
    /// What is chosen.
    pub matter: Matter,
    /// For whom.
    pub page: Box<Page>,
}

impl Choose {
    /// Keys and codes, in order. A code's words are in `i18n::label`.
    #[must_use]
    pub fn options(&self) -> Vec<(char, &'static str)> {
        match self.matter {
            Matter::Channel => ('1'..='9')
                .chain('a'..='z')
                .zip(CHANNELS.iter().filter(|channel| !matches!(channel.code, "call" | "web")))
                .map(|(key, channel)| (key, channel.code))
                .collect(),
            Matter::Lost => ('1'..='9').zip(LOST_REASONS.iter().copied()).collect(),
            Matter::Rank => "abcd".chars().zip(RANKS.iter().copied()).chain([('0', "")]).collect(),
        }
    }

    pub(super) fn type_key(&self, key: Key, world: &World<'_>) -> Ask {
        let typed = key.as_command().written().map(|c| c.to_ascii_lowercase());
        let Some((_, code)) = self.options().into_iter().find(|(key, _)| Some(*key) == typed) else {
            return Ask::say(News::WhyNot(Text::NotAChoice));
        };
        match self.matter {
            Matter::Channel => Ask { log: Some((self.page.clone(), code)), ..Ask::close() },
            Matter::Lost => Ask { commit: lost(&self.page, code, world), ..Ask::close() },
            Matter::Rank => {
                let value = if code.is_empty() { Value::Null } else { Value::Text(code.into()) };
                let change = Change::new(Deed::Edit, &self.page.customer.name);
                let fields = vec![(customer::field::rank, value)];
                Ask {
                    commit: Some(change.set(Noun::Customer, self.page.customer.id, fields)),
                    ..Ask::close()
                }
            }
        }
    }
}
