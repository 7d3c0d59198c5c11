//! `salesdesk disclose`: everything the book holds on one person, to hand to them: as a page to read,
//! or as JSON.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::json::Writer;
use super::session::Session;
use super::{export, history, out, show};
use crate::domain::custom_field::CustomField;
use crate::domain::safe::safe_lines;
use crate::domain::{Field, Id, Kind, Noun, Trouble, Value};
use crate::exchange::write::file;
use crate::i18n::{Text, field as names, label};
use crate::store::{Desk, Held};

/// Print everything held on one person, to give to them
#[derive(Args, Debug)]
pub(super) struct Disclose {
    /// An id, the beginning of one, a code, or system:id
    customer: String,
    /// The file to write, readable by you alone; standard output unless told
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    force: bool,
}

/// Actions of a history that is told whole.
const ALL: usize = 10_000_000;

impl Disclose {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let customer = session.stored(desk.anybody(&self.customer))?;
        if let Some(erasure) = session.stored(desk.erasure_of(customer))? {
            return Err(Trouble::Erased(erasure.at).into());
        }
        let told = Told {
            session,
            desk: &desk,
            customer,
            held: session.stored(desk.held_on(customer))?,
            files: session.stored(desk.taking(customer))?.unwrap_or_default().files,
        };
        let text = if session.json { format!("{}\n", told.json()?) } else { told.text()? };
        let Some(path) = &self.out else {
            return if session.json { out::json(&told.json()?) } else { out::say(text.trim_end()) };
        };
        let written = file::write(path, self.force, |out| {
            out.write_all(text.as_bytes()).map_err(crate::exchange::Error::io(path.display().to_string()))
        });
        written.map_err(|error| export::refusal(session, error))?;
        session.remark(&Text::Disclosed.fill(session.lang, &[("file", &path.display().to_string())]));
        Ok(())
    }
}

/// What is told.
struct Told<'a> {
    session: &'a Session,
    desk: &'a Desk,
    customer: Id,
    held: Vec<(Noun, Vec<Held>)>,
    files: Vec<String>,
}

impl Told<'_> {
    fn json(&self) -> anyhow::Result<Json> {
        let mut records = Map::new();
        for (noun, held) in &self.held {
            let all = held.iter().map(|(id, values)| self.record(*noun, *id, values));
            records.insert(noun.table().into(), Json::Array(all.collect::<anyhow::Result<_>>()?));
        }
        let history = self.session.stored(self.desk.history(self.customer, ALL))?;
        let told = history.iter().map(|entry| history::json(self.session, self.desk, entry));
        let members = self.session.stored(self.desk.one_with(self.customer))?;
        Ok(json!({
            "customer": self.customer.to_string(),
            "customers": members.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "at": super::json::rfc3339(self.session.ms(), *self.session.now.offset()),
            "by": self.session.rep_name(),
            "records": records,
            "history": told.collect::<Vec<_>>(),
            "files": self.files,
        }))
    }

    fn record(&self, noun: Noun, id: Id, values: &[Value]) -> anyhow::Result<Json> {
        let mut map = Map::new();
        map.insert("id".into(), json!(id.to_string()));
        for (field, value) in noun.fields().iter().zip(values) {
            let offset = *self.session.now.offset();
            map.insert(field.name.into(), Writer::value(field, value, offset));
            if let Some(name) = self.called(field, value)? {
                map.insert(format!("{}_name", field.name), json!(name));
            }
        }
        Ok(Json::Object(map))
    }

    /// What another record is called that a field names: a rep, a list, a field of the desk's own.
    fn called(&self, field: &Field, value: &Value) -> anyhow::Result<Option<String>> {
        let (Kind::Ref, Value::Ref(bytes)) = (field.kind, value) else { return Ok(None) };
        let id = Id::from_bytes(*bytes);
        if field.name == "field" {
            let own: Option<CustomField> = self.session.stored(self.desk.get(id))?;
            return Ok(own.map(|own| own.name));
        }
        let named = self.session.stored(show::named(self.desk, id))?;
        Ok((!named.is_empty()).then_some(named))
    }

    fn text(&self) -> anyhow::Result<String> {
        let lang = self.session.lang;
        let mut text = String::new();
        let at = self.session.moment(self.session.ms());
        let head = Text::DiscloseHead.fill(lang, &[("at", &at), ("rep", &self.session.rep_name())]);
        let _ = writeln!(text, "{head}");
        for (noun, held) in &self.held {
            let _ = writeln!(text, "\n{}", label::noun(*noun, lang));
            for (id, values) in held {
                let _ = writeln!(text, "  {id}");
                for (field, value) in noun.fields().iter().zip(values).filter(|(_, v)| !v.is_null()) {
                    let shown = match self.called(field, value)? {
                        Some(name) => name,
                        None => show::shown(self.session, field, value, ""),
                    };
                    let name = names::label(*noun, field.name, lang);
                    let _ = writeln!(text, "    {name}: {}", shown.replace('\n', "\n      "));
                }
            }
        }
        let _ = writeln!(text, "\n{}", Text::DiscloseHistory.words(lang));
        for entry in self.session.stored(self.desk.history(self.customer, ALL))? {
            let _ = writeln!(
                text,
                "  {} {} {}",
                self.session.moment(entry.at),
                entry.rep,
                label::deed(entry.deed, lang)
            );
            for change in &entry.changes {
                let turn = history::turn(self.session, change);
                if !turn.is_empty() {
                    let name = names::label(change.noun, change.field, lang);
                    let _ = writeln!(text, "    {name}: {}", turn.replace('\n', "\n      "));
                }
            }
        }
        if !self.files.is_empty() {
            let _ = writeln!(text, "\n{}", Text::DiscloseFiles.words(lang));
            for file in &self.files {
                let _ = writeln!(text, "  {file}");
            }
        }
        Ok(safe_lines(&text))
    }
}
