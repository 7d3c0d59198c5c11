//! What somebody said of a file, now or of the same columns before, as orders for reading it.
//!
//! What was said is remembered by the header when an import is done; the same header, however it
//! is spelled, brings it back unless something else is said.

use serde_json::{Value as Json, json};

use super::How;
use super::draft::Rules;
use super::import::{OnDuplicate, Options};
use super::open::{Opened, Reading};
use crate::domain::choices::Choices;
use crate::domain::{Id, amount};
use crate::exchange::error::Error;
use crate::exchange::map::headers::{As, REASON};
use crate::exchange::map::target::Target;
use crate::exchange::read::cell::folded;
use crate::exchange::read::dates::{DateOrder, Years};
use crate::store::Desk;

impl How {
    /// The orders that these choices come to.
    pub fn of(choices: &Choices, mut rules: Rules, japanese: bool) -> Result<Self, Error> {
        if let Some(code) = &choices.currency {
            let known = amount::currency(code).ok_or_else(|| Error::NoSuchCurrency(code.clone()))?;
            known.clone_into(&mut rules.currency);
        }
        let reading = Reading {
            encoding: choices.encoding.clone(),
            delimiter: choices.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()),
            about: choices.about.as_deref().and_then(As::named),
            dates: choices.dates.as_deref().and_then(DateOrder::named),
            era: choices.era.as_deref().and_then(Years::named),
            region: rules.region.clone(),
            currency: choices.currency.is_none().then(|| rules.currency.clone()),
            map: choices.map.clone(),
            preset: choices.preset.clone(),
            sheet: choices.sheet.clone(),
            japanese,
            ..Reading::default()
        };
        let key = choices.key.as_deref().filter(|key| !key.is_empty());
        let on_duplicate = match choices.on_duplicate.as_deref() {
            Some("skip") => OnDuplicate::Skip,
            Some("overwrite") => OnDuplicate::Overwrite,
            Some("new") => OnDuplicate::New,
            _ => OnDuplicate::UpdateEmpty,
        };
        let options = Options {
            on_duplicate,
            key: key.map(Target::named).transpose()?,
            make_customers: choices.make_customers,
            rules,
            plan_only: false,
            every_row: false,
        };
        Ok(Self { reading, options, said: Some(choices.clone()), ..Self::default() })
    }

    /// These orders, for whoever asks about what is not clear instead of giving up.
    #[must_use]
    pub fn asking(mut self) -> Self {
        self.reading.unsettled = true;
        self
    }
}

/// Opens a file again with what was said of the same header before; answers with the orders that
/// then hold, and whether anything was remembered.
pub fn recall(
    desk: &Desk,
    opened: &mut Opened,
    how: &How,
    open: &dyn Fn(&How) -> Result<Opened, Error>,
) -> Result<(How, bool), Error> {
    let mut how = how.clone();
    how.options.rules.pipelines = desk.pipelines()?;
    let Some(said) = how.said.as_ref().filter(|said| !said.forget) else { return Ok((how, false)) };
    let header = opened.table.header();
    let told = desk.known_header(fingerprint(header))?.and_then(|told| read(&told, header));
    let Some(told) = told else { return Ok((how, false)) };
    let all = said.or(&told);
    let mut recalled = How::of(&all, how.options.rules.clone(), how.reading.japanese)?;
    recalled.only = how.only;
    recalled.options.every_row = how.options.every_row;
    recalled.reading.unsettled = how.reading.unsettled;
    recalled.reading.heading = how.reading.heading;
    *opened = open(&recalled)?;
    Ok((recalled, true))
}

/// Remembers what was said of a header.
pub fn remember(desk: &Desk, header: &[String], how: &How, now: i64) -> Result<(), Error> {
    match how.said.as_ref().filter(|said| said.bears_on_columns()) {
        Some(said) => Ok(desk.remember_header(fingerprint(header), &write(said), now)?),
        None => Ok(()),
    }
}

/// What stands for a header, however it is spelled. The column of reasons in a rejects file is
/// none of it.
fn fingerprint(header: &[String]) -> Id {
    let names: Vec<String> = header.iter().filter(|name| *name != REASON).map(|name| folded(name)).collect();
    let parts: Vec<&[u8]> = names.iter().map(String::as_bytes).collect();
    Id::of_parts(&parts)
}

fn write(said: &Choices) -> String {
    let map: Vec<Json> = said.map.iter().map(|(column, field)| json!([column, field])).collect();
    json!({
        "map": map, "as": said.about, "key": said.key, "preset": said.preset,
        "dates": said.dates, "era": said.era,
    })
    .to_string()
}

/// What was remembered; nothing where it is not understood or no column bears such a name now.
fn read(told: &str, header: &[String]) -> Option<Choices> {
    let told: Json = serde_json::from_str(told).ok()?;
    let text = |name: &str| told[name].as_str().map(str::to_owned);
    let pair = |pair: &Json| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    let there = |column: &str| {
        let place = column.parse::<usize>().is_ok_and(|place| (1..=header.len()).contains(&place));
        place || header.iter().any(|name| folded(name) == folded(column))
    };
    let map = told["map"].as_array()?.iter().filter_map(pair);
    let map = map.filter(|(column, field)| there(column) && Target::named(field).is_ok()).collect();
    Some(Choices {
        map,
        about: text("as"),
        key: text("key"),
        preset: text("preset"),
        dates: text("dates"),
        era: text("era"),
        ..Choices::default()
    })
}
