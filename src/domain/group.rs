//! Several customers who turned out to be one, as one: the page of a group out of its members'.
//!
//! Pure, and the one rule of what a group comes to; `store` reads the members and shows what this
//! makes of them on every path. Nothing is written: what hangs on a member stays with it.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::block::Block;
use super::contact::{covers, covers_customer};
use super::contact_point::ContactPoint;
use super::customer::Customer;
use super::namesakes;
use super::page::{Line, Own, Page};
use super::subscription::Subscription;

impl Page {
    /// The page of a group: `customer` is its own record, `pages` its members', the face's first,
    /// each with no fewer than `limit` of its newest activities. Everything that hangs on a member
    /// is shown as the face's; what several of them have alike is shown once.
    #[must_use]
    pub fn united(customer: Customer, pages: Vec<Self>, limit: usize) -> Self {
        let mut whole = Self { customer, ..Self::default() };
        for page in pages {
            whole.take(page);
        }
        whole.sort(limit);
        whole.show_once();
        whole
    }

    fn take(&mut self, mut page: Self) {
        if page.customer.kind == "person" {
            // A consumer is their person; as one of a group they may be that no longer.
            for block in page.blocks.iter_mut().filter(|block| block.customer == Some(page.customer.id)) {
                block.person = None;
            }
        }
        let (member, face) = (page.customer.id, self.customer.id);
        for block in page.blocks.iter_mut().filter(|block| block.customer == Some(member)) {
            block.customer = Some(face);
        }
        let Self {
            customer: _,
            people,
            contact_points,
            activities,
            activity_count,
            next_steps,
            deals,
            deal_people,
            deal_lines,
            turns,
            paces: _,
            subscriptions,
            worth: _,
            margin: _,
            rfm: _,
            purchases,
            purchase_count,
            own,
            answers,
            tags,
            blocks,
            inquiries,
            inquiry_steps,
            consents,
            must_agree,
            external_ids,
            reps,
            pipelines,
            erased: _,
        } = page;
        self.people.extend(people);
        self.contact_points.extend(contact_points);
        self.activities.extend(activities);
        self.activity_count += activity_count;
        self.next_steps.extend(next_steps);
        self.deals.extend(deals);
        self.deal_people.extend(deal_people);
        self.deal_lines.extend(deal_lines);
        self.turns.extend(turns);
        self.subscriptions.extend(subscriptions);
        self.purchases.extend(purchases);
        self.purchase_count += purchase_count;
        self.answers.extend(answers);
        self.answers.sort_by_key(|answer| (std::cmp::Reverse(answer.at), answer.id));
        for mut own in own {
            if own.value.record == Some(member) {
                own.value.record = Some(face);
            }
            self.own.push(own);
        }
        self.tags.extend(tags);
        self.blocks.extend(blocks);
        self.inquiries.extend(inquiries);
        self.inquiry_steps.extend(inquiry_steps);
        self.consents.extend(consents);
        self.must_agree = must_agree;
        self.external_ids.extend(external_ids);
        self.reps = reps;
        self.pipelines = pipelines;
    }

    /// Puts everything in the order of a page, and under the face.
    fn sort(&mut self, limit: usize) {
        let face = Some(self.customer.id);
        self.people.iter_mut().for_each(|person| person.customer = face);
        self.people.sort_by_key(|person| person.left);
        self.contact_points.iter_mut().for_each(|point| point.customer = face);
        self.contact_points.sort_by_key(|point| point.position);
        self.activities.iter_mut().for_each(|activity| activity.customer = face);
        self.activities.sort_by_key(|activity| Reverse((activity.at, activity.id)));
        self.activities.truncate(limit);
        self.next_steps.iter_mut().for_each(|step| step.customer = face);
        self.next_steps.sort_by_key(|step| {
            (step.done_at.is_some(), Reverse(step.done_at), step.due_at.is_none(), step.due_at, step.id)
        });
        self.deals.iter_mut().for_each(|deal| deal.customer = face);
        self.deals.sort_by_key(|deal| (!deal.closed_on.is_empty(), Reverse(deal.id)));
        self.deal_people.iter_mut().for_each(|part| part.customer = face);
        self.deal_lines.iter_mut().for_each(|line| line.customer = face);
        self.subscriptions.iter_mut().for_each(|one| one.customer = face);
        self.subscriptions.sort_by(|one, other| {
            let place = |one: &Subscription| (!one.cancelled_on.is_empty(), one.renews_on.clone(), one.id);
            place(one).cmp(&place(other))
        });
        self.purchases.iter_mut().for_each(|purchase| purchase.customer = face);
        self.purchases.sort_by_key(|purchase| Reverse((purchase.at, purchase.id)));
        self.purchases.truncate(limit);
        self.own.sort_by(|one, other| {
            let place = |own: &Own| (own.field.position.is_none(), own.field.position);
            (place(one), &one.field.name).cmp(&(place(other), &other.field.name))
        });
        self.tags.iter_mut().for_each(|tag| tag.customer = face);
        self.tags.sort_by(|one, other| one.name.cmp(&other.name));
        self.blocks.sort_by_key(|block| (block.lifted_at.is_some(), Reverse(block.since), block.id));
        self.inquiries.iter_mut().for_each(|inquiry| inquiry.customer = face);
        self.inquiries.sort_by_key(|inquiry| Reverse((inquiry.received_at, inquiry.id)));
        self.inquiry_steps.iter_mut().for_each(|step| step.customer = face);
        self.inquiry_steps.sort_by_key(|step| (step.at, step.id));
        self.consents.iter_mut().for_each(|consent| consent.customer = face);
        self.consents.sort_by_key(|consent| consent.id);
        self.external_ids.iter_mut().for_each(|id| id.customer = face);
        self.external_ids.sort_by(|one, other| (&one.system, one.id).cmp(&(&other.system, other.id)));
    }

