//! What the screen of the desk's own fields asks of the rest of the program, and what it tells it.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::fields::Fields;
use super::msg::Effect;
use super::overlay::Overlay;
use super::toast::News;
use crate::domain::Deed;
use crate::domain::custom_field::CustomField;

impl App {
    /// The desk's own fields.
    pub(super) fn open_fields(&mut self) -> Vec<Effect> {
        self.push_with(Overlay::Fields(Fields::waiting()), Effect::LoadFields)
    }

    /// The fields were read.
    pub(super) fn fields_read(&mut self, rows: Vec<(CustomField, usize)>) {
        if let Some(fields) = self.fields() {
            fields.read(rows);
        }
    }

    /// Their screen, if it is open, is read again.
    pub(super) fn fields_again(&mut self) -> Option<Effect> {
        self.fields().map(|_| Effect::LoadFields)
    }

    /// A change is on the disk: that, or which words no longer fit their field.
    pub(super) fn tell_saved(
        &mut self,
        deed: Deed,
        subject: String,
        misfits: usize,
        now: DateTime<FixedOffset>,
    ) {
        let news = if misfits == 0 { News::Saved(deed, subject) } else { News::Misfits(subject, misfits) };
        self.say(news, now);
    }

    fn fields(&mut self) -> Option<&mut Fields> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Fields(fields) => Some(fields),
            _ => None,
        })
    }
}
