//! One line to type: a next step with its time, a tag, or why somebody is blocked or free again.

use super::ask::{Ask, World};
use super::draft::Intent;
use super::field::Field;
use super::msg::{Draft, Effect};
use super::toast::News;
use crate::domain::block::Block;
use crate::domain::blocking::{self, Whom};
use crate::domain::logging::zone;
use crate::domain::next_step::NextStep;
use crate::domain::note_line::{self, Reading};
use crate::domain::page::Page;
use crate::domain::tag::Tag;
use crate::domain::{Change, Deed, Id, Noun, typed};
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// What the line becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A next step.
    NextStep,
    /// A tag, or one less.
    Tag,
    /// A block, or the end of those that stand.
    Block(Whom),
}

/// A line being typed.
#[derive(Debug)]
pub struct Prompt {
    /// What it becomes.
    pub purpose: Purpose,
    /// For whom.
    pub page: Box<Page>,
    /// The line.
    pub field: Field,
    /// What it says of time.
    pub reading: Reading,
    /// On its way to the disk.
    pub saving: bool,
}

impl Prompt {
    /// An empty line.
    #[must_use]
    pub fn new(purpose: Purpose, page: Page) -> Self {
        let page = Box::new(page);
        Self { purpose, page, field: Field::line(), reading: Reading::default(), saving: false }
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
        let customer = self.page.customer.id;
        match self.purpose {
            Purpose::NextStep => Intent::Step { customer },
            Purpose::Tag => Intent::Tag { customer },
            Purpose::Block(whom) => Intent::Block { customer, whom },
        }
    }

    /// The tag of that name the customer has already.
    #[must_use]
    pub fn standing_tag(&self) -> Option<&Tag> {
        self.page.tags.iter().find(|tag| tag.name == self.field.text().trim())
    }

    /// The blocks that Enter would lift; where there are none it puts one on.
    #[must_use]
    pub fn standing_blocks(&self, now: i64) -> Vec<&Block> {
        match self.purpose {
            Purpose::Block(whom) => whom.standing(&self.page, now),
            _ => Vec::new(),
        }
    }

    /// The block that Enter would put on.
    #[must_use]
    pub fn block(&self, whom: Whom, world: &World<'_>) -> Block {
        let until = self.reading.next.as_ref().map(|spot| spot.when.at).filter(|until| *until > world.now);
        Block {
            reason: self.field.text().trim().to_owned(),
            until: until.map(|until| until.timestamp_millis()),
            ..whom.block(&self.page, world.now.timestamp_millis(), world.setting.rep)
        }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match action {
            Action::Save if !self.saving => self.save(world),
            Action::Back if self.saving => Ask::nothing(),
            Action::Back if !self.field.is_empty() => Ask { park: Some(self.draft()), ..Ask::close() },
            Action::Back => Ask { drop: Some(self.draft_key()), ..Ask::close() },
            _ => Ask::nothing(),
        }
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
        self.intent().draft(&self.page.customer.name, self.field.text().to_owned(), self.field.caret())
    }

    fn read(&mut self, world: &World<'_>) {
        self.reading =
            note_line::read(self.field.text(), world.now, &world.setting.habits, &world.setting.currency);
    }

    fn save(&mut self, world: &World<'_>) -> Ask {
        if let Some(why) = self.why_not(world) {
            return Ask::say(News::WhyNot(why));
        }
        self.saving = true;
        Ask::commit(match self.purpose {
            Purpose::NextStep => self.next_step(world),
            Purpose::Tag => self.tag(),
            Purpose::Block(whom) => self.block_or_lift(whom, world),
        })
    }

    /// Why Enter would do nothing. A block needs no words; lifting one does.
    fn why_not(&self, world: &World<'_>) -> Option<Text> {
        let text = self.field.text().trim();
        let blocks = matches!(self.purpose, Purpose::Block(_));
        let lifts = !self.standing_blocks(world.now.timestamp_millis()).is_empty();
        match (text.is_empty(), blocks) {
            (true, true) => lifts.then_some(Text::LiftNeedsWords),
            (true, false) => Some(Text::NothingWritten),
            (false, true) => typed::card_number(text).then_some(Text::CardNumberRefused),
            (false, false) => None,
        }
    }

    fn block_or_lift(&self, whom: Whom, world: &World<'_>) -> Change {
        let (name, now) = (whom.name(&self.page), world.now.timestamp_millis());
        let standing = whom.standing(&self.page, now);
        if standing.is_empty() {
            return Change::new(Deed::Block, name).add(&self.block(whom, world));
        }
        blocking::lift(standing, &name, self.field.text().trim(), now)
    }

    fn next_step(&self, world: &World<'_>) -> Change {
        let due = self.reading.next.as_ref().map(|spot| spot.when.at.timestamp_millis());
        let step = NextStep {
            id: Id::mint(world.now.timestamp_millis()),
            customer: Some(self.page.customer.id),
            kind: "task".into(),
            due_at: due,
            zone: Some(zone(world.now)),
            text: self.field.text().trim().to_owned(),
            owner: world.setting.rep,
            ..NextStep::default()
        };
        Change::new(Deed::AddNextStep, &self.page.customer.name).add(&step)
    }

    fn tag(&self) -> Change {
        let change = Change::new(Deed::Tag, &self.page.customer.name);
        if let Some(tag) = self.standing_tag() {
            return change.delete(Noun::Tag, tag.id);
        }
        let tag = Tag::on(self.page.customer.id, self.field.text().trim());
        Change { writes: vec![tag.put_on()], ..change }
    }
}
