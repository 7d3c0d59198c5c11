//! The blocks that stand: on whom, until when, why, since when and by whom.

use serde_json::{Value as Json, json};

use crate::cli::json::Writer;
use crate::cli::out::{self, Table};
use crate::cli::session::Session;
use crate::domain::block::Block;
use crate::domain::person::Person;
use crate::i18n::{Text, block as words, label};
use crate::store::Desk;

/// Prints every block that stands.
pub(super) fn print(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let blocks = session.stored(desk.live_blocks(session.ms()))?;
    if session.json {
        let all = blocks.iter().map(|block| json(session, desk, block));
        return out::json(&Json::Array(all.collect::<anyhow::Result<_>>()?));
    }
    let mut table = Table::default();
    for block in &blocks {
        let (customer, person) = names(session, desk, block)?;
        let whom = [customer.as_str(), &person, words::address(block, session.lang)];
        let whom: Vec<&str> = whom.into_iter().filter(|part| !part.is_empty()).collect();
        let moment = |at: Option<i64>| at.map(|at| session.moment(at)).unwrap_or_default();
        let channel = match block.channel.as_str() {
            "" => Text::BlockedEverywhere.words(session.lang),
            channel => label::choice(channel, session.lang),
        };
        let until = if block.until.is_none() { "-".to_owned() } else { moment(block.until) };
        let rep = session.stored(desk.rep_name(block.rep))?;
        table.row([&whom.join(" "), channel, &until, &block.reason, &moment(block.since), &rep]);
    }
    table.print()
}

fn json(session: &Session, desk: &Desk, block: &Block) -> anyhow::Result<Json> {
    let mut map = Writer::new(session, desk).record(block)?;
    let (customer, person) = names(session, desk, block)?;
    map.insert("customer_name".into(), json!(customer));
    map.insert("person_name".into(), json!(person));
    Ok(Json::Object(map))
}

/// The names of the customer and of the person it is on.
fn names(session: &Session, desk: &Desk, block: &Block) -> anyhow::Result<(String, String)> {
    let line = block.customer.map(|id| session.stored(desk.line(id))).transpose()?.flatten();
    let person: Option<Person> = block.person.map(|id| session.stored(desk.get(id))).transpose()?.flatten();
    Ok((
        line.map(|line| line.name).unwrap_or_default(),
        person.map(|person| person.name()).unwrap_or_default(),
    ))
}
