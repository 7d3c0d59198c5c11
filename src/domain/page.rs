//! What one screen shows of a customer, and one row of a list: read models, assembled by `store`.

use std::collections::HashMap;

use super::Id;
use super::activity::Activity;
use super::answer::Answer;
use super::block::Block;
use super::column::Cell;
use super::consent::Consent;
use super::contact_point::ContactPoint;
use super::course::{History, Turn};
use super::custom_field::CustomField;
use super::custom_value::CustomValue;
use super::customer::Customer;
use super::deal::Deal;
use super::deal_line::{self, DealLine};
use super::deal_person::DealPerson;
use super::external_id::ExternalId;
use super::inquiry::Inquiry;
use super::inquiry_step::InquiryStep;
use super::next_step::NextStep;
use super::outcome::Outcome;
use super::person::Person;
use super::pipeline::{Pace, Pipelines};
use super::purchase::Purchase;
use super::rep::Rep;
use super::subscription::Subscription;
use super::tag::Tag;
use super::worth::{Margin, Rfm, Worth};

/// A value in a field of the desk's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The field.
    pub field: CustomField,
    /// What a record of the customer, or the customer, has in it.
    pub value: CustomValue,
}

/// A customer with everything that hangs on it. Deleted records are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The customer.
    pub customer: Customer,
    /// Its people, in the order they were added.
    pub people: Vec<Person>,
    /// Its contact points, by position.
    pub contact_points: Vec<ContactPoint>,
    /// What happened, newest first; at most as many as were asked for.
    pub activities: Vec<Activity>,
    /// How many activities there are in all.
    pub activity_count: usize,
    /// What is to be done: open ones by due time, then those done, newest first.
    pub next_steps: Vec<NextStep>,
    /// Its deals, open ones first.
    pub deals: Vec<Deal>,
    /// Who takes which part in them.
    pub deal_people: Vec<DealPerson>,
    /// What is in them.
    pub deal_lines: Vec<DealLine>,
    /// What became of them lately: by deal, the oldest first.
    pub turns: Vec<(Id, Turn)>,
    /// How each of them moves.
    pub paces: HashMap<Id, Pace>,
    /// What it pays again and again, those that run first.
    pub subscriptions: Vec<Subscription>,
    /// What its purchases come to; nothing where there is none.
    pub worth: Option<Worth>,
    /// What is left of that after cost.
    pub margin: Margin,
    /// Its marks among all who ordered, where they were worked out.
    pub rfm: Option<Rfm>,
    /// What it has bought, newest first; at most as many as activities were asked for.
    pub purchases: Vec<Purchase>,
    /// How many purchases there are in all.
    pub purchase_count: usize,
    /// What it and its records have in fields of the desk's own, by the fields' order and name.
    pub own: Vec<Own>,
    /// What it answered to questions, the newest first.
    pub answers: Vec<Answer>,
    /// Its tags, by name.
    pub tags: Vec<Tag>,
    /// Its blocks, live and lifted, on it and on its numbers.
    pub blocks: Vec<Block>,
    /// What it asked or complained of, newest first.
    pub inquiries: Vec<Inquiry>,
    /// What was done about those, oldest first.
    pub inquiry_steps: Vec<InquiryStep>,
    /// What it agreed to or took back, oldest first.
    pub consents: Vec<Consent>,
    /// The channel over which consumers must have agreed to be contacted, or `all`: a rule of the desk.
    pub must_agree: String,
    /// Its names in other systems.
    pub external_ids: Vec<ExternalId>,
    /// The reps this desk knows.
    pub reps: Vec<Rep>,
    /// The pipelines deals go through here.
    pub pipelines: Pipelines,
    /// When they were erased, Unix milliseconds: there is nothing else then.
    pub erased: Option<i64>,
}

impl Page {
    /// The number a call goes to first.
    #[must_use]
    pub fn first_number(&self) -> Option<&ContactPoint> {
        self.contact_points.iter().find(|point| point.rings())
    }

    /// The open next step that is due first.
    #[must_use]
    pub fn next(&self) -> Option<&NextStep> {
        self.next_steps.iter().find(|step| step.open())
    }

    /// The open deal a rep would mean by "the deal": the one changed last comes first.
    #[must_use]
    pub fn open_deal(&self) -> Option<&Deal> {
        self.deals.iter().find(|deal| self.pipelines.open(deal))
    }

    /// What is in a deal, line by line.
    pub fn lines_of(&self, deal: Id) -> impl Iterator<Item = &DealLine> {
        self.deal_lines.iter().filter(move |line| line.deal == Some(deal))
    }

    /// The open deal a rep would mean by "the deal" of a pipeline.
    #[must_use]
    pub fn open_deal_in(&self, pipeline: &str) -> Option<&Deal> {
        let of = |deal: &&Deal| {
            self.pipelines.open(deal) && self.pipelines.of(&deal.pipeline).pipeline.code == pipeline
        };
        self.deals.iter().find(of)
    }

    /// What became of a deal until now.
    #[must_use]
    pub fn course(&self, deal: Id, now: i64) -> History {
        let turns: Vec<Turn> =
            self.turns.iter().filter(|(of, _)| *of == deal).map(|(_, turn)| turn.clone()).collect();
        History::of(&turns, now)
    }

    /// Gives deals whose amount nobody typed the amount that their lines come to.
    pub fn add_up(&mut self) {
        for deal in self.deals.iter_mut().filter(|deal| deal.amount.is_none()) {
            let lines = self.deal_lines.iter().filter(|line| line.deal == Some(deal.id));
            if let Some((minor, currency)) = deal_line::amount(lines) {
                (deal.amount, deal.currency) = (Some(minor), currency);
            }
        }
    }

