//! One line to type: a next step with its time, another time for one, a tag, or why somebody is
//! blocked or free again.

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, World};
use super::draft::Intent;
use super::field::Field;
use super::msg::{Draft, Effect};
use super::purpose::{OfInquiry, Purpose};
use super::toast::News;
use crate::domain::block::Block;
use crate::domain::blocking::{self, Whom};
use crate::domain::deal::{self, Deal};
use crate::domain::fold::fold;
use crate::domain::inquiry::Inquiry;
use crate::domain::inquiry_step::InquiryStep;
use crate::domain::next_step::NextStep;
use crate::domain::note_line::{self, Meant};
use crate::domain::page::Page;
use crate::domain::retention::retain;
use crate::domain::tag::Tag;
use crate::domain::zone::zone;
use crate::domain::{Change, Deed, Id, Noun, typed, when};
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    /// What it becomes.
    pub purpose: Purpose,
    /// What they are called.
    pub name: String,
    /// The tags they have.
    pub tags: Vec<Tag>,
    /// The line.
    pub field: Field,
    /// The time it says.
    pub due: Option<DateTime<FixedOffset>>,
    /// On its way to the disk.
    pub saving: bool,
    customer: Id,
}

impl Prompt {
    /// An empty line for a customer whose page is at hand.
    #[must_use]
    pub fn new(purpose: Purpose, page: Page) -> Self {
        Self { tags: page.tags, ..Self::on(purpose, page.customer.id, &page.customer.name) }
    }

    /// An empty line for a customer known by name alone.
    #[must_use]
    pub fn on(purpose: Purpose, customer: Id, name: &str) -> Self {
        let (name, field) = (name.to_owned(), Field::line());
        Self { purpose, name, tags: Vec::new(), field, due: None, saving: false, customer }
    }

    /// The same with words written earlier.
    #[must_use]
    pub fn with_draft(mut self, draft: &Draft, world: &World<'_>) -> Self {
        self.field = Field::line().with(&draft.text);
        self.read(world);
        self
    }

    /// What a draft of it is kept under.
    #[must_use]
    pub fn draft_key(&self) -> String {
        self.intent().key()
    }

    const fn intent(&self) -> Intent {
        let customer = self.customer;
        match &self.purpose {
            Purpose::NextStep | Purpose::WinBack(_) => Intent::Step { customer },
            Purpose::Move(step) => Intent::Move { customer, step: step.id },
            Purpose::Tag => Intent::Tag { customer },
            Purpose::Retain => Intent::Retain { customer },
            Purpose::Block(whom, _) => Intent::Block { customer, whom: *whom },
            Purpose::Inquiry(what, inquiry) => Intent::Inquiry { customer, inquiry: inquiry.id, what: *what },
        }
    }

