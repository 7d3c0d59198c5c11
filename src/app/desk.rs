//! The desk: the search line, the customers it found, and the selected customer's page.
//!
//! It holds what is on the screen and nothing else; what keys do to it is in `route`.

use super::draft::Intent;
use super::field::Field;
use super::list::Cursor;
use super::msg::{Effect, Readiness, Ticket};
use super::views::Listed;
use crate::domain::column::Column;
use crate::domain::deal::Deal;
use crate::domain::deal_person::route;
use crate::domain::page::{Line, Page, Tally};
use crate::domain::{Id, Noun};
use crate::keys::{Action, Context};

/// Rows asked for at first; more are fetched when the cursor comes to the end.
const ROWS: usize = 50;

/// Which part of the desk the keyboard is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The list of customers.
    #[default]
    List,
    /// The search line.
    Search,
    /// The selected customer's page.
    Detail,
}

/// One thing of a customer's page that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// What kind.
    pub noun: Noun,
    /// Which.
    pub id: Id,
}

/// The desk.
#[derive(Debug)]
pub struct Desk {
    /// Where the keyboard is.
    pub focus: Focus,
    /// The search line.
    pub search: Field,
    /// The customers found, as many as were fetched.
    pub lines: Vec<Line>,
    /// How many there are in all.
    pub tally: Tally,
    /// How ready the search is.
    pub readiness: Readiness,
    /// No answer has come yet.
    pub waiting: bool,
    /// The cursor in the list.
    pub cursor: Cursor,
    /// The page of the customer read last.
    pub page: Option<Box<Page>>,
    /// The cursor on the page.
    pub detail: Cursor,
    /// The view that is looked at, as long as the search line begins with its own.
    pub view: Option<Box<Listed>>,
    /// The digit of a view that was asked for and is not read yet.
    pub view_key: Option<i64>,
    /// What to do once that customer's page is here.
    pub then: Option<(Id, Then)>,
    limit: usize,
    asked: Ticket,
    answered: Ticket,
    keep: Option<Id>,
    with: Option<Id>,
    loading: Option<Id>,
}

/// What waits for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// This.
    Act(Action),
    /// Going on with a draft.
    TakeUp(Intent),
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            focus: Focus::List,
            search: Field::line(),
            lines: Vec::new(),
            tally: Tally::exactly(0),
            readiness: Readiness::Ready,
            waiting: true,
            cursor: Cursor::default(),
            page: None,
            detail: Cursor::default(),
            view: None,
            view_key: None,
            then: None,
            limit: ROWS,
            asked: Ticket::default(),
            answered: Ticket::default(),
            keep: None,
            with: None,
            loading: None,
        }
    }
}

