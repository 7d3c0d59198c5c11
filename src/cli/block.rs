//! `salesdesk block` and `unblock`: who must not be contacted; a number, a customer, a whole file.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out;
use super::session::Session;
use crate::domain::block::Block as Record;
use crate::domain::{Change, Deed, Id, Trouble, blocking, typed};
use crate::exchange::blocks::{Target, usual_channel};
use crate::i18n::{Text, block as words, format};
use crate::store::Desk;

mod file;
mod list;
mod whom;

use whom::Whom;

/// Say who must not be contacted: a number, a mail address, a customer, a person
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Block {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// A number or mail address, whoever has it; or a customer
    #[arg(required_unless_present_any = ["file", "list"], conflicts_with = "list")]
    whom: Option<String>,
    /// Only this person of the customer: a name or an id
    #[arg(long, conflicts_with = "file")]
    person: Option<String>,
    /// What is forbidden: call unless told, mail for a mail address
    #[arg(long, value_parser = channels())]
    channel: Option<String>,
    /// Why, in the customer's words where possible
    #[arg(long, default_value = "", hide_default_value = true)]
    reason: String,
    /// Until when; for good unless told
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// A table of numbers and customers, or a bare list of numbers; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "whom")]
    file: Option<PathBuf>,
    /// The encoding of the file, where it cannot be told
    #[arg(long, requires = "file")]
    encoding: Option<String>,
    /// List every block that stands
    #[arg(long, conflicts_with = "file")]
    list: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List every block that stands: on whom, until when, why, since when, by whom
    List,
}

/// Lift the blocks on a number, a customer or a person; they stay in the history
#[derive(Args, Debug)]
pub(super) struct Unblock {
    /// A number or mail address, whoever has it; or a customer
    #[arg(required_unless_present = "file")]
    whom: Option<String>,
    /// Only those on this person of the customer: a name or an id
    #[arg(long, conflicts_with = "file")]
    person: Option<String>,
    /// Only those for this channel
    #[arg(long, value_parser = channels())]
    channel: Option<String>,
    /// Why
    #[arg(long, default_value = "", hide_default_value = true)]
    why: String,
    /// A table of numbers and customers, or a bare list of numbers; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "whom")]
    file: Option<PathBuf>,
    /// The encoding of the file, where it cannot be told
    #[arg(long, requires = "file")]
    encoding: Option<String>,
}

impl Block {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        if self.list || self.verb.is_some() {
            return list::print(session, &desk);
        }
        refuse_card(session, &self.reason)?;
        let until = self.until.as_ref().map(|until| ending(session, until)).transpose()?;
        if let Some(path) = &self.file {
            let how = file::how(session, self.encoding.as_ref(), self.channel.as_deref(), &self.reason);
            return file::run(session, &mut desk, path, &crate::exchange::blocks::How { until, ..how });
        }
        let whom = Whom::of(session, &desk, self.whom.as_deref(), self.person.as_deref())?;
        let channel =
            code(self.channel.as_deref()).unwrap_or_else(|| usual_channel(&whom.target.address).into());
        let target = Target { channel: Some(channel.clone()), ..whom.target.clone() };
        let block = Record {
            id: Id::mint(session.ms()),
            customer: target.customer,
            person: target.person,
            address: target.address.clone(),
            channel,
            reason: typed::clean_line(&self.reason).into_owned(),
            since: Some(session.ms()),
            until,
            rep: desk.rep(),
            ..Record::default()
        };
        let standing = session.stored(desk.live_blocks(session.ms()))?;
        let known = standing.into_iter().find(|known| target.met(known, block.ends()));
        if known.is_none() {
            let change = Change::new(Deed::Block, &whom.name).add(&block);
            session.stored(desk.commit(&change, session.ms()))?;
        }
        tell(session, &desk, &whom, known.as_ref().unwrap_or(&block), known.is_some())
    }
}

impl Unblock {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        refuse_card(session, &self.why)?;
        if let Some(path) = &self.file {
            let how = file::how(session, self.encoding.as_ref(), self.channel.as_deref(), &self.why);
            return file::run(session, &mut desk, path, &crate::exchange::blocks::How { lift: true, ..how });
        }
        let whom = Whom::of(session, &desk, self.whom.as_deref(), self.person.as_deref())?;
        let target = Target { channel: code(self.channel.as_deref()), ..whom.target.clone() };
        let standing = session.stored(desk.live_blocks(session.ms()))?;
        let freed: Vec<Record> = standing.into_iter().filter(|block| target.freed(block)).collect();
        if freed.is_empty() {
            return Err(refuse(Exit::NotFound, Text::NotBlocked.fill(session.lang, &[("whom", &whom.name)])));
        }
        let why = typed::clean_line(&self.why);
        let change = blocking::lift(&freed, &whom.name, &why, session.ms());
        session.stored(desk.commit(&change, session.ms()))?;
        whom.remark_rest(session, &desk)?;
        let ids: Vec<String> = freed.iter().map(|block| block.id.to_string()).collect();
        if session.json {
            return out::json(&json!({ "lifted": ids.len(), "ids": ids }));
        }
        let n = format::count(ids.len());
        out::say(&Text::Lifted.fill(session.lang, &[("whom", &whom.name), ("n", &n)]))
    }
}

fn tell(session: &Session, desk: &Desk, whom: &Whom, block: &Record, unchanged: bool) -> anyhow::Result<()> {
    if session.json {
        let mut map = Writer::new(session, desk).record(block)?;
        map.insert("unchanged".into(), json!(unchanged));
        return out::json(&Json::Object(map));
    }
    let says = words::says(block, whom.page.as_ref(), session.now, session.lang);
    let name = whom.page.as_ref().map(|page| format!("{}: ", page.customer.name)).unwrap_or_default();
    out::say(&format!("{name}{says}"))
}

/// When a block ends: a time to come.
fn ending(session: &Session, text: &str) -> anyhow::Result<i64> {
    let at = session.coming(text)?.timestamp_millis();
    if at > session.ms() {
        return Ok(at);
    }
    Err(refuse(Exit::Usage, Text::TimePassed.fill(session.lang, &[("given", text)])))
}

/// A card number is never stored, in a reason neither.
fn refuse_card(session: &Session, words: &str) -> anyhow::Result<()> {
    if typed::card_number(words) {
        return Err(refuse(Exit::Usage, Text::CardNumberRefused.words(session.lang)));
    }
    Ok(())
}

/// The channels a block can be for.
fn channels() -> PossibleValuesParser {
    PossibleValuesParser::new(["call", "mail", "fax", "letter", "line", "all"])
}

/// The channel as a block holds it: nothing for all of them.
fn code(given: Option<&str>) -> Option<String> {
    given.map(|channel| if channel == "all" { String::new() } else { channel.to_owned() })
}

/// Who was given, or why nobody was.
fn given(whom: Option<&str>) -> anyhow::Result<&str> {
    whom.map(str::trim).filter(|whom| !whom.is_empty()).context(Trouble::Nothing("block"))
}