    /// The tag of that name the customer has already.
    #[must_use]
    pub fn standing_tag(&self) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.name == self.field.text().trim())
    }

    /// The blocks that Enter would lift; where there are none it puts one on.
    #[must_use]
    pub fn standing_blocks(&self, now: i64) -> Vec<&Block> {
        match &self.purpose {
            Purpose::Block(whom, page) => whom.standing(page, now),
            _ => Vec::new(),
        }
    }

    /// The block that Enter would put on.
    #[must_use]
    pub fn block(&self, whom: Whom, page: &Page, world: &World<'_>) -> Block {
        let until = self.due.filter(|until| *until > world.now);
        Block {
            reason: self.field.text().trim().to_owned(),
            until: until.map(|until| until.timestamp_millis()),
            ..whom.block(page, world.now.timestamp_millis(), world.setting.rep)
        }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match action {
            Action::Save if !self.saving => self.save(world),
            Action::Complete if !self.saving => self.complete(world),
            Action::Back if self.saving => Ask::nothing(),
            Action::Back if !self.field.is_empty() => Ask { park: Some(self.draft()), ..Ask::close() },
            Action::Back => Ask { drop: Some(self.draft_key()), ..Ask::close() },
            _ => Ask::nothing(),
        }
    }

    /// The tags that are offered and not on them yet, those that hold what is typed first.
    #[must_use]
    pub fn offered<'a>(&self, all: &'a [String]) -> Vec<&'a str> {
        let typed = fold(self.field.text().trim());
        let free = |name: &&String| self.tags.iter().all(|tag| tag.name != **name);
        let mut offered: Vec<&str> = all.iter().filter(free).map(String::as_str).collect();
        offered.sort_by_key(|name| !fold(name).contains(&typed));
        offered
    }

    /// Writes the first tag that is offered for what is typed; after a whole one the next.
    fn complete(&mut self, world: &World<'_>) -> Ask {
        let typed = self.field.text().trim().to_owned();
        let mut all = world
            .setting
            .sheets
            .tags
            .iter()
            .map(String::as_str)
            .filter(|name| self.tags.iter().all(|tag| tag.name != **name));
        let next = if all.clone().any(|name| name == typed) {
            let first = all.clone().next();
            all.find(|name| *name == typed);
            all.next().or(first)
        } else {
            self.offered(&world.setting.sheets.tags).first().copied()
        };
        let Some(name) = next.map(str::to_owned) else { return Ask::nothing() };
        self.set_text(&name, world)
    }

    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        if !self.saving {
            self.field.key(&key);
        }
        self.typed(world)
    }

    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        self.field.insert(text);
        self.typed(world)
    }

    pub(super) fn set_text(&mut self, text: &str, world: &World<'_>) -> Ask {
        self.field.set_text(text);
        self.typed(world)
    }

    fn typed(&mut self, world: &World<'_>) -> Ask {
        self.read(world);
        Ask::effect(Effect::KeepDraft(self.draft()))
    }

    fn draft(&self) -> Draft {
        self.intent().draft(&self.name, self.field.text().to_owned(), self.field.caret())
    }

    fn read(&mut self, world: &World<'_>) {
        let (text, habits) = (self.field.text(), &world.setting.habits);
        self.due = match self.purpose {
            Purpose::NextStep | Purpose::WinBack(_) | Purpose::Block(..) => {
                note_line::read(text, world.now, habits, &world.setting.currency, &Meant::default())
                    .next
                    .map(|spot| spot.when.at)
            }
            Purpose::Move(_) | Purpose::Retain => {
                when::read(text, world.now, habits).ok().map(|when| when.at).filter(|at| *at > world.now)
            }
            Purpose::Tag | Purpose::Inquiry(..) => None,
        };
    }

    fn save(&mut self, world: &World<'_>) -> Ask {
        if let Some(why) = self.why_not(world) {
            return Ask::say(News::WhyNot(why));
        }
        let change = match &self.purpose {
            Purpose::NextStep => self.next_step(world),
            Purpose::Move(step) => match self.due {
                Some(due) => {
                    Change::new(Deed::MoveNextStep, &self.name).turn(step.as_ref(), &step.moved_to(due))
                }
                None => return Ask::say(News::WhyNot(Text::NotATime)),
            },
            Purpose::WinBack(deal) => match self.due {
                Some(due) => self.win_back(deal, due),
                None => return Ask::say(News::WhyNot(Text::NotATime)),
            },
            Purpose::Tag => self.tag(),
            Purpose::Block(whom, page) => self.block_or_lift(*whom, page, world),
            Purpose::Retain => match self.due {
                Some(due) => retain(self.customer, &self.name, &due.date_naive().to_string()),
                None => return Ask::say(News::WhyNot(Text::NotATime)),
            },
            Purpose::Inquiry(what, inquiry) => self.of_inquiry(*what, inquiry, world),
        };
        self.saving = true;
        Ask::commit(change)
    }

    /// Why Enter would do nothing. A block needs no words; lifting one does.
    fn why_not(&self, world: &World<'_>) -> Option<Text> {
        let text = self.field.text().trim();
        let blocks = matches!(self.purpose, Purpose::Block(..));
        let lifts = !self.standing_blocks(world.now.timestamp_millis()).is_empty();
        if matches!(self.purpose, Purpose::Inquiry(..)) && typed::card_number(text) {
            return Some(Text::CardNumberRefused);
        }
        match (text.is_empty(), blocks) {
            (true, true) => lifts.then_some(Text::LiftNeedsWords),
            (true, false) => Some(Text::NothingWritten),
            (false, true) => typed::card_number(text).then_some(Text::CardNumberRefused),
            (false, false) => None,
        }
    }

    fn block_or_lift(&self, whom: Whom, page: &Page, world: &World<'_>) -> Change {
        let (name, now) = (whom.name(page), world.now.timestamp_millis());
        let standing = whom.standing(page, now);
        if standing.is_empty() {
            return Change::new(Deed::Block, name).add(&self.block(whom, page, world));
        }
        blocking::lift(standing, &name, self.field.text().trim(), now)
    }

    fn of_inquiry(&self, what: OfInquiry, inquiry: &Inquiry, world: &World<'_>) -> Change {
        let text = self.field.text().trim().to_owned();
        match what {
            OfInquiry::Clear => Inquiry { cleared_why: text, ..inquiry.clone() }.change(inquiry, &self.name),
            OfInquiry::Step => InquiryStep {
                id: Id::mint(world.now.timestamp_millis()),
                inquiry: Some(inquiry.id),
                customer: Some(self.customer),
                at: Some(world.now.timestamp_millis()),
                zone: Some(zone(world.now)),
                rep: world.setting.rep,
                channel: inquiry.channel.clone(),
                text,
                ..InquiryStep::default()
            }
            .change(inquiry, &self.name),
        }
    }

    fn next_step(&self, world: &World<'_>) -> Change {
        let step = NextStep {
            id: Id::mint(world.now.timestamp_millis()),
            customer: Some(self.customer),
            kind: "task".into(),
            due_at: self.due.map(|due| due.timestamp_millis()),
            zone: Some(zone(world.now)),
            text: self.field.text().trim().to_owned(),
            owner: world.setting.rep,
            ..NextStep::default()
        };
        Change::new(Deed::AddNextStep, &self.name).add(&step)
    }

    /// The day to try again, on the deal and on the agenda.
    fn win_back(&self, deal: &Deal, due: DateTime<FixedOffset>) -> Change {
        let again = Deal { win_back_on: due.date_naive().to_string(), ..deal.clone() };
        let step = deal::again(deal, due, self.field.text().trim());
        Change { writes: vec![step], ..Change::new(Deed::AddNextStep, &self.name) }.turn(deal, &again)
    }

    fn tag(&self) -> Change {
        let change = Change::new(Deed::Tag, &self.name);
        if let Some(tag) = self.standing_tag() {
            return change.delete(Noun::Tag, tag.id);
        }
        let tag = Tag::on(self.customer, self.field.text().trim());
        Change { writes: vec![tag.put_on()], ..change }
    }
}