    /// Says whether they are a live prospect for whom nothing is to be done: see [`super::agenda::Orphan`].
    #[must_use]
    pub fn orphan(&self, outcomes: &[Outcome], now: i64) -> bool {
        let reached = self.activities.iter().find(|activity| activity.reach.is_some_and(|reach| reach >= 1));
        let live = reached.is_some_and(|activity| leaves_live(&activity.outcome, outcomes));
        self.customer.lifecycle == "prospect"
            && (live || self.open_deal().is_some())
            && self.next().is_none()
            && self.blocked(now).is_none()
            && self.customer.rest_until.is_none_or(|until| until <= now)
    }

    /// The rep of that id, as narrow columns show them.
    #[must_use]
    pub fn initials(&self, rep: Option<Id>) -> &str {
        self.reps.iter().find(|known| Some(known.id) == rep).map_or("", |rep| &rep.initials)
    }

    /// Attempts since somebody was last reached, and how many the last outcome allows.
    #[must_use]
    pub fn attempts(&self, outcomes: &[Outcome]) -> (usize, Option<i64>) {
        let outcome = |code: &str| outcomes.iter().find(|outcome| outcome.code == code);
        let calls = self.activities.iter().filter(|activity| activity.kind == "call");
        let tried = calls.map_while(|call| outcome(&call.outcome).filter(|outcome| !outcome.connected));
        let tried: Vec<&Outcome> = tried.filter(|outcome| outcome.attempt).collect();
        (tried.len(), tried.first().and_then(|outcome| outcome.tries))
    }

    /// What a record has in fields of the desk's own.
    pub fn own_of(&self, record: Id) -> impl Iterator<Item = &Own> {
        self.own.iter().filter(move |own| own.value.record == Some(record))
    }

    /// The person of that id.
    #[must_use]
    pub fn person(&self, id: Id) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }
}

/// Says whether whoever was reached with that outcome may still be won.
#[must_use]
pub fn leaves_live(outcome: &str, outcomes: &[Outcome]) -> bool {
    !outcomes.iter().any(|known| known.code == outcome && known.finished)
}

/// How many there are of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// So many.
    pub count: usize,
    /// No more than that; where false, at least that many.
    pub exact: bool,
}

impl Tally {
    /// So many and no more.
    #[must_use]
    pub const fn exactly(count: usize) -> Self {
        Self { count, exact: true }
    }
}

/// One row of a list of customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Which customer.
    pub id: Id,
    /// The house's code.
    pub code: String,
    /// What they are called.
    pub name: String,
    /// Its reading.
    pub kana: String,
    /// `company` or `person`.
    pub kind: String,
    /// `A`–`D`.
    pub rank: String,
    /// Numbers a call can go to, as typed.
    pub phones: Vec<String>,
    /// When the first open next step is due, Unix milliseconds.
    pub next_at: Option<i64>,
    /// When they were last in touch, Unix milliseconds.
    pub last_at: Option<i64>,
    /// Where the search matched; empty on the opening list.
    pub matched: String,
    /// The words that matched, where the name alone does not show them.
    pub excerpt: String,
    /// Until when a block forbids calling, Unix milliseconds; the end of time where it is for good.
    pub blocked_until: Option<i64>,
    /// What stands in the columns of the view that is looked at.
    pub cells: Vec<Cell>,
}

impl Line {
    /// Says whether a block forbids a call at `now`.
    #[must_use]
    pub fn blocked(&self, now: i64) -> bool {
        self.blocked_until.is_some_and(|until| now < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcome::standard;

    fn page(change: impl FnOnce(&mut Page)) -> bool {
        let customer = Customer { lifecycle: "prospect".into(), ..Customer::default() };
        let talked =
            Activity { kind: "call".into(), outcome: "TALK".into(), reach: Some(3), ..Activity::default() };
        let mut page = Page { customer, activities: vec![talked], ..Page::default() };
        change(&mut page);
        page.orphan(&standard(), 10)
    }

    fn deal(stage: &str) -> Deal {
        Deal { stage: stage.into(), ..Deal::default() }
    }

    fn ended(page: &mut Page, code: &str, reach: i64) {
        page.activities[0] = Activity { outcome: code.into(), reach: Some(reach), ..Activity::default() };
    }

    #[test]
    fn an_orphan_is_a_live_prospect_with_nothing_next() {
        assert!(page(|_| {}));
        assert!(!page(|page| page.next_steps.push(NextStep::default())));
        assert!(page(|page| page.next_steps.push(NextStep { done_at: Some(1), ..NextStep::default() })));
        assert!(!page(|page| page.customer.lifecycle = "customer".into()));
        assert!(!page(|page| page
            .blocks
            .push(Block { customer: Some(page.customer.id), ..Block::default() })));
        assert!(!page(|page| page.customer.rest_until = Some(11)));
        assert!(page(|page| page.customer.rest_until = Some(10)));
        assert!(!page(|page| ended(page, "NA", 0)));
        assert!(!page(|page| ended(page, "NQ", 2)));
        assert!(page(|page| ended(page, "LEFT", 1)));
    }

    #[test]
    fn an_open_deal_keeps_a_prospect_live_however_the_last_call_ended() {
        let with = |stage: &str| {
            page(|page| {
                ended(page, "NQ", 2);
                page.deals.push(deal(stage));
            })
        };
        assert_eq!(["quote", "hold", "won", "lost"].map(with), [true, true, false, false]);
    }

    #[test]
    fn no_answer_after_a_talk_leaves_them_as_live_as_they_were() {
        let missed = || Activity { outcome: "NA".into(), reach: Some(0), ..Activity::default() };
        assert!(page(|page| page.activities.insert(0, missed())));
    }
}
