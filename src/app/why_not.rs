//! Why an action cannot be done here and now: hidden from the bottom line, told when asked for.

use super::App;
use super::agenda::Agenda;
use super::desk::Focus;
use super::duplicates::Duplicates;
use super::form::somebody_for;
use super::overlay::Overlay;
use super::reading::Matter;
use super::toast::in_a_word;
use super::walk::Walk;
use crate::domain::Noun;
use crate::domain::contact::Refusal;
use crate::i18n::Text;
use crate::keys::Action;

impl App {
    /// Why `action` would do nothing now; `None` where it can be done.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        if action == Action::Ask && self.setting.sheets.surveys.is_empty() {
            return self.nothing_to_ask();
        }
        if let Some(overlay) = self.overlays.last() {
            let syncing = matches!(overlay, Overlay::Sync(_)).then(|| self.sync.why_not(action));
            return syncing.flatten().or_else(|| why_not_on(overlay, action));
        }
        if action == Action::Sync && self.setting.demo {
            return Some(Text::SyncNotDemo);
        }
        match action {
            Action::Dial | Action::CopyNumber => {
                self.nobody().or_else(|| self.stopped(action).map(|refusal| in_a_word(&refusal)))
            }
            Action::FinishItem => self.not_on(Noun::NextStep, Text::NotANextStep),
            Action::OpenNote | Action::DeleteItem => {
                self.desk.item().is_none().then_some(Text::NothingSelected)
            }
            Action::AddStop | Action::AddLine => self.nobody().or_else(|| self.no_deal(action)),
            action if needs_customer(action) => self.nobody(),
            _ => None,
        }
    }

    /// Why nothing can be added to a deal.
    fn no_deal(&self, action: Action) -> Option<Text> {
        let page = self.desk.page()?;
        match self.deal_at_hand(page) {
            None => Some(Text::NoOpenDeal),
            Some(deal) if action == Action::AddStop => {
                (!somebody_for(page, deal)).then_some(Text::NobodyForRoute)
            }
            Some(_) => None,
        }
    }

    fn nothing_to_ask(&self) -> Option<Text> {
        self.setting.sheets.surveys.is_empty().then_some(Text::NoSurveysHere)
    }

    fn nobody(&self) -> Option<Text> {
        if self.desk.lines.is_empty() {
            return Some(Text::NoCustomer);
        }
        match self.desk.page() {
            None => Some(Text::StillReading),
            Some(page) => page.erased.map(|_| Text::WasErased),
        }
    }

    /// Why the number that an action would hand over stays here.
    pub(super) fn stopped(&self, action: Action) -> Option<Refusal> {
        let page = self.desk.page().filter(|_| self.overlays.is_empty())?;
        match action {
            Action::Dial => self.to_dial(page).err(),
            Action::CopyNumber => self.to_copy(page).err(),
            _ => None,
        }
    }

    fn not_on(&self, noun: Noun, text: Text) -> Option<Text> {
        let on = self.desk.focus == Focus::Detail && self.desk.item().is_some_and(|item| item.noun == noun);
        (!on).then_some(text)
    }
}

/// Says whether an action on the desk is about the selected customer.
pub(super) const fn needs_customer(action: Action) -> bool {
    matches!(
        action,
        Action::Call
            | Action::Mail
            | Action::Note
            | Action::Visit
            | Action::OtherChannel
            | Action::Deal
            | Action::NextStep
            | Action::AddPerson
            | Action::AddContactPoint
            | Action::AddDeal
            | Action::AddSubscription
            | Action::AddInquiry
            | Action::EditCustomer
            | Action::EditItem
            | Action::Rank
            | Action::Tag
            | Action::Ask
            | Action::Block
            | Action::Erase
            | Action::History
            | Action::Dial
            | Action::CopyNumber
            | Action::FinishItem
            | Action::OpenNote
            | Action::DeleteItem
            | Action::FocusDetail
    )
}

