//! Making call lists for the screen, of a search, of what was pasted, of an import; and claiming their
//! entries.

use std::collections::HashSet;
use std::sync::atomic::Ordering;

use super::Bench;
use crate::app::msg::{ListOf, Reply};
use crate::domain::call_list::{BLOCK, CallList, is_free};
use crate::domain::entry::Entry;
use crate::domain::pasted::Reject;
use crate::domain::{Id, Trouble};
use crate::exchange::error::Error;
use crate::exchange::pasted::{How, placed};
use crate::store::{Desk, Finder};

/// Makes a list under that name, or one like it that no list has yet, and says what came of it.
pub fn make(bench: &Bench, name: &str, of: &ListOf) -> Reply {
    try_to_make(bench, name, of).unwrap_or_else(|error| failed(bench, error))
}

/// Claims the next of a list's entries that nobody has claimed, in its order, for who sits here.
pub fn claim(bench: &Bench, list: Id) -> Reply {
    try_to_claim(bench, list).unwrap_or_else(|error| failed(bench, error))
}

fn failed(bench: &Bench, error: Error) -> Reply {
    let trouble = match error {
        Error::Store(error) => bench.trouble(&error),
        error => Trouble::Other(error.to_string()),
    };
    Reply::Failed { ticket: None, trouble }
}

fn try_to_claim(bench: &Bench, list: Id) -> Result<Reply, Error> {
    let mut desk = bench.to_write()?;
    let known: Option<CallList> = desk.get(list)?;
    let (Some(list), Some(rep)) = (known.filter(|list| !list.gone), desk.rep()) else {
        return Err(Error::Store(Trouble::Nothing("claim").into()));
    };
    let members = desk.members(&list, (bench.clock)(), &|_| true)?;
    let next: Vec<&Entry> = members.iter().filter(|entry| is_free(entry)).take(BLOCK).collect();
    if !next.is_empty() {
        let committed = desk.commit(&list.claimed(next.iter().copied(), rep, bench.now()), bench.now())?;
        bench.own.store(committed.seq, Ordering::SeqCst);
    }
    Ok(Reply::Claimed(list.name, next.len()))
}

fn try_to_make(bench: &Bench, name: &str, of: &ListOf) -> Result<Reply, Error> {
    let mut desk = bench.to_write()?;
    if let ListOf::View(query) = of
        && let Some(list) = desk.call_lists()?.into_iter().find(|list| list.live && list.query == *query)
    {
        return Ok(Reply::ListMade { list: list.id, rejects: Vec::new() });
    }
    let (customers, rejects) = members(bench, &desk, of)?;
    if customers.is_empty() {
        return Ok(Reply::NobodyListed(rejects));
    }
    let name = unused(&desk, name)?;
    let (query, live) = match of {
        ListOf::Search { query, live } => (query.clone(), *live),
        ListOf::View(query) => (query.clone(), true),
        ListOf::Pasted(_) | ListOf::Import(_) => (String::new(), false),
    };
    let list = CallList {
        id: desk.fresh_list(&name, bench.now())?,
        name,
        made_from: of.code().into(),
        query,
        live,
        owner: desk.rep(),
        made_at: Some(bench.now()),
        ..CallList::default()
    };
    let change = list.made(if live { &[] } else { &customers });
    let committed = desk.commit(&change, bench.now())?;
    bench.own.store(committed.seq, Ordering::SeqCst);
    Ok(Reply::ListMade { list: list.id, rejects })
}

fn members(bench: &Bench, desk: &Desk, of: &ListOf) -> Result<(Vec<Id>, Vec<Reject>), Error> {
    match of {
        ListOf::Search { query, .. } | ListOf::View(query) => {
            let pace = |percent| (bench.send)(Reply::MakingList(percent));
            Ok((Finder::everybody_once(desk, query, (bench.clock)(), &pace)?, Vec::new()))
        }
        ListOf::Pasted(text) => {
            let how = How { region: &bench.region, add_unknown: false, now: bench.now() };
            let mut step = |done: u64, of: u64| {
                let percent = u8::try_from(done * 100 / of.max(1)).unwrap_or(100);
                (bench.send)(Reply::MakingList(percent));
            };
            let placed = placed(desk, text, how, &mut step)?;
            Ok((placed.customers, placed.rejects))
        }
        ListOf::Import(batch) => Ok((desk.imported(&batch.to_string())?, Vec::new())),
    }
}

/// A name no list has yet.
fn unused(desk: &Desk, name: &str) -> Result<String, Error> {
    let names: HashSet<String> = desk.call_lists()?.into_iter().map(|list| list.name).collect();
    let numbered = (2..).map(|n| format!("{name} {n}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !names.contains(name));
    Ok(free.unwrap_or_default())
}
