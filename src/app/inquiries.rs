//! What customers ask and complain of: a board with a column a status, what was done about the one
//! under the cursor, and what like it was answered before.

use super::ask::{Ask, Opening, World};
use super::list::Cursor;
use super::msg::Effect;
use super::purpose::{OfInquiry, Purpose};
use crate::domain::Id;
use crate::domain::inquiry::{Handled, Inquiry, STATUSES};
use crate::domain::similar::{Print, similar};
use crate::i18n::Text;
use crate::keys::Action;

/// So many like the one under the cursor are shown.
const ALIKE: usize = 5;

/// The board.
#[derive(Debug, Default)]
pub struct Inquiries {
    /// What was read: the open ones, and the last that are done.
    pub read: Vec<Handled>,
    /// No answer has come yet.
    pub waiting: bool,
    /// Which column.
    pub column: usize,
    /// Which of it.
    pub cursor: Cursor,
    /// The one to stay on.
    keep: Option<Id>,
    /// Whose to begin with.
    whose: Option<Id>,
    /// Those like the one of that id that were answered.
    alike: Option<(Id, Vec<Id>)>,
}

impl Inquiries {
    /// A board to be read, with the cursor on an open one of that customer if there is one.
    #[must_use]
    pub fn of(whose: Option<Id>) -> Self {
        Self { whose, waiting: true, ..Self::default() }
    }

    /// The request for it; the cursor stays where it is.
    pub fn load(&mut self) -> Effect {
        self.waiting = true;
        self.keep = self.keep.take().or_else(|| self.one().map(|one| one.inquiry.id));
        Effect::LoadInquiries
    }

    /// Those of a column, in order.
    pub fn of_column(&self, column: usize) -> impl Iterator<Item = &Handled> {
        let status = STATUSES.get(column).copied().unwrap_or_default();
        self.read.iter().filter(move |one| one.inquiry.status == status)
    }

    /// The one under the cursor.
    #[must_use]
    pub fn one(&self) -> Option<&Handled> {
        self.of_column(self.column).nth(self.cursor.at)
    }

    /// Those like the one under the cursor that were answered, the likest first.
    pub fn alike(&self) -> impl Iterator<Item = &Handled> {
        let ids = self.alike.iter().flat_map(|(_, ids)| ids);
        ids.filter_map(|id| self.read.iter().find(|other| other.inquiry.id == *id))
    }

    /// Finds those like the one under the cursor, where that is another than before.
    fn liken(&mut self) {
        let of = self.alike.as_ref().map(|(of, _)| *of);
        let Some(one) = self.one().filter(|one| Some(one.inquiry.id) != of) else { return };
        let answered = self.read.iter().filter(|other| !other.steps.is_empty()).map(|other| &other.inquiry);
        let print = Print::of(&one.inquiry.kind, &one.inquiry.text);
        let found = similar(&print, Some(one.inquiry.id), answered, ALIKE);
        let ids = found.into_iter().map(|(inquiry, _)| inquiry.id).collect();
        self.alike = Some((one.inquiry.id, ids));
    }

    /// Takes in what was read.
    pub(super) fn read(&mut self, read: Vec<Handled>) -> Ask {
        (self.read, self.waiting) = (read, false);
        let whose = self.whose.take();
        let theirs = |one: &&Handled| one.inquiry.open() && Some(one.line.id) == whose;
        let wanted = self.keep.take().or_else(|| self.read.iter().find(theirs).map(|one| one.inquiry.id));
        let place = (0..STATUSES.len()).find_map(|column| {
            let at = self.of_column(column).position(|one| Some(one.inquiry.id) == wanted)?;
            Some((column, at))
        });
        let first = || (0..STATUSES.len()).find(|column| self.of_column(*column).next().is_some());
        if let Some((column, at)) = place {
            (self.column, self.cursor.at) = (column, at);
        } else if self.one().is_none() && self.of_column(self.column).next().is_none() {
            (self.column, self.cursor) = (first().unwrap_or(self.column), Cursor::default());
        }
        let len = self.of_column(self.column).count();
        self.cursor.step(0, len);
        self.alike = None;
        self.liken();
        Ask::nothing()
    }

