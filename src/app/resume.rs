//! Going on with words that were put aside: by Esc a moment ago, or by a session that ended.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::ask::World;
use super::desk::{Item, Then};
use super::draft::Intent;
use super::form::Form;
use super::lists;
use super::msg::{Draft, Effect};
use super::overlay::Overlay;
use super::purpose::Purpose;
use super::reading::Drafts;
use crate::domain::Noun;

impl App {
    /// Puts words that were put aside back into the overlay just opened for the same thing.
    pub(super) fn restore_parked(&mut self, now: DateTime<FixedOffset>) {
        let Some(overlay) = self.overlays.pop() else { return };
        let draft = parked_for(&overlay, &self.parked);
        let overlay = match draft {
            Some((intent, draft)) => resumed(overlay, intent, &draft, &self.world(now)),
            None => overlay,
        };
        self.overlays.push(overlay);
    }

    pub(super) fn drafts_found(&mut self, drafts: Vec<Draft>) {
        if !drafts.is_empty() {
            self.overlays.push(Overlay::Drafts(Drafts::new(drafts)));
        }
    }

    /// Goes on with the draft that was put aside last: its customer, its screen, its words.
    pub(super) fn take_up(&mut self, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let Some(intent) = self.parked.last().and_then(|draft| Intent::of_key(&draft.key)) else {
            return Vec::new();
        };
        if let Intent::Log { customer, list: Some(list), .. } = intent {
            return self.grant(lists::begin(list, Some(customer)), now);
        }
        if intent.customer() == self.desk.page().map(|page| page.customer.id) || intent.customer().is_none() {
            return self.reopen(&intent, now);
        }
        let Some(id) = intent.customer() else { return Vec::new() };
        self.desk.then = Some((id, Then::TakeUp(intent)));
        self.select(id)
    }

    pub(super) fn reopen(&mut self, intent: &Intent, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let page = self.desk.page().cloned();
        match (intent, page) {
            (Intent::Log { channel, .. }, Some(page)) => self.log(page, channel, now),
            (Intent::Mail { point, person, .. }, Some(page)) => {
                self.write_mail(page, Some(*point), *person, now)
            }
            (Intent::Step { .. }, Some(page)) => self.prompt(Purpose::NextStep, page, now),
            (Intent::Block { whom, .. }, Some(page)) => {
                self.prompt(Purpose::Block(*whom, Box::new(page.clone())), page, now)
            }
            (Intent::Move { step, .. }, Some(page)) => {
                let step = page.next_steps.iter().find(|known| known.id == *step && known.open());
                let purpose = step.map_or(Purpose::NextStep, |step| Purpose::Move(Box::new(step.clone())));
                self.prompt(purpose, page, now)
            }
            (Intent::Inquiry { inquiry, what, .. }, Some(page)) => {
                let found = page.inquiries.iter().find(|known| known.id == *inquiry).cloned();
                found.map_or_else(Vec::new, |found| {
                    self.prompt(Purpose::Inquiry(*what, Box::new(found)), page, now)
                })
            }
            (Intent::Retain { .. }, Some(page)) => self.prompt(Purpose::Retain, page, now),
            (Intent::Tag { .. }, Some(page)) => self.prompt(Purpose::Tag, page, now),
            (Intent::Form { noun: Noun::Outcome | Noun::Pacing, .. }, _) => self.open_rules(),
            (Intent::Form { noun: Noun::View, .. }, _) => self.open_views(),
            (Intent::Form { noun: Noun::CustomField, .. }, _) => self.open_fields(),
            (Intent::Form { noun: Noun::CallList, record: Some(list), .. }, _) => {
                vec![Effect::LoadList(*list)]
            }
            (Intent::Form { noun, record: Some(id), .. }, _) => self.edit(Item { noun: *noun, id: *id }, now),
            (Intent::Form { noun: Noun::Subscription, .. }, _) => self.add_contract(now),
            (Intent::Form { noun: Noun::Customer, .. }, _) => {
                self.push_form(|_, _| Some(Form::new(Noun::Customer, None)), now)
            }
            (Intent::Form { noun, .. }, _) => self.push_form(|page, _| Some(Form::new(*noun, page)), now),
            _ => Vec::new(),
        }
    }
}

fn parked_for(overlay: &Overlay, parked: &[Draft]) -> Option<(Intent, Draft)> {
    let same = |draft: &Draft| match (overlay, Intent::of_key(&draft.key)) {
        (Overlay::Log(log), Some(intent @ Intent::Log { .. })) => {
            let Intent::Log { customer, channel, .. } = &intent else { return None };
            (*customer == log.page.customer.id && *channel == log.channel).then_some(intent)
        }
        (Overlay::Walk(walk), Some(intent @ Intent::Log { .. })) => {
            let Intent::Log { customer, channel, .. } = &intent else { return None };
            (Some(*customer) == walk.customer() && channel == "call").then_some(intent)
        }
        (Overlay::Mailing(mailing), Some(intent)) => mailing.is_meant(&intent).then_some(intent),
        (Overlay::Prompt(prompt), Some(intent)) => (draft.key == prompt.draft_key()).then_some(intent),
        (Overlay::Form(form), Some(intent)) => (draft.key == form.draft_key()).then_some(intent),
        _ => None,
    };
    parked.iter().rev().find_map(|draft| same(draft).map(|intent| (intent, draft.clone())))
}

fn resumed(overlay: Overlay, intent: Intent, draft: &Draft, world: &World<'_>) -> Overlay {
    match (overlay, intent) {
        (Overlay::Log(log), Intent::Log { outcome, .. }) => {
            let outcome = log.outcomes.iter().find(|known| known.code == outcome).cloned();
            Overlay::Log(Box::new(log.with_draft(outcome, draft, world)))
        }
        (Overlay::Walk(mut walk), Intent::Log { outcome, .. }) => {
            walk.call = walk.call.map(|call| {
                let outcome = call.outcomes.iter().find(|known| known.code == outcome).cloned();
                Box::new(call.with_draft(outcome, draft, world))
            });
            Overlay::Walk(walk)
        }
        (Overlay::Mailing(mailing), intent) => Overlay::Mailing(Box::new(mailing.with_draft(&intent, draft))),
        (Overlay::Prompt(prompt), _) => Overlay::Prompt(Box::new(prompt.with_draft(draft, world))),
        (Overlay::Form(form), _) => Overlay::Form(Box::new(form.with_draft(draft))),
        (overlay, _) => overlay,
    }
}
