//! What keys and pasted text do to a form: they move, write, turn through choices and leave.

use super::{Form, here};
use crate::app::alike::draft_of;
use crate::app::ask::{Ask, World};
use crate::app::msg::Effect;
use crate::app::rules::Counting;
use crate::app::similar::sought;
use crate::domain::{Change, Id, Kind, Noun};
use crate::keys::{Action, Key};

impl Form {
    pub(in crate::app) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        let len = self.rows.len();
        match action {
            Action::NextField => self.cursor.at = (self.cursor.at + 1) % len.max(1),
            Action::PreviousField => self.cursor.at = (self.cursor.at + len.max(1) - 1) % len.max(1),
            Action::PageDown => self.cursor.step(10, len),
            Action::PageUp => self.cursor.step(-10, len),
            Action::NextChoice => return self.turn(1, world),
            Action::PreviousChoice => return self.turn(-1, world),
            Action::EditOutside => return self.edit_outside(),
            Action::OpenAlike => return self.open_alike(),
            Action::Back if self.saving => {}
            Action::Back if self.draft().text.is_empty() => {
                return Ask { drop: Some(self.draft_key()), ..Ask::close() };
            }
            Action::Back => return Ask { park: Some(self.draft()), ..Ask::close() },
            Action::Save if !self.saving => return self.save(world),
            _ => {}
        }
        Ask::nothing()
    }

    pub(in crate::app) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        let Some(_) = self.rows.get(self.cursor.at).filter(|_| !self.saving) else {
            return Ask::nothing();
        };
        if key.written() == Some(' ') && !self.choices(&self.rows[self.cursor.at]).is_empty() {
            return self.turn(1, world);
        }
        let row = &mut self.rows[self.cursor.at];
        if row.pick(key.written()) {
            return self.typed(world);
        }
        if row.own.is_some() && !row.choices().is_empty() {
            return Ask::nothing();
        }
        row.input.key(&key);
        self.typed(world)
    }

    pub(in crate::app) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        if let Some(row) = self.rows.get_mut(self.cursor.at) {
            row.input.insert(text);
        }
        self.typed(world)
    }

    pub(in crate::app) fn set_text(&mut self, text: &str, world: &World<'_>) -> Ask {
        if let Some(row) = self.rows.get_mut(self.cursor.at) {
            row.input.set_text(text);
        }
        self.typed(world)
    }

    fn typed(&mut self, world: &World<'_>) -> Ask {
        self.invalid = None;
        self.moved = Counting::default();
        self.judge(world);
        let (alike, similar) = (draft_of(self, &world.setting.region), sought(self));
        if similar.is_none() {
            self.similar.found.clear();
        }
        Ask { count: self.moves(world), alike, similar, ..Ask::effect(Effect::KeepDraft(self.draft())) }
    }

    /// The change whose movers are to be counted, and on which list.
    fn moves(&self, world: &World<'_>) -> Option<(Option<Id>, Change)> {
        let about = self.about.as_ref()?;
        let touched: Vec<&str> =
            self.rows.iter().filter(|row| row.touched()).map(|row| row.field.name).collect();
        let change = self.change(world).ok().filter(|change| !change.is_empty())?;
        about.bears_on_calls(&touched).then(|| (about.list(), change))
    }

    /// Goes to whoever is known by what was typed; the draft is kept.
    fn open_alike(&self) -> Ask {
        let select = self.alike.found.as_ref().map(|(_, line)| line.id);
        if select.is_none() || self.saving {
            return Ask::nothing();
        }
        let park = Some(self.draft()).filter(|draft| !draft.text.is_empty());
        Ask { select, park, ..Ask::close() }
    }

    fn edit_outside(&self) -> Ask {
        let text = self.row().map(|row| row.input.text().to_owned()).unwrap_or_default();
        Ask::effect(Effect::EditOutside { title: self.subject.clone(), text })
    }

    /// Left and right: the next choice where there are choices, else the caret.
    fn turn(&mut self, by: isize, world: &World<'_>) -> Ask {
        let Some(row) = self.row() else { return Ask::nothing() };
        let choices = self.choices(row);
        if by > 0
            && let Some(name) = self.offered_product(world)
        {
            self.rows[self.cursor.at].input.set_text(&name);
            return self.typed(world);
        }
        if choices.is_empty() {
            let code = if by > 0 { crate::keys::Code::Right } else { crate::keys::Code::Left };
            self.rows[self.cursor.at].input.key(&Key::plain(code));
            return Ask::nothing();
        }
        let must = row.field.kind() == Kind::Flag
            || matches!(row.field.name, "stage" | "pipeline" | "status" | "person")
            || matches!((self.noun, row.field.name), (Noun::CustomField, "of" | "kind"));
        let none = [""].into_iter().filter(|_| !must);
        let ring: Vec<&str> = none.chain(choices.into_iter().filter(|code| !code.is_empty())).collect();
        let at = ring.iter().position(|code| *code == row.input.text()).unwrap_or(0);
        let next = (at.cast_signed() + by).rem_euclid(ring.len().cast_signed()).cast_unsigned();
        let text = ring[next].to_owned();
        self.rows[self.cursor.at].input.set_text(&text);
        self.begin_again();
        self.typed(world)
    }

    /// The product that what is typed begins, with the caret at its end.
    fn offered_product(&self, world: &World<'_>) -> Option<String> {
        let row = self.row().filter(|row| row.field.name == "product")?;
        let ends = row.input.caret() == row.input.text().len();
        let (product, whole) = self.product(&world.setting.sheets.products).filter(|_| ends)?;
        (!whole).then(|| product.name.clone())
    }

    /// A deal in another pipeline begins there anew, unless it stands in a stage of both.
    fn begin_again(&mut self) {
        if self.row().is_none_or(|row| (self.noun, row.field.name) != (Noun::Deal, "pipeline")) {
            return;
        }
        let course = self.pipelines.of(self.text("pipeline"));
        if course.stage(self.text("stage")).is_none() {
            let first = course.first(false).to_owned();
            let stage = self.rows.iter_mut().find(|row| row.field.name == "stage");
            stage.into_iter().for_each(|row| row.input.set_text(&first));
        }
    }

    /// Finds the rules that the rows of one's own break.
    pub(super) fn judge(&mut self, world: &World<'_>) {
        let here = here(world);
        for row in &mut self.rows {
            let judged = row.own.as_ref().and_then(|own| own.judge(row.input.text(), here).ok());
            row.faults = judged.map(|judged| judged.faults).unwrap_or_default();
        }
    }
}