    /// Why an action would do nothing now.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let inquiry = self.one().map(|one| &one.inquiry);
        match (action, inquiry) {
            (Action::Down | Action::Up | Action::NextChoice | Action::PreviousChoice | Action::Back, _) => {
                None
            }
            (_, None) => of_one(action).then_some(Text::NothingSelected),
            (Action::MoveOn, Some(inquiry)) => inquiry.beside(true).is_none().then_some(Text::InquiryIsDone),
            (Action::MoveBack, Some(inquiry)) => {
                inquiry.beside(false).is_none().then_some(Text::InquiryIsNew)
            }
            (Action::ClearComplaint, Some(inquiry)) => (!inquiry.stops()).then_some(Text::NothingStops),
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        let ask = self.done(action, world);
        self.liken();
        ask
    }

    fn done(&mut self, action: Action, world: &World<'_>) -> Ask {
        let len = self.of_column(self.column).count();
        if self.cursor.follow(action, len) {
            return Ask::nothing();
        }
        match action {
            Action::NextChoice => self.turn(1),
            Action::PreviousChoice => self.turn(-1),
            Action::MoveOn => self.step(true, world),
            Action::MoveBack => self.step(false, world),
            Action::Claim => self.take(world),
            Action::AddStep => self.line(OfInquiry::Step),
            Action::ClearComplaint => self.line(OfInquiry::Clear),
            Action::EditItem => self.form(),
            Action::Accept => {
                self.one().map_or_else(Ask::nothing, |one| Ask { select: Some(one.line.id), ..Ask::close() })
            }
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    fn turn(&mut self, by: isize) -> Ask {
        self.column = self.column.saturating_add_signed(by).min(STATUSES.len() - 1);
        let len = self.of_column(self.column).count();
        self.cursor.step(0, len);
        Ask::nothing()
    }

    /// To the next status, or the one before; the cursor goes with it.
    fn step(&mut self, ahead: bool, world: &World<'_>) -> Ask {
        let Some(one) = self.one() else { return Ask::nothing() };
        let Some(status) = one.inquiry.beside(ahead) else { return Ask::nothing() };
        Self::change(one, &one.inquiry.moved(status, world.now.timestamp_millis()))
    }

    /// To whoever sits here; theirs already, to nobody.
    fn take(&mut self, world: &World<'_>) -> Ask {
        let Some(one) = self.one() else { return Ask::nothing() };
        let mine = world.setting.rep.filter(|_| one.inquiry.owner != world.setting.rep);
        Self::change(one, &Inquiry { owner: mine, ..one.inquiry.clone() })
    }

    fn change(one: &Handled, becomes: &Inquiry) -> Ask {
        Ask::commit(becomes.change(&one.inquiry, &one.line.name))
    }

    fn line(&self, what: OfInquiry) -> Ask {
        let Some(one) = self.one() else { return Ask::nothing() };
        let purpose = Purpose::Inquiry(what, Box::new(one.inquiry.clone()));
        let open = Opening::Line { purpose, customer: one.line.id, name: one.line.name.clone() };
        Ask { open: Some(open), ..Ask::default() }
    }

    fn form(&self) -> Ask {
        let open = self.one().map(|one| Opening::Inquiry(Box::new(one.clone())));
        Ask { open, ..Ask::default() }
    }
}

const fn of_one(action: Action) -> bool {
    matches!(
        action,
        Action::MoveOn
            | Action::MoveBack
            | Action::Claim
            | Action::AddStep
            | Action::ClearComplaint
            | Action::EditItem
            | Action::Accept
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(n: u8, status: &str) -> Handled {
        let inquiry = Inquiry { id: Id::from_bytes([n; 16]), status: status.into(), ..Inquiry::default() };
        Handled { inquiry, ..Handled::default() }
    }

    #[test]
    fn the_cursor_goes_with_an_inquiry_to_its_new_column() {
        let mut board = Inquiries::of(None);
        board.read(vec![one(1, "new"), one(2, "new"), one(3, "done")]);
        board.cursor.at = 1;
        board.load();
        board.read(vec![one(1, "new"), one(2, "doing"), one(3, "done")]);
        assert_eq!((board.column, board.one().map(|one| one.inquiry.id)), (1, Some(Id::from_bytes([2; 16]))));
    }

    #[test]
    fn it_opens_on_the_customers_own_or_on_the_first_column_with_any() {
        let mut board = Inquiries::of(None);
        board.read(vec![one(3, "waiting")]);
        assert_eq!(board.column, 2);
        board.read(Vec::new());
        assert_eq!(board.one(), None);
    }
}
