//! What can be done with the selected customer: log, plan, add, change, read.
//!
//! Each action opens an overlay or makes a change; the rules are theirs and `domain`'s.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::agenda::finish;
use super::asking::Asking;
use super::choose::{self, Choose};
use super::desk::Item;
use super::erasing::Erasing;
use super::form::Form;
use super::log_activity::LogActivity;
use super::mailing::Mailing;
use super::msg::Effect;
use super::overlay::Overlay;
use super::prompt::Prompt;
use super::purpose::Purpose;
use super::reading::{Matter, Reading};
use super::toast::News;
use crate::domain::blocking::Whom;
use crate::domain::contact::{Clearance, Refusal, may_contact, may_contact_first};
use crate::domain::contact_point::ContactPoint;
use crate::domain::page::Page;
use crate::domain::typed::Place;
use crate::domain::{Change, Deed, Id, Noun};
use crate::keys::Action;

impl App {
    pub(super) fn on_customer(&mut self, action: Action, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let Some(page) = self.desk.page().cloned() else { return Vec::new() };
        let item = self.desk.item();
        match action {
            Action::Call => self.call(page, now),
            Action::Mail => self.mail(page, now),
            Action::Note => self.log(page, "note", now),
            Action::Visit => self.log(page, "visit", now),
            Action::OtherChannel => self.choose(choose::Matter::Channel, page),
            Action::Rank => self.choose(choose::Matter::Rank, page),
            Action::NextStep => self.prompt(Purpose::NextStep, page, now),
            Action::Tag => self.prompt(Purpose::Tag, page, now),
            Action::Dial => self.hand_over(self.to_dial(&page).map(Effect::Dial), now),
            Action::CopyNumber => self.hand_over(self.to_copy(&page), now),
            Action::Block => self.block(page, now),
            Action::AddPerson => self.push_form(|page, _| Some(Form::new(Noun::Person, page)), now),
            Action::AddContactPoint => {
                self.push_form(|page, _| Some(Form::new(Noun::ContactPoint, page)), now)
            }
            Action::AddInquiry => self.push_form(|page, _| Some(Form::new(Noun::Inquiry, page)), now),
            Action::AddDeal => self.push_form(|page, _| Some(Form::new(Noun::Deal, page)), now),
            Action::AddStop => self.add_to_deal(Noun::DealPerson, &page, now),
            Action::AddLine => self.add_to_deal(Noun::DealLine, &page, now),
            Action::AddSubscription => self.add_contract(now),
            Action::Deal => self.deal(&page, now),
            Action::EditCustomer => self.edit(Item { noun: Noun::Customer, id: page.customer.id }, now),
            Action::EditItem => {
                self.edit(item.unwrap_or(Item { noun: Noun::Customer, id: page.customer.id }), now)
            }
            Action::OpenNote => self.open_item(&page, item, now),
            Action::DeleteItem => self.delete(&page, item),
            Action::FinishItem => self.finish_item(&page, item, now),
            Action::History => {
                let reading = Reading::new(Matter::History(None), page.customer.name.clone());
                self.push_with(Overlay::Reading(reading), Effect::LoadHistory(page.customer.id))
            }
            Action::Erase => {
                let erasing = Box::new(Erasing::of(page.customer.id, page.customer.name.clone()));
                self.push_with(Overlay::Erasing(erasing), Effect::LoadTaking(page.customer.id))
            }
            _ => Vec::new(),
        }
    }

    /// A mail from a template where there are any and may be written to them; else it is logged.
    fn mail(&mut self, page: Page, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if self.setting.sheets.mails.is_empty() {
            return self.log(page, "mail", now);
        }
        let point = self.selected_point(&page).filter(|point| point.kind == "mail").map(|point| point.id);
        let person = self.desk.item().filter(|item| item.noun == Noun::Person).map(|item| item.id);
        self.write_mail(page, point, person, now)
    }