fn why_not_on(overlay: &Overlay, action: Action) -> Option<Text> {
    match (overlay, action) {
        (Overlay::Form(form), Action::OpenAlike) => form.alike.found.is_none().then_some(Text::NobodyAlike),
        (Overlay::Duplicates(duplicates), action) => why_not_of_pairs(duplicates, action),
        (Overlay::Review(review), action) => review.why_not(action),
        (Overlay::Retention(retention), action) => retention.why_not(action),
        (Overlay::Inquiries(board), action) => board.why_not(action),
        (Overlay::Log(log), Action::NextNumber) => (log.numbers().len() < 2).then_some(Text::NoOtherNumber),
        (Overlay::Log(log), Action::NextRank) => log.ranks().is_empty().then_some(Text::NoRankToChoose),
        (Overlay::Prompt(_), Action::NextRank) => Some(Text::NoRankToChoose),
        (Overlay::Reading(reading), Action::CopyText | Action::CopyMarkdown) => {
            let day = matches!(reading.matter, Matter::Day(_, Some(_)));
            (!day).then_some(Text::NothingToCopy)
        }
        (Overlay::Lists(lists), Action::LiveList) => lists.query.is_none().then_some(Text::LiveNeedsSearch),
        (Overlay::Import(import), action) => import.why_not(action),
        (Overlay::Fields(fields), action) => fields.why_not(action),
        (Overlay::Views(views), action) => views.why_not(action),
        (Overlay::Grid(grid), action) => grid.why_not(action),
        (Overlay::Walk(walk), action) => why_not_on_walk(walk, action),
        (Overlay::Rules(rules), Action::DeleteItem) => {
            rules.given_back().is_none().then_some(Text::NothingToGiveBack)
        }
        (Overlay::Rules(rules), Action::HideOutcome) => {
            rules.outcome().is_none().then_some(Text::PacingIsNotHidden)
        }
        (Overlay::Lists(lists), Action::EditItem | Action::Claim) => {
            lists.row().is_none().then_some(Text::NothingSelected)
        }
        (Overlay::Reports(reports), action) => reports.why_not(action),
        (Overlay::Board(board), action) => board.why_not(action),
        (Overlay::Agenda(agenda), _) => why_not_on_agenda(agenda, action),
        _ => None,
    }
}

fn why_not_of_pairs(duplicates: &Duplicates, action: Action) -> Option<Text> {
    let of_a_pair = matches!(
        action,
        Action::Merge | Action::TellApart | Action::Accept | Action::NextPair | Action::PreviousPair
    );
    match action {
        _ if of_a_pair && duplicates.double().is_none() => Some(Text::NoPair),
        Action::PreviousPair => (!duplicates.has_before()).then_some(Text::FirstPair),
        _ => None,
    }
}

fn why_not_on_agenda(agenda: &Agenda, action: Action) -> Option<Text> {
    let of_a_step = matches!(
        action,
        Action::FinishItem | Action::Snooze1h | Action::Snooze1d | Action::Snooze3d | Action::Snooze7d
    );
    let of_a_row = of_a_step || matches!(action, Action::Accept | Action::Call | Action::NextStep);
    match agenda.line() {
        None => of_a_row.then_some(Text::NothingSelected),
        Some(_) => (of_a_step && agenda.due().is_none()).then_some(Text::NoNextStep),
    }
}

fn why_not_on_walk(walk: &Walk, action: Action) -> Option<Text> {
    let call = walk.call.as_ref()?;
    match action {
        Action::NextNumber => (call.numbers().len() < 2).then_some(Text::NoOtherNumber),
        Action::NextRank => call.ranks().is_empty().then_some(Text::NoRankToChoose),
        Action::ToggleScript => {
            let script = walk.stop.as_ref().is_some_and(|stop| !stop.list.script.is_empty());
            (!script).then_some(Text::NoScript)
        }
        Action::PreviousStop => walk.at_first().then_some(Text::FirstOnTheTrail),
        _ => None,
    }
}
