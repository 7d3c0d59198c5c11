//! `salesdesk merge`: two customers turn out to be one; which value shows is chosen field by field.

use clap::Args;
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use super::show;
use crate::domain::merge::{Differing, MergePlan, Side, Together};
use crate::domain::{Id, Noun, Trouble, Value};
use crate::i18n::{Text, field as names, format, label};
use crate::store::Desk;

/// Make two customers one, field by field
#[derive(Args, Debug)]
pub(super) struct Merge {
    /// An id, the beginning of one, a code, or system:id
    a: String,
    /// The other, in the same way
    b: String,
    /// Whose value shows in a field, A's or B's; the newest unless told; may be given again
    #[arg(long, value_name = "FIELD=A|B", value_parser = take)]
    take: Vec<(String, Side)>,
    /// Only show what would come together
    #[arg(long)]
    dry_run: bool,
}

fn take(given: &str) -> Result<(String, Side), String> {
    let wrong = || format!("`{given}` is not FIELD=A or FIELD=B");
    let (field, side) = given.split_once('=').ok_or_else(wrong)?;
    let side = match side.trim() {
        "A" | "a" => Side::One,
        "B" | "b" => Side::Other,
        _ => return Err(wrong()),
    };
    Ok((field.trim().to_owned(), side))
}

impl Merge {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let mut plan = self.plan(session, &desk)?;
        for (field, side) in &self.take {
            if !plan.pick(field, *side) {
                let fields: Vec<&str> = plan.fields.iter().map(|differing| differing.field.name).collect();
                let places = [("field", field.as_str()), ("fields", &fields.join(", "))];
                return Err(refuse(Exit::Usage, Text::NoSuchDifference.fill(session.lang, &places)));
            }
        }
        if !self.dry_run {
            session.stored(desk.commit(&plan.change(), session.ms()))?;
        }
        if session.json {
            out::json(&json(session, &plan, self.dry_run))
        } else {
            self.tell(session, &desk, &plan)
        }
    }

    fn plan(&self, session: &Session, desk: &Desk) -> anyhow::Result<MergePlan> {
        let (a, b) = (session.stored(desk.member(&self.a))?, session.stored(desk.member(&self.b))?);
        if a == b {
            let words = Text::SameCustomer.fill(session.lang, &[("a", &self.a), ("b", &self.b)]);
            return Err(refuse(Exit::Usage, words));
        }
        if session.stored(desk.face(a))? == session.stored(desk.face(b))? {
            let words = Text::AlreadyOne.fill(session.lang, &[("a", &self.a), ("b", &self.b)]);
            return Err(refuse(Exit::Failure, words));
        }
        let plan = session.stored(desk.merge_plan(a, b))?;
        plan.ok_or_else(|| Trouble::NotFound(format!("{} {}", self.a, self.b)).into())
    }

    fn tell(&self, session: &Session, desk: &Desk, plan: &MergePlan) -> anyhow::Result<()> {
        let lang = session.lang;
        let (a, b) = (&plan.one.customer.name, &plan.other.customer.name);
        let mut table = Table::default();
        table.row(["", &format!("A {a}"), &format!("B {b}")]);
        for differing in &plan.fields {
            let name = names::label(Noun::Customer, differing.field.name, lang);
            table.row([
                name,
                &cell(session, desk, differing, Side::One)?,
                &cell(session, desk, differing, Side::Other)?,
            ]);
        }
        table.print()?;
        out::say(&together(session, &plan.together))?;
        let id = plan.face().to_string();
        let places = [("a", a.as_str()), ("b", b), ("name", &plan.name()), ("id", &id)];
        let text = if self.dry_run { Text::WouldMerge } else { Text::Merged };
        out::say(&text.fill(lang, &places))
    }
}

/// A side's value, with a mark where it shows after the merge.
fn cell(session: &Session, desk: &Desk, differing: &Differing, side: Side) -> anyhow::Result<String> {
    let value = match side {
        Side::One => &differing.one,
        Side::Other => &differing.other,
    };
    let shown = match value {
        Value::Ref(bytes) => session.stored(show::named(desk, Id::from_bytes(*bytes)))?,
        value => show::shown(session, differing.field, value, ""),
    };
    let mark = if differing.pick == side { "* " } else { "  " };
    Ok(format!("{mark}{shown}"))
}

/// What comes together, in words.
fn together(session: &Session, together: &Together) -> String {
    let all = [
        (Noun::Person, together.people),
        (Noun::ContactPoint, together.contact_points),
        (Noun::Activity, together.activities),
        (Noun::NextStep, together.open_steps),
        (Noun::Deal, together.deals),
        (Noun::Tag, together.tags),
        (Noun::Block, together.blocks),
        (Noun::ExternalId, together.external_ids),
    ];
    let there = all.iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = there
        .map(|(noun, n)| format!("{} {}", label::noun(*noun, session.lang), format::count(*n)))
        .collect();
    words.join(" · ")
}

fn json(session: &Session, plan: &MergePlan, dry_run: bool) -> Json {
    let fields = plan.fields.iter().map(|differing| {
        let value = |value| Writer::value(differing.field, value, *session.now.offset());
        json!({
            "field": differing.field.name,
            "a": value(&differing.one),
            "b": value(&differing.other),
            "newest": letter(differing.newest),
            "taken": letter(differing.pick),
        })
    });
    let all = plan.together;
    json!({
        "id": plan.face().to_string(),
        "a": plan.one.customer.id.to_string(),
        "b": plan.other.customer.id.to_string(),
        "name": plan.name(),
        "merged": !dry_run,
        "fields": fields.collect::<Json>(),
        "together": {
            "people": all.people,
            "contact_points": all.contact_points,
            "activities": all.activities,
            "open_next_steps": all.open_steps,
            "deals": all.deals,
            "tags": all.tags,
            "blocks": all.blocks,
            "external_ids": all.external_ids,
        },
    })
}

const fn letter(side: Side) -> &'static str {
    match side {
        Side::One => "a",
        Side::Other => "b",
    }
}