    /// A mail to that address, or to the first there may be written to.
    pub(super) fn write_mail(
        &mut self,
        page: Page,
        point: Option<Id>,
        person: Option<Id>,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        let point = page.contact_points.iter().find(|known| Some(known.id) == point);
        let cleared = match point {
            Some(point) => may_contact(&page, point, person, "mail", self.now_ms),
            None => may_contact_first(&page, person, "mail", self.now_ms),
        };
        match cleared {
            Ok(cleared) => {
                let mails = self.setting.sheets.mails.clone();
                self.overlays.push(Overlay::Mailing(Box::new(Mailing::of(page, cleared, person, mails))));
                self.restore_parked(now);
                Vec::new()
            }
            Err(refusal @ Refusal::Blocked(_)) => {
                self.say(News::refused(refusal), now);
                Vec::new()
            }
            _ => self.log(page, "mail", now),
        }
    }

    /// A questionnaire for whoever is called, else for the selected customer.
    pub(super) fn open_asking(&mut self) -> Vec<Effect> {
        let surveys = self.setting.sheets.surveys.clone();
        let list = self.walk().and_then(|walk| walk.stop.as_ref()).map(|stop| stop.list.survey.clone());
        let page = match self.overlays.last() {
            Some(Overlay::Log(log)) => Some(&*log.page),
            Some(Overlay::Walk(walk)) => walk.stop.as_ref().map(|stop| &stop.page),
            _ => None,
        };
        let Some(page) = page.or_else(|| self.desk.page()) else { return Vec::new() };
        let asking = Asking::of(page, surveys, &list.unwrap_or_default());
        let load = asking.load();
        self.push_with(Overlay::Asking(Box::new(asking)), load)
    }

    /// Leave to dial the number under the cursor if it is one, else the first that may be called.
    pub(super) fn to_dial(&self, page: &Page) -> Result<Clearance, Refusal> {
        let person = self.desk.item().filter(|item| item.noun == Noun::Person).map(|item| item.id);
        match self.selected_point(page).filter(|point| point.rings()) {
            Some(point) => may_contact(page, point, person, "call", self.now_ms),
            None => may_contact_first(page, person, "call", self.now_ms),
        }
    }

    /// What is copied: the number or address under the cursor, else what would be dialled.
    pub(super) fn to_copy(&self, page: &Page) -> Result<Effect, Refusal> {
        match self.selected_point(page).map(|point| (point, point.channel())) {
            Some((point, Some(channel))) => {
                may_contact(page, point, None, channel, self.now_ms).map(Effect::Copy)
            }
            Some((point, None)) => Ok(Effect::CopyText(point.dialled().to_owned())),
            None => self.to_dial(page).map(Effect::Copy),
        }
    }