impl Desk {
    /// Where the keyboard is, innermost first.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        match self.focus {
            Focus::List => vec![Context::List, Context::Desk],
            Focus::Detail => vec![Context::Detail, Context::Desk],
            Focus::Search => vec![Context::Search],
        }
    }

    /// The selected customer's row.
    #[must_use]
    pub fn line(&self) -> Option<&Line> {
        self.lines.get(self.cursor.at)
    }

    /// The selected customer's page, once it has been read.
    #[must_use]
    pub fn page(&self) -> Option<&Page> {
        let line = self.line()?;
        self.page.as_deref().filter(|page| page.customer.id == line.id)
    }

    /// What can be selected on the page, in the order it stands there.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        self.page().map(items).unwrap_or_default()
    }

    /// What is selected on the page.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        self.items().get(self.detail.at).copied().filter(|_| self.focus == Focus::Detail)
    }

    /// Says whether nothing that was asked for is still to come.
    #[must_use]
    pub fn settled(&self) -> bool {
        !self.searching() && self.loading.is_none()
    }

    /// Says whether the rows are not yet those of what is typed.
    #[must_use]
    pub fn searching(&self) -> bool {
        self.asked != self.answered
    }

    /// Says whether a page was asked for and is not here yet.
    #[must_use]
    pub const fn reading(&self) -> bool {
        self.loading.is_some()
    }

    /// Starts over with what is typed now, from the best match.
    pub fn searched_anew(&mut self) {
        self.limit = ROWS;
        self.tally.exact = false;
        (self.keep, self.with) = (None, None);
        self.cursor = Cursor::default();
    }

    /// Selects this one customer when the list comes, and has it in the list.
    pub fn look_for(&mut self, id: Id) {
        (self.keep, self.with) = (Some(id), Some(id));
    }

    /// Stays with the selected customer when the list comes, unless it is not theirs any more.
    pub fn stay(&mut self) {
        if !self.searching() {
            self.keep = self.line().map(|line| line.id);
        }
    }

    /// The request for what is typed now.
    pub fn search_effect(&mut self, ticket: Ticket) -> Effect {
        self.asked = ticket;
        let columns = self.columns().to_vec();
        let line = self.search.text().to_owned();
        Effect::Search { ticket, line, limit: self.limit, with: self.with, columns }
    }

    /// The view that is looked at, and nothing else.
    #[must_use]
    pub fn viewed(&self) -> Option<&Listed> {
        self.view.as_deref().filter(|row| row.view.query == self.search.text().trim())
    }

    /// What is shown of each customer besides: the columns of the view, also where more is typed.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        let of = self.view.as_deref().filter(|row| self.search.text().starts_with(&row.view.query));
        of.map_or(&[], |row| &row.columns)
    }

    /// Takes in an answer; says whether it was the one asked for last.
    pub fn found(&mut self, ticket: Ticket, lines: Vec<Line>, tally: Tally) -> bool {
        if ticket != self.asked {
            return false;
        }
        self.answered = ticket;
        let keep = self.keep.take();
        let kept = keep.and_then(|id| lines.iter().position(|line| line.id == id));
        self.cursor.at = kept.unwrap_or(if keep.is_some() { self.cursor.at } else { 0 });
        (self.lines, self.waiting) = (lines, false);
        // Of the same line as before the count stands until it is counted anew.
        if tally.exact || !self.tally.exact {
            self.tally = tally;
        }
        self.cursor.step(0, self.lines.len());
        self.then.take_if(|(id, _)| self.lines.iter().all(|line| line.id != *id));
        true
    }

    /// Takes in how many the rows that are shown were the first of.
    pub fn counted(&mut self, ticket: Ticket, count: usize) {
        if ticket == self.answered {
            self.tally = Tally::exactly(count);
        }
    }

    /// The request for a customer's page.
    pub fn load_effect(&mut self, id: Id) -> Effect {
        self.loading = Some(id);
        Effect::Load(id)
    }

    /// Takes in a page; nothing where the customer is gone.
    pub fn loaded(&mut self, page: Option<Box<Page>>) {
        let id = |page: &Option<Box<Page>>| page.as_ref().map(|page| page.customer.id);
        if id(&page).is_none_or(|id| self.loading == Some(id)) {
            self.loading = None;
        }
        if id(&page) != id(&self.page) {
            self.detail = Cursor::default();
        }
        self.page = page;
        let len = self.items().len();
        self.detail.step(0, len);
    }

    /// What waits for the page that is here.
    pub fn due_then(&mut self) -> Option<Then> {
        let here = self.page()?.customer.id;
        self.then.take_if(|(id, _)| *id == here).map(|(_, then)| then)
    }

    /// Waits for nothing any more: an answer failed.
    pub fn give_up(&mut self) {
        (self.answered, self.loading, self.then) = (self.asked, None, None);
        self.view_key = None;
    }

    /// Says whether more rows should be fetched, and asks for twice as many if so.
    pub fn wants_more(&mut self) -> bool {
        let fetched = self.lines.len();
        let more = self.cursor.at + 1 >= fetched && (fetched < self.tally.count || !self.tally.exact);
        if more {
            self.limit = self.lines.len() * 2;
        }
        more
    }
}

/// What can be selected on a page, in the order it stands there.
#[must_use]
pub fn items(page: &Page) -> Vec<Item> {
    let item = |noun| move |id| Item { noun, id };
    let points = page.contact_points.iter().map(|point| point.id).map(item(Noun::ContactPoint));
    let steps = page.next_steps.iter().filter(|step| step.open()).map(|step| step.id);
    let people = page.people.iter().map(|person| person.id).map(item(Noun::Person));
    let deals = page.deals.iter().flat_map(|deal| of_deal(page, deal));
    let contracts = page.subscriptions.iter().map(|one| one.id).map(item(Noun::Subscription));
    let activities = page.activities.iter().map(|activity| activity.id).map(item(Noun::Activity));
    let inquiries = page.open_inquiries().map(|inquiry| inquiry.id).map(item(Noun::Inquiry));
    points
        .chain(steps.map(item(Noun::NextStep)))
        .chain(inquiries)
        .chain(people)
        .chain(deals)
        .chain(contracts)
        .chain(activities)
        .collect()
}

/// A deal, and of an open one the stops of its route and its lines.
fn of_deal(page: &Page, deal: &Deal) -> Vec<Item> {
    let mut items = vec![Item { noun: Noun::Deal, id: deal.id }];
    if page.pipelines.open(deal) {
        let stops = route(deal.id, &page.deal_people, &page.people).into_iter();
        items.extend(stops.map(|stop| Item { noun: Noun::DealPerson, id: stop.part }));
        items.extend(page.lines_of(deal.id).map(|line| Item { noun: Noun::DealLine, id: line.id }));
    }
    items
}
