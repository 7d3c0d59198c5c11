//! Why an action cannot be done here and now: hidden from the bottom line, told when asked for.

use super::App;
use super::desk::Focus;
use super::overlay::Overlay;
use crate::domain::Noun;
use crate::i18n::Text;
use crate::keys::Action;

impl App {
    /// Why `action` would do nothing now; `None` where it can be done.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        if let Some(overlay) = self.overlays.last() {
            return why_not_on(overlay, action);
        }
        if is_about_a_customer(action) {
            return self.nobody().or_else(|| self.no_number(action));
        }
        match action {
            Action::FinishItem => self.not_on(Noun::NextStep, Text::NotANextStep),
            Action::OpenNote | Action::DeleteItem => {
                self.desk.item().is_none().then_some(Text::NothingSelected)
            }
            _ => None,
        }
    }

    /// Says whether a key that means `action`, or text, was typed ahead of an answer and has to wait for it: done at
    /// once it would be lost, or meet somebody else than the rep meant.
    #[must_use]
    pub fn is_ahead(&self, action: Option<Action>) -> bool {
        if self.committing.is_some() {
            return true;
        }
        let on_list = self.overlays.is_empty() && self.desk.focus != Focus::Search;
        on_list
            && action.is_some_and(|action| match action {
                action if is_about_a_customer(action) => self.desk.is_searching() || self.desk.is_reading(),
                action => moves(action) && self.desk.is_searching(),
            })
    }

    fn nobody(&self) -> Option<Text> {
        if self.desk.lines.is_empty() {
            return Some(Text::NoCustomer);
        }
        self.desk.page().is_none().then_some(Text::StillReading)
    }

    fn no_number(&self, action: Action) -> Option<Text> {
        let page = self.desk.page().filter(|_| matches!(action, Action::Dial | Action::CopyNumber))?;
        page.first_number().is_none().then_some(Text::NoNumber)
    }

    fn not_on(&self, noun: Noun, text: Text) -> Option<Text> {
        let on = self.desk.focus == Focus::Detail && self.desk.item().is_some_and(|item| item.noun == noun);
        (!on).then_some(text)
    }
}

/// Says whether it is done to the selected customer.
const fn is_about_a_customer(action: Action) -> bool {
    matches!(
        action,
        Action::Call
            | Action::Mail
            | Action::Note
            | Action::Visit
            | Action::OtherChannel
            | Action::Deal
            | Action::NextStep
            | Action::Dial
            | Action::CopyNumber
            | Action::AddPerson
            | Action::AddContactPoint
            | Action::AddDeal
            | Action::EditCustomer
            | Action::EditItem
            | Action::Rank
            | Action::Tag
            | Action::History
            | Action::FocusDetail
    )
}

/// Says whether it selects another.
const fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last
    )
}

fn why_not_on(overlay: &Overlay, action: Action) -> Option<Text> {
    match (overlay, action) {
        (Overlay::Log(log), Action::NextNumber) => (log.numbers().len() < 2).then_some(Text::NoOtherNumber),
        (
            Overlay::Agenda(agenda),
            Action::Accept
            | Action::Call
            | Action::FinishItem
            | Action::Snooze1h
            | Action::Snooze1d
            | Action::Snooze3d
            | Action::Snooze7d,
        ) => agenda.due().is_none().then_some(Text::NothingSelected),
        _ => None,
    }
}
