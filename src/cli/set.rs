//! `--set FIELD=VALUE`: one field of a record as it is typed, checked by the noun's own table.

use std::str::FromStr;

use super::exit::{Exit, refuse};
use super::named;
use super::session::Session;
use crate::domain::record::{GONE, field_named};
use crate::domain::typed::{self, Place};
use crate::domain::{Field, Kind, Noun, Record, Value};
use crate::i18n::Text;
use crate::store::Desk;

/// A field's name and what it should hold; nothing empties it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The field's name in its noun's table.
    pub(super) field: String,
    /// As it was typed.
    pub(super) text: String,
}

impl FromStr for Setting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (field, text) = text.split_once('=').ok_or("write it like FIELD=VALUE")?;
        Ok(Self { field: field.trim().to_owned(), text: text.trim().to_owned() })
    }
}

impl Setting {
    /// The field's code and the value it will hold; `currency` is that of plain amounts.
    pub(super) fn read<R: Record>(
        &self,
        session: &Session,
        desk: &Desk,
        currency: &str,
    ) -> anyhow::Result<(u16, Value)> {
        let own = |field: &&Field| field.code != GONE && field.name != "customer";
        let Some(field) = field_named(R::FIELDS, &self.field).filter(own) else {
            let names: Vec<_> = R::FIELDS.iter().filter(own).map(|field| field.name).collect();
            let places = [("given", self.field.as_str()), ("fields", &names.join(", "))];
            return Err(refuse(Exit::Usage, Text::NoSuchField.fill(session.lang, &places)));
        };
        let value = match field.kind {
            _ if self.text.is_empty() => Value::Null,
            Kind::Ref => reference(session, desk, field, &self.text)?,
            _ => {
                let own = if currency.is_empty() { session.config.currency.as_str() } else { currency };
                let place = Place { offset: *session.now.offset(), currency: own };
                typed::value(field, typed::choices(R::NOUN, field.name), &self.text, place)?
            }
        };
        Ok((field.code, value))
    }
}

fn reference(session: &Session, desk: &Desk, field: &Field, text: &str) -> anyhow::Result<Value> {
    let id = match field.name {
        "owner" | "rep" => named::rep(session, desk, text)?,
        "reports_to" => session.stored(desk.record(Noun::Person, text))?,
        _ => session.stored(desk.customer(text))?,
    };
    Ok(Value::Ref(*id.as_bytes()))
}
