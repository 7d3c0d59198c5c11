//! Settings of fields of one's own, on the command line: `--set 'NAME=VALUE'` beside the built-in ones.

use super::exit::{Exit, refuse};
use super::session::Session;
use super::set::Setting;
use crate::domain::choices::OWN_FIELD;
use crate::domain::custom_field::{CustomField, called};
use crate::domain::custom_value::CustomValue;
use crate::domain::own::{Fault, Here};
use crate::domain::record::field_named;
use crate::domain::typed::Place;
use crate::domain::{Change, Id, Invalid, Noun, Record};
use crate::i18n::{Text, own as words};
use crate::store::Desk;

/// What is to stand in fields of one's own.
pub(super) type Owns = Vec<(CustomField, String)>;

/// Parts settings into those of the noun's own table and those of fields of one's own.
pub(super) fn parted<R: Record>(
    session: &Session,
    desk: &Desk,
    settings: &[Setting],
) -> anyhow::Result<(Vec<Setting>, Owns)> {
    let fields = session.stored(desk.own_fields(R::NOUN))?;
    let (mut ours, mut own) = (Vec::new(), Owns::new());
    for setting in settings {
        let bare = setting.field.strip_prefix(OWN_FIELD);
        let built_in = bare.is_none() && field_named(R::FIELDS, &setting.field).is_some();
        match called(&fields, bare.unwrap_or(&setting.field)).filter(|_| !built_in) {
            Some(field) => own.push((field.clone(), setting.text.clone())),
            None => ours.push(setting.clone()),
        }
    }
    Ok((ours, own))
}

/// Where somebody types here.
pub(super) fn here(session: &Session) -> Here<'_> {
    let place = Place { offset: *session.now.offset(), currency: &session.config.currency };
    Here { place, region: &session.config.region }
}

/// Adds to a change what is to stand in a record's fields of one's own; says which rules that breaks,
/// and refuses where a field is hard.
pub(super) fn put(
    session: &Session,
    desk: &Desk,
    mut change: Change,
    customer: Id,
    record: Id,
    own: &Owns,
) -> anyhow::Result<Change> {
    for (field, text) in own {
        let judged = field.judge(text, here(session)).map_err(|why| Invalid::new("set", why))?;
        for fault in &judged.faults {
            let says = Text::OwnFault
                .fill(session.lang, &[("field", &field.name), ("why", &words::fault(fault, session.lang))]);
            if field.hard {
                return Err(refuse(Exit::Usage, says));
            }
            session.remark(&says);
        }
        let value = field.value(Some(customer), record, judged);
        let stands: Option<CustomValue> = session.stored(desk.get(value.id))?;
        match stands.filter(|stands| !stands.gone) {
            Some(stands) if stands.raw == value.raw && stands.normal == value.normal => {}
            Some(_) if value.raw.is_empty() => change = change.delete(Noun::CustomValue, value.id),
            None if value.raw.is_empty() => {}
            _ => change.writes.push(value.put_there()),
        }
    }
    Ok(change)
}

/// Says which required fields of one's own a new record was not given.
pub(super) fn missing(session: &Session, desk: &Desk, noun: Noun, own: &Owns) -> anyhow::Result<()> {
    for field in session.stored(desk.own_fields(noun))?.iter().filter(|field| field.required) {
        if own.iter().any(|(given, _)| given.id == field.id) {
            continue;
        }
        let why = words::fault(&Fault::Missing, session.lang);
        let says = Text::OwnFault.fill(session.lang, &[("field", &field.name), ("why", &why)]);
        if field.hard {
            return Err(refuse(Exit::Usage, says));
        }
        session.remark(&says);
    }
    Ok(())
}

/// The field of one's own that a name means, on that noun or on whichever has it.
pub(super) fn named(
    session: &Session,
    desk: &Desk,
    on: Option<&str>,
    name: &str,
) -> anyhow::Result<CustomField> {
    let all = session.stored(desk.all_own_fields())?;
    let of = |field: &&CustomField| on.is_none_or(|on| field.of == on);
    let mut found: Vec<&CustomField> = all.iter().filter(of).filter(|field| field.is_called(name)).collect();
    if found.is_empty() {
        found.extend(all.iter().filter(of).filter(|field| field.was_called(name)));
    }
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let names = all.iter().filter(of).map(|field| field.name.clone());
            Err(session.no_such(Noun::CustomField, name, names))
        }
        several => {
            let places = [
                ("name", name),
                ("on", &several.iter().map(|field| field.of.as_str()).collect::<Vec<_>>().join(", ")),
            ];
            Err(refuse(Exit::Usage, Text::OwnSeveral.fill(session.lang, &places)))
        }
    }
}
