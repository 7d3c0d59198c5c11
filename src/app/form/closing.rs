//! What the stage of a deal and the status of an inquiry bring with them when a form is saved.

use super::Form;
use super::saving::filled;
use crate::app::ask::World;
use crate::domain::deal::{self, Deal};
use crate::domain::inquiry::Inquiry;
use crate::domain::invalid::{Invalid, Why};
use crate::domain::stage::StageFlag;
use crate::domain::zone::zone;
use crate::domain::{Change, Deed, Id, Noun, Record, Value, Write};

impl Form {
    /// What brings a deal that is lost up again on its day, where the day or the stage was changed.
    pub(super) fn again(&self, record: Id, values: &[(u16, Value)], world: &World<'_>) -> Option<Write> {
        let turned = ["stage", "win_back_on"].into_iter().any(|name| self.touched(name));
        if self.noun != Noun::Deal || !turned {
            return None;
        }
        let row = |name: &str| self.rows.iter().find(|row| row.field.name == name);
        let was = row("win_back_on").map(|row| row.was.clone()).unwrap_or_default();
        let mut becomes = Deal {
            id: record,
            customer: self.customer,
            title: self.text("title").to_owned(),
            win_back_on: was.clone(),
            owner: world.setting.rep,
            ..self.stands()
        };
        values.iter().for_each(|(code, value)| becomes.put(*code, value.clone()));
        let lost = self.pipelines.flag(&becomes) == StageFlag::Lost;
        let was =
            Deal { win_back_on: was, stage: row("stage").map(|row| row.was.clone())?, ..becomes.clone() };
        deal::win_back(Some(&was), &becomes, lost, world.now)
    }

    pub(super) fn lost_for_a_reason(&self) -> Result<(), Invalid> {
        let lost = self.pipelines.flag(&self.stands()) == StageFlag::Lost;
        let silent = self.text("lost_reason").is_empty();
        if lost && silent { Err(Invalid::new("lost_reason", Why::Empty)) } else { Ok(()) }
    }

    /// A deal where this one stands.
    pub(super) fn stands(&self) -> Deal {
        let [pipeline, stage] = ["pipeline", "stage"].map(|name| self.text(name).to_owned());
        Deal { stage, pipeline, ..Deal::default() }
    }

    pub(super) fn asks_something(&self) -> Result<(), Invalid> {
        if self.text("text").is_empty() { Err(Invalid::new("text", Why::Empty)) } else { Ok(()) }
    }

    pub(super) fn has_a_status(&self) -> Result<(), Invalid> {
        if self.text("status").is_empty() { Err(Invalid::new("status", Why::Empty)) } else { Ok(()) }
    }

    /// When an inquiry was closed follows its status.
    pub(super) fn done_at(&self, world: &World<'_>) -> Option<(u16, Value)> {
        let row = self.rows.iter().find(|row| row.field.name == "status" && row.touched())?;
        let moved = Inquiry::default().moved(row.input.text(), world.now.timestamp_millis());
        let code = crate::domain::inquiry::field::closed_at;
        Some((code, moved.get(code)))
    }

    pub(super) fn added_inquiry(
        &self,
        values: Vec<(u16, Value)>,
        world: &World<'_>,
    ) -> Result<Change, Invalid> {
        self.asks_something()?;
        let ms = world.now.timestamp_millis();
        let inquiry = filled::<Inquiry>(values, ms);
        let inquiry = Inquiry {
            customer: self.customer,
            owner: world.setting.rep,
            received_at: inquiry.received_at.or(Some(ms)),
            zone: Some(zone(world.now)),
            ..inquiry
        };
        Ok(Change::new(Deed::AddInquiry, &self.subject).add(&inquiry.moved(&inquiry.status, ms)))
    }

    /// The day a deal closed follows its stage; the reason it was lost goes where it is lost no more.
    pub(super) fn closing(&self, world: &World<'_>) -> Vec<(u16, Value)> {
        let Some(row) = self.rows.iter().find(|row| row.field.name == "stage" && row.touched()) else {
            return Vec::new();
        };
        let today = world.now.date_naive().to_string();
        let moved = self.pipelines.moved(&self.stands(), row.input.text(), &today);
        let mut values = vec![(deal::field::closed_on, moved.get(deal::field::closed_on))];
        let lost = self.pipelines.flag(&moved) == StageFlag::Lost;
        if !lost && !self.touched("lost_reason") && !self.text("lost_reason").is_empty() {
            values.push((deal::field::lost_reason, Value::Null));
        }
        values
    }
}