    fn selected_point<'a>(&self, page: &'a Page) -> Option<&'a ContactPoint> {
        let selected = self.desk.item().filter(|item| item.noun == Noun::ContactPoint)?;
        page.contact_points.iter().find(|point| point.id == selected.id)
    }

    fn hand_over(&mut self, effect: Result<Effect, Refusal>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match effect {
            Ok(effect) => vec![effect],
            Err(refusal) => {
                self.say(News::refused(refusal), now);
                Vec::new()
            }
        }
    }

    /// Opens the log of a call, and dials where that is allowed; a call that came in is logged as well.
    fn call(&mut self, page: Page, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let cleared = self.to_dial(&page);
        let item = self.desk.item();
        let mut log = LogActivity::new(page, "call", now).ending(&self.setting.outcomes);
        match (item, &cleared) {
            (Some(Item { noun: Noun::ContactPoint, id }), _) => log.use_number(id),
            (_, Ok(cleared)) => log.use_number(cleared.point()),
            _ => {}
        }
        log.person = item.filter(|item| item.noun == Noun::Person).map(|item| item.id);
        self.overlays.push(Overlay::Log(Box::new(log)));
        self.restore_parked(now);
        match cleared {
            Err(Refusal::NotThatChannel) => Vec::new(),
            cleared => self.hand_over(cleared.map(Effect::Dial), now),
        }
    }

    /// Blocks what is under the cursor, or lifts what blocks it.
    fn block(&mut self, page: Page, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let whom = match self.desk.item() {
            Some(Item { noun: Noun::ContactPoint, id }) => Whom::Point(id),
            Some(Item { noun: Noun::Person, id }) => Whom::Person(id),
            _ => Whom::Customer,
        };
        self.prompt(Purpose::Block(whom, Box::new(page.clone())), page, now)
    }

    pub(super) fn log(&mut self, page: Page, channel: &str, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.overlays.push(Overlay::Log(Box::new(
            LogActivity::new(page, channel, now).ending(&self.setting.outcomes),
        )));
        self.restore_parked(now);
        Vec::new()
    }

    pub(super) fn prompt(&mut self, purpose: Purpose, page: Page, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.overlays.push(Overlay::Prompt(Box::new(Prompt::new(purpose, page))));
        self.restore_parked(now);
        Vec::new()
    }

    fn choose(&mut self, matter: choose::Matter, page: Page) -> Vec<Effect> {
        self.push(Overlay::Choose(Choose { matter, page: Box::new(page) }))
    }

    pub(super) fn push_form(
        &mut self,
        form: impl FnOnce(Option<&Page>, Place<'_>) -> Option<Form>,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        let place = Place { offset: *now.offset(), currency: &self.setting.currency };
        if let Some(form) = form(self.desk.page(), place) {
            let form = form.with_own(&self.setting.sheets.fields, self.desk.page());
            self.overlays.push(Overlay::Form(Box::new(form)));
            self.restore_parked(now);
        }
        Vec::new()
    }

    /// A stop on the route or a line of the deal at hand.
    fn add_to_deal(&mut self, noun: Noun, page: &Page, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let Some(deal) = self.deal_at_hand(page) else { return Vec::new() };
        self.push_form(|page, place| Form::of_deal(noun, page?, deal, place), now)
    }

    pub(super) fn add_contract(&mut self, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let today = now.date_naive().to_string();
        self.push_form(|page, place| Some(Form::contract(page?, &today, place)), now)
    }

    /// The deal under the cursor, or whose stop or line that is; else the open one.
    pub(super) fn deal_at_hand(&self, page: &Page) -> Option<Id> {
        let of = |item: Item| match item.noun {
            Noun::Deal => Some(item.id),
            Noun::DealPerson => page.deal_people.iter().find(|one| one.id == item.id)?.deal,
            Noun::DealLine => page.deal_lines.iter().find(|one| one.id == item.id)?.deal,
            _ => None,
        };
        self.desk.item().and_then(of).or_else(|| page.open_deal().map(|deal| deal.id))
    }

    fn deal(&mut self, page: &Page, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match self.deal_at_hand(page) {
            Some(id) => {
                self.push_form(|page, place| deal_form(Form::edit(Noun::Deal, page?, id, place)), now)
            }
            None => self.push_form(|page, _| Some(Form::new(Noun::Deal, page)), now),
        }
    }

    pub(super) fn edit(&mut self, item: Item, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.push_form(|page, place| Form::edit(item.noun, page?, item.id, place), now)
    }

    fn open_item(&mut self, page: &Page, item: Option<Item>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let Some(item) = item else { return Vec::new() };
        match page.activities.iter().find(|activity| activity.id == item.id) {
            Some(activity) => {
                let matter = Matter::Activity(Box::new(activity.clone()));
                self.push(Overlay::Reading(Reading::new(matter, page.customer.name.clone())))
            }
            None => self.edit(item, now),
        }
    }

    fn delete(&mut self, page: &Page, item: Option<Item>) -> Vec<Effect> {
        let change = |item: Item| Change::new(Deed::Delete, &page.customer.name).delete(item.noun, item.id);
        item.map(|item| self.commit(change(item))).into_iter().collect()
    }

    fn finish_item(&mut self, page: &Page, item: Option<Item>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let step = item.and_then(|item| page.next_steps.iter().find(|step| step.id == item.id));
        let change = step.map(|step| finish(step, &page.customer.name, now));
        change.map(|change| self.commit(change)).into_iter().collect()
    }
}

fn deal_form(form: Option<Form>) -> Option<Form> {
    form.map(|mut form| {
        form.go_to("stage");
        form
    })
}
