//! What a rep does at a desk, each as the change that the screens would commit.

use super::hand::{Hand, NAMES, NUMBERS};
use crate::domain::activity::Activity;
use crate::domain::block::{self, Block};
use crate::domain::call_list::{self, CallList};
use crate::domain::consent::Consent;
use crate::domain::deal::Deal;
use crate::domain::entry::Entry;
use crate::domain::erasure::{self, Erasure};
use crate::domain::inquiry::Inquiry;
use crate::domain::inquiry_step::InquiryStep;
use crate::domain::next_step::{self, NextStep};
use crate::domain::person::Person;
use crate::domain::record::GONE;
use crate::domain::tag::Tag;
use crate::domain::{Change, Deed, Noun, Value, Write, pair};
use crate::store::Result;

const TAGS: &[&str] = &["vip", "complaint"];
/// Nouns whose records are changed field by field.
const EDITED: &[Noun] = &[
    Noun::Customer,
    Noun::Customer,
    Noun::Customer,
    Noun::Person,
    Noun::ContactPoint,
    Noun::Activity,
    Noun::NextStep,
    Noun::Deal,
    Noun::CallList,
    Noun::Inquiry,
    Noun::Consent,
];
const DELETED: &[Noun] = &[
    Noun::Customer,
    Noun::Activity,
    Noun::ContactPoint,
    Noun::NextStep,
    Noun::Deal,
    Noun::Person,
    Noun::Inquiry,
];