    fn show_once(&mut self) {
        namesakes::show_once(self);
        self.tags.dedup_by(|next, one| next.name == one.name);
        let mut held = HashSet::new();
        self.own.retain(|own| held.insert((own.value.record, own.field.id)));
        let mut seen = HashSet::new();
        self.blocks.retain(|block| seen.insert(block.id));
        self.external_ids.dedup_by(|next, one| (&next.system, &next.value) == (&one.system, &one.value));
        let points = std::mem::take(&mut self.contact_points);
        for point in points {
            match self.contact_points.iter().position(|known| known.same_as(&point)) {
                None => self.contact_points.push(point),
                Some(at) if self.worse(&point) > self.worse(&self.contact_points[at]) => {
                    self.contact_points[at] = point;
                }
                Some(_) => {}
            }
        }
    }

    /// How much is known against a number: of several alike, what forbids one forbids all.
    fn worse(&self, point: &ContactPoint) -> (bool, bool) {
        let on = |block: &Block| block.person.is_some() && block.person == point.person && stands(block);
        (self.blocks.iter().any(on), !point.state.is_empty())
    }

    /// Until when a block forbids every call, which may have ended: the longest on the customer, or
    /// the shortest of those on the numbers where each that rings has one. As [`Line`] says it.
    #[must_use]
    pub fn blocked_until(&self) -> Option<i64> {
        let numbers: Option<Vec<i64>> = self
            .contact_points
            .iter()
            .filter(|point| point.rings())
            .map(|point| self.number_until(point))
            .collect();
        self.whole_until().max(numbers.unwrap_or_default().into_iter().min())
    }

    /// The end of the longest block on the whole customer.
    #[must_use]
    pub fn whole_until(&self) -> Option<i64> {
        self.longest(|block| covers_customer(block, self))
    }

    /// The end of the longest block on a number of theirs, or on the person it reaches.
    #[must_use]
    pub fn number_until(&self, point: &ContactPoint) -> Option<i64> {
        self.longest(|block| covers(block, self, point, None) && !covers_customer(block, self))
    }

    fn longest(&self, covers: impl Fn(&Block) -> bool) -> Option<i64> {
        let on_calls = |block: &&Block| matches!(block.channel.as_str(), "" | "call") && stands(block);
        self.blocks.iter().filter(on_calls).filter(|block| covers(block)).map(Block::ends).max()
    }

    /// The row of a list that a page comes to, but for where a search matched. The last contact is
    /// as good as the page's activities.
    #[must_use]
    pub fn line(&self) -> Line {
        let customer = &self.customer;
        let ringing = self.contact_points.iter().filter(|point| point.rings());
        let contacts = self.activities.iter().filter(|activity| activity.is_contact());
        Line {
            id: customer.id,
            code: customer.code.clone(),
            name: customer.name.clone(),
            kana: customer.kana.clone(),
            kind: customer.kind.clone(),
            rank: customer.rank.clone(),
            phones: ringing.map(|point| point.raw.clone()).collect(),
            next_at: self.next_steps.iter().filter(|step| step.open()).filter_map(|step| step.due_at).min(),
            last_at: contacts.filter_map(|activity| activity.at).max(),
            blocked_until: self.blocked_until(),
            ..Line::default()
        }
    }
}

/// Says whether a block was not lifted: it may end, or have ended, by itself.
fn stands(block: &Block) -> bool {
    !block.gone && block.lifted_at.is_none()
}
