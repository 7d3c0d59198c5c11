//! `salesdesk list claim` and `list split`: which rep calls whom, so that no two call the same.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value as Json, json};

use super::source;
use crate::cli::exit::{Exit, refuse};
use crate::cli::named;
use crate::cli::out::{self, Table};
use crate::cli::session::Session;
use crate::domain::call_list::{BLOCK, CallList, is_free};
use crate::domain::entry::Entry;
use crate::domain::{Id, Trouble};
use crate::i18n::{Text, format};
use crate::store::Desk;

/// Claim the next customers of a list that nobody has claimed
#[derive(Args, Debug)]
pub(super) struct Claim {
    /// The list: its name, an id or the beginning of one
    name: String,
    /// So many; 20 unless told, all that are claimed with --release
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    count: Option<u32>,
    /// For this rep: a name, initials or an id
    #[arg(long)]
    rep: Option<String>,
    /// Let go of what is claimed, the last first
    #[arg(long)]
    release: bool,
}

/// Share out whom nobody has claimed, in blocks, among reps
#[derive(Args, Debug)]
pub(super) struct Split {
    /// The list: its name, an id or the beginning of one
    name: String,
    /// The reps, with commas: names, initials or ids
    #[arg(long, value_name = "REP", required = true, value_delimiter = ',')]
    among: Vec<String>,
    /// Customers in a block; one block each unless told
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    block: Option<u32>,
}

impl Claim {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let list = named::call_list(session, desk, &self.name)?;
        let rep = match &self.rep {
            Some(given) => Some(named::rep(session, desk, given)?),
            None => desk.rep(),
        };
        let rep = rep.ok_or(Trouble::Nothing("claim"))?;
        let members = source::members(session, desk, &list)?;
        let count = self.count.and_then(|count| usize::try_from(count).ok());
        let (change, claimed) = if self.release {
            let theirs = members.iter().rev().filter(|entry| entry.rep == Some(rep));
            let some: Vec<&Entry> = theirs.take(count.unwrap_or(usize::MAX)).collect();
            (list.let_go(some.iter().copied()), some.len())
        } else {
            let free: Vec<&Entry> =
                members.iter().filter(|entry| is_free(entry)).take(count.unwrap_or(BLOCK)).collect();
            (list.claimed(free.iter().copied(), rep, session.ms()), free.len())
        };
        refuse_none(session, &list, claimed)?;
        super::commit(session, desk, &change)?;
        self.tell(session, desk, &list, rep, claimed)
    }

    fn tell(
        &self,
        session: &Session,
        desk: &Desk,
        list: &CallList,
        rep: Id,
        count: usize,
    ) -> anyhow::Result<()> {
        let name = session.stored(desk.rep_name(Some(rep)))?;
        if session.json {
            let field = if self.release { "released" } else { "claimed" };
            return out::json(
                &json!({ "id": list.id.to_string(), "name": list.name, "rep": name, field: count }),
            );
        }
        let phrase = if self.release { Text::LetGoOf } else { Text::ClaimedFor };
        let places = [("name", list.name.as_str()), ("rep", &name), ("n", &format::count(count))];
        out::say(&phrase.fill(session.lang, &places))
    }
}

impl Split {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let list = named::call_list(session, desk, &self.name)?;
        let mut reps = Vec::with_capacity(self.among.len());
        for given in &self.among {
            let rep = named::rep(session, desk, given)?;
            if !reps.contains(&rep) {
                reps.push(rep);
            }
        }
        let members = source::members(session, desk, &list)?;
        let free: Vec<&Entry> = members.iter().filter(|entry| is_free(entry)).collect();
        refuse_none(session, &list, free.len())?;
        let block = self.block.and_then(|block| usize::try_from(block).ok());
        let block = block.unwrap_or_else(|| free.len().div_ceil(reps.len().max(1)));
        let (change, shares) = list.split(&free, &reps, block, session.ms());
        super::commit(session, desk, &change)?;
        tell_shares(session, desk, &list, &reps, &shares)
    }
}

fn tell_shares(
    session: &Session,
    desk: &Desk,
    list: &CallList,
    reps: &[Id],
    shares: &BTreeMap<Id, usize>,
) -> anyhow::Result<()> {
    let mut named = Vec::with_capacity(reps.len());
    for rep in reps {
        named.push((session.stored(desk.rep_name(Some(*rep)))?, shares.get(rep).copied().unwrap_or(0)));
    }
    if session.json {
        let reps: Json = named.iter().map(|(rep, count)| json!({ "rep": rep, "count": count })).collect();
        return out::json(&json!({ "id": list.id.to_string(), "name": list.name, "reps": reps }));
    }
    let mut table = Table::default();
    for (rep, count) in &named {
        table.row([rep, &format::count(*count)]);
    }
    table.print()
}

/// Refuses where nobody is left to claim, or to let go of.
fn refuse_none(session: &Session, list: &CallList, count: usize) -> anyhow::Result<()> {
    if count == 0 {
        let words = Text::NobodyToClaim.fill(session.lang, &[("name", &list.name)]);
        return Err(refuse(Exit::NotFound, words));
    }
    Ok(())
}