type Made = Result<Option<Change>>;
type Operation = fn(&mut Hand<'_>) -> Made;

/// What is done, and how often of a hundred and a few.
const OPERATIONS: &[(usize, Operation)] = &[
    (12, |hand| Ok(Some(hand.add_customer()))),
    (22, |hand| hand.edit()),
    (14, |hand| hand.log()),
    (6, |hand| hand.delete()),
    (4, |hand| hand.take_back_a_deletion()),
    (7, |hand| hand.tag()),
    (6, |hand| hand.add_step()),
    (5, |hand| hand.finish_or_move_a_step()),
    (4, |hand| hand.add_deal()),
    (3, |hand| hand.add_inquiry()),
    (3, |hand| hand.say_of_consent()),
    (5, |hand| hand.block()),
    (3, |hand| hand.lift_a_block()),
    (9, |hand| hand.merge()),
    (3, |hand| hand.unmerge()),
    (2, |hand| hand.decide_of_a_pair()),
    (4, |hand| hand.erase()),
    (2, |hand| hand.make_a_list()),
    (4, |hand| hand.put_on_a_list()),
];

impl Hand<'_> {
    /// Does one of all things; nothing where it cannot be done here.
    pub(super) fn anything(&mut self) -> Made {
        let all: usize = OPERATIONS.iter().map(|(often, _)| often).sum();
        let mut left = self.dice.below(all);
        for (often, operation) in OPERATIONS {
            if left < *often {
                return operation(self);
            }
            left -= often;
        }
        Ok(None)
    }

    fn add_customer(&mut self) -> Change {
        let (customer, points) = self.new_customer();
        let change = Change::new(Deed::AddCustomer, &customer.name).add(&customer);
        let change = points.iter().fold(change, Change::add);
        if self.dice.chance(30) {
            let person = Person {
                id: self.id(),
                customer: Some(customer.id),
                full_name: self.word(),
                ..Person::default()
            };
            return change.add(&person);
        }
        change
    }

    fn edit(&mut self) -> Made {
        let noun = self.dice.pick(EDITED);
        let Some(id) = self.some(noun, "1")? else { return Ok(None) };
        let mut fields = Vec::new();
        for _ in 0..=self.dice.below(3) {
            // The first few of a noun's, so that desks meet in them.
            let codes = noun.fields().len().min(9);
            let code = noun.fields()[1 + self.dice.below(codes - 1)].code;
            let moved = Some(code) == noun.customer_field();
            if !moved || (self.moves && noun != Noun::Activity && self.dice.chance(20)) {
                fields.push((code, self.value(noun, code)?));
            }
        }
        fields.sort_by_key(|(code, _)| *code);
        fields.dedup_by_key(|(code, _)| *code);
        Ok((!fields.is_empty()).then(|| Change::new(Deed::Edit, "edit").set(noun, id, fields)))
    }

    fn log(&mut self) -> Made {
        // Of whoever was deleted meanwhile too: the call was made.
        let Some(customer) = self.some(Noun::Customer, "1")? else { return Ok(None) };
        let activity = Activity {
            id: self.id(),
            customer: Some(customer),
            kind: self.dice.pick(&["call", "mail", "note"]).to_owned(),
            at: Some(self.now),
            note: self.word(),
            rep: self.desk.rep,
            ..Activity::default()
        };
        Ok(Some(Change::new(Deed::Log, "call").add(&activity)))
    }

    fn delete(&mut self) -> Made {
        let noun = self.dice.pick(DELETED);
        let found = self.some(noun, "gone IS NULL")?;
        Ok(found.map(|id| Change::new(Deed::Delete, "delete").delete(noun, id)))
    }

    fn take_back_a_deletion(&mut self) -> Made {
        let noun = self.dice.pick(DELETED);
        let found = self.some(noun, "gone IS NOT NULL")?;
        Ok(found.map(|id| Change::new(Deed::Edit, "back").set(noun, id, vec![(GONE, Value::Null)])))
    }

    fn tag(&mut self) -> Made {
        let Some(customer) = self.customer()? else { return Ok(None) };
        let tag = Tag::on(customer, self.dice.pick(TAGS));
        let change = Change::new(Deed::Tag, "tag");
        if self.dice.chance(60) {
            return Ok(Some(Change { writes: vec![tag.put_on()], ..change }));
        }
        Ok(self.desk.get::<Tag>(tag.id)?.map(|tag| change.delete(Noun::Tag, tag.id)))
    }

    fn add_step(&mut self) -> Made {
        let Some(customer) = self.customer()? else { return Ok(None) };
        let step = NextStep {
            id: self.id(),
            customer: Some(customer),
            kind: "callback".into(),
            due_at: Some(1_000 + self.dice.signed(900)),
            owner: self.desk.rep,
            ..NextStep::default()
        };
        Ok(Some(Change::new(Deed::AddNextStep, "step").add(&step)))
    }

    fn finish_or_move_a_step(&mut self) -> Made {
        let Some(id) = self.some(Noun::NextStep, "gone IS NULL AND done_at IS NULL")? else {
            return Ok(None);
        };
        let (deed, code) = if self.dice.chance(50) {
            (Deed::FinishNextStep, next_step::field::done_at)
        } else {
            (Deed::MoveNextStep, next_step::field::due_at)
        };
        let moment = Value::Int(1_000 + self.dice.signed(900));
        Ok(Some(Change::new(deed, "step").set(Noun::NextStep, id, vec![(code, moment)])))
    }

    fn add_inquiry(&mut self) -> Made {
        let Some(customer) = self.customer()? else { return Ok(None) };
        let inquiry = Inquiry {
            id: self.id(),
            customer: Some(customer),
            text: self.word(),
            status: "new".into(),
            complaint: self.dice.chance(30),
            ..Inquiry::default()
        };
        let step = InquiryStep {
            id: self.id(),
            inquiry: Some(inquiry.id),
            customer: Some(customer),
            text: self.word(),
            ..InquiryStep::default()
        };
        Ok(Some(Change::new(Deed::AddInquiry, "inquiry").add(&inquiry).add(&step)))
    }

    fn say_of_consent(&mut self) -> Made {
        let Some(customer) = self.customer()? else { return Ok(None) };
        let day = format!("2026-11-{:02}", 1 + self.dice.below(28));
        let said =
            Consent { id: self.id(), customer: Some(customer), channel: "call".into(), ..Consent::default() };
        let said = if self.dice.chance(50) {
            Consent { state: "given".into(), obtained_on: day, ..said }
        } else {
            Consent { state: "withdrawn".into(), withdrawn_on: day, ..said }
        };
        let Some(page) = self.desk.page(customer, 0)? else { return Ok(None) };
        Ok(Some(said.change(&page, 1)))
    }

    fn add_deal(&mut self) -> Made {
        let Some(customer) = self.customer()? else { return Ok(None) };
        let (id, amount) = (self.id(), Some(self.dice.signed(1_000)));
        let deal = Deal { id, customer: Some(customer), stage: "lead".into(), amount, ..Deal::default() };
        Ok(Some(Change::new(Deed::AddDeal, "deal").add(&deal)))
    }

    fn block(&mut self) -> Made {
        let mut block =
            Block { id: self.id(), since: Some(self.now), rep: self.desk.rep, ..Block::default() };
        if self.dice.chance(75) {
            block.customer = self.customer()?;
        } else {
            block.address = self.dice.pick(NUMBERS).to_owned();
        }
        if self.dice.chance(50) {
            block.channel = "call".into();
        }
        let whom = block.customer.is_some() || !block.address.is_empty();
        Ok(whom.then(|| Change::new(Deed::Block, "block").add(&block)))
    }

    fn lift_a_block(&mut self) -> Made {
        let found = self.some(Noun::Block, "lifted_at IS NULL AND gone IS NULL")?;
        let fields = vec![(block::field::lifted_at, Value::Int(self.now))];
        Ok(found.map(|id| Change::new(Deed::Unblock, "lift").set(Noun::Block, id, fields)))
    }

    /// For good: the customer, and as a rule the numbers they may not be called at again.
    fn erase(&mut self) -> Made {
        let Some(customer) = self.some(Noun::Customer, "1")? else { return Ok(None) };
        if self.desk.get::<Erasure>(erasure::id_of(customer))?.is_some() {
            return Ok(None);
        }
        if self.dice.chance(50) {
            // As the desk does it: everybody of the group, and the numbers that are theirs alone.
            let taking = self.desk.taking(customer)?;
            return Ok(taking.map(|taking| taking.change("", self.desk.rep, self.now)));
        }
        let (id, at, rep) = (erasure::id_of(customer), Some(self.now), self.desk.rep);
        let erasure = Erasure { id, customer: Some(customer), at, rep, ..Erasure::default() };
        let change = Change::new(Deed::Erase, "").add(&erasure);
        if self.dice.chance(50) {
            return Ok(Some(change));
        }
        let address = block::suppressed(self.dice.pick(NUMBERS));
        let block =
            Block { id: self.id(), address, since: at, reason: block::ERASED.into(), ..Block::default() };
        Ok(Some(change.add(&block)))
    }

    fn merge(&mut self) -> Made {
        let (Some(one), Some(other)) = (self.customer()?, self.customer()?) else { return Ok(None) };
        Ok(self.desk.merge_plan(one, other)?.map(|plan| plan.change()))
    }

    fn unmerge(&mut self) -> Made {
        let grouped = "face IS NOT NULL OR id IN (SELECT face FROM customer)";
        let Some(member) = self.some(Noun::Customer, grouped)? else { return Ok(None) };
        let change = self.desk.unmerge_plan(member, None)?.change();
        Ok((!change.is_empty()).then_some(change))
    }

    fn decide_of_a_pair(&mut self) -> Made {
        let (Some(one), Some(other)) = (self.customer()?, self.customer()?) else { return Ok(None) };
        let verdict = self.dice.pick(pair::VERDICTS);
        let change =
            Change { writes: vec![pair::decided(one, other, verdict)], ..Change::new(Deed::Merge, "pair") };
        Ok((one != other).then_some(change))
    }

    fn make_a_list(&mut self) -> Made {
        let Some(customer) = self.customer()? else { return Ok(None) };
        let name = self.dice.pick(NAMES).to_owned();
        let id = call_list::id_of(&name, self.desk.rep, self.dice.signed(1_000_000));
        if self.desk.get::<CallList>(id)?.is_some() {
            return Ok(None);
        }
        Ok(Some(CallList { id, name, owner: self.desk.rep, ..CallList::default() }.made(&[customer])))
    }

    fn put_on_a_list(&mut self) -> Made {
        let Some(list) = self.some(Noun::CallList, "gone IS NULL")? else { return Ok(None) };
        let Some(customer) = self.customer()? else { return Ok(None) };
        let entry = Entry::of(list, customer, self.dice.signed(9));
        let write: Write = match self.dice.below(4) {
            0 => Entry::taken_off(list, customer),
            1 => entry.claimed(self.desk.rep.unwrap_or_default(), self.now),
            _ => entry.put_on(),
        };
        Ok(Some(Change { writes: vec![write], ..Change::new(Deed::EditList, "list") }))
    }
}
