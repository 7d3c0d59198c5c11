//! `salesdesk event`: events; which there are, made, filled from a file, marked, shown.
//!
//! An event is a call list that says so. Whoever is invited is on it too, and a list of those in any
//! state is a search away: `salesdesk list new NAME "no_show:EVENT"`.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::list::source;
use super::out::{self, Table};
use super::session::{Session, handle};
use crate::domain::attendance::{Attendance, STATES};
use crate::domain::call_list::CallList;
use crate::domain::entry::Entry;
use crate::domain::person::Person;
use crate::domain::{Change, Deed, Id, Invalid, Write, invalid::Why, typed, zone};
use crate::i18n::{Text, format, label};
use crate::store::Desk;

mod attendees;

/// Events: make, fill, mark, show; without a verb: all
#[derive(Args, Debug)]
pub(super) struct Event {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// All events
    List,
    New(New),
    Mark(Mark),
    Import(attendees::Attendees),
    Show(Show),
}

/// Make an event and invite whoever answers a search
#[derive(Args, Debug)]
struct New {
    /// What it is called
    name: String,
    /// The day, such as 2026-12-10
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Where it is
    #[arg(long)]
    place: Option<String>,
    #[command(flatten)]
    source: source::Source,
}

/// Say how far a customer, or somebody there, got
#[derive(Args, Debug)]
struct Mark {
    /// The event
    name: String,
    /// Who: an id, the beginning of one, a code, or system:id
    customer: String,
    /// invited, registered, attended or no_show
    #[arg(value_parser = STATES.to_vec())]
    state: String,
    /// Who there: a person's name or id
    #[arg(long)]
    person: Option<String>,
    /// What else is to be said
    #[arg(long)]
    note: Option<String>,
}

/// Show who is at an event, and how far each got
#[derive(Args, Debug)]
struct Show {
    /// The event
    name: String,
    /// Only those in this state
    #[arg(long, value_parser = STATES.to_vec())]
    state: Option<String>,
}

impl Event {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            None | Some(Verb::List) => all(session, &desk),
            Some(Verb::New(verb)) => verb.run(session, &mut desk),
            Some(Verb::Mark(verb)) => verb.run(session, &mut desk),
            Some(Verb::Import(verb)) => verb.run(session, &mut desk),
            Some(Verb::Show(verb)) => verb.run(session, &desk),
        }
    }
}

/// The event that a name means.
fn named(session: &Session, desk: &Desk, name: &str) -> anyhow::Result<CallList> {
    let list = super::named::call_list(session, desk, name)?;
    if list.event {
        return Ok(list);
    }
    Err(refuse(Exit::NotFound, Text::NoEvent.fill(session.lang, &[("name", &list.name)])))
}

/// How many there are in each state.
fn counted(attendances: &[Attendance]) -> [usize; STATES.len()] {
    let mut counts = [0; STATES.len()];
    for one in attendances {
        if let Some(at) = STATES.iter().position(|state| *state == one.state) {
            counts[at] += 1;
        }
    }
    counts
}

fn all(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let mut events = session.stored(desk.call_lists())?;
    events.retain(|list| list.event);
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let counts = counted(&session.stored(desk.attendances(event.id))?);
        rows.push((event, counts));
    }
    if session.json {
        let writer = Writer::new(session, desk);
        let each = rows.iter().map(|(event, counts)| {
            let mut map = writer.record(event)?;
            for (state, count) in STATES.iter().zip(counts) {
                map.insert((*state).to_owned(), json!(count));
            }
            Ok(Json::Object(map))
        });
        return out::json(&Json::Array(each.collect::<anyhow::Result<_>>()?));
    }
    if rows.is_empty() {
        session.remark(Text::NoEvents.words(session.lang));
    }
    let mut table = Table::default();
    for (event, counts) in &rows {
        let states = STATES.iter().zip(counts).filter(|(_, count)| **count > 0);
        let states = states.map(|(state, count)| {
            format!("{} {}", label::choice(state, session.lang), format::count(*count))
        });
        table.row([&event.name, &event.held_on, &event.place, &states.collect::<Vec<_>>().join("  ")]);
    }
    table.print()
}

impl New {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let name = typed::clean_line(&self.name).trim().to_owned();
        if name.is_empty() {
            return Err(Invalid::new("name", Why::Empty).into());
        }
        super::list::refuse_taken(session, desk, &name, None)?;
        let held_on = match &self.on {
            Some(given) => {
                typed::date(given).ok_or_else(|| Invalid::new("on", Why::NotADate(given.clone())))?
            }
            None => String::new(),
        };
        let query = self.source.line(session, desk)?;
        let wanted = !self.source.is_search() || !query.is_empty();
        let found = if wanted { Some(self.source.find(session, desk)?) } else { None };
        let (customers, new) = found.map(|found| (found.customers, found.new)).unwrap_or_default();
        let event = CallList {
            id: session.stored(desk.fresh_list(&name, session.ms()))?,
            name,
            made_from: "search".to_owned(),
            query,
            owner: desk.rep(),
            made_at: Some(session.ms()),
            event: true,
            held_on,
            place: typed::clean_line(self.place.as_deref().unwrap_or_default()).trim().to_owned(),
            ..CallList::default()
        };
        let mut change = event.made(&customers);
        change.writes.splice(0..0, new);
        for customer in &customers {
            change.writes.push(at(session, desk, event.id, *customer, None, STATES[0]).put_there());
        }
        session.stored(desk.commit(&change, session.ms()))?;
        if session.json {
            let id = event.id.to_string();
            return out::json(&json!({ "id": id, "name": event.name, "invited": customers.len() }));
        }
        let n = format::count(customers.len());
        out::say(&Text::EventMade.fill(session.lang, &[("name", &event.name), ("n", &n)]))
    }
}

/// That somebody got so far, as of now.
fn at(
    session: &Session,
    desk: &Desk,
    event: Id,
    customer: Id,
    person: Option<Id>,
    state: &str,
) -> Attendance {
    Attendance {
        state: state.to_owned(),
        at: Some(session.ms()),
        zone: Some(zone::zone(session.now)),
        rep: desk.rep(),
        ..Attendance::of(event, customer, person)
    }
}

/// The write that has somebody on the event's list, where they are not yet.
fn listed(
    session: &Session,
    desk: &Desk,
    event: Id,
    customer: Id,
    last: &mut i64,
) -> anyhow::Result<Option<Write>> {
    if session.stored(desk.entry_on(event, customer))?.is_some_and(|entry| !entry.gone) {
        return Ok(None);
    }
    *last += 1;
    Ok(Some(Entry::of(event, customer, *last).put_on()))
}

impl Mark {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let event = named(session, desk, &self.name)?;
        let page = session.page(desk, &self.customer, 0)?;
        let person = self.person.as_ref().map(|name| session.person(&page, name)).transpose()?;
        let note = typed::clean_line(self.note.as_deref().unwrap_or_default()).trim().to_owned();
        let one = at(session, desk, event.id, page.customer.id, person, &self.state);
        let one = Attendance { note, ..one };
        let mut change = Change::new(Deed::Attend, &page.customer.name);
        change.writes.push(one.put_there());
        let mut last = session.stored(desk.last_position(event.id))?;
        change.writes.extend(listed(session, desk, event.id, page.customer.id, &mut last)?);
        session.stored(desk.commit(&change, session.ms()))?;
        if session.json {
            return out::json(&Json::Object(Writer::new(session, desk).record(&one)?));
        }
        let state = label::choice(&self.state, session.lang);
        let places = [("name", event.name.as_str()), ("whom", &page.customer.name), ("state", state)];
        out::say(&Text::EventMarked.fill(session.lang, &places))
    }
}

impl Show {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let event = named(session, desk, &self.name)?;
        let mut all = session.stored(desk.attendances(event.id))?;
        let counts = counted(&all);
        all.retain(|one| self.state.as_ref().is_none_or(|state| one.state == *state));
        all.sort_by_key(|one| STATES.iter().position(|state| *state == one.state));
        if session.json {
            let mut map = Writer::new(session, desk).record(&event)?;
            for (state, count) in STATES.iter().zip(counts) {
                map.insert((*state).to_owned(), json!(count));
            }
            map.insert("attendances".into(), Writer::new(session, desk).records(&all)?);
            return out::json(&Json::Object(map));
        }
        let head = [event.name.as_str(), &event.held_on, &event.place];
        out::say(&head.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "))?;
        if all.is_empty() {
            session.remark(Text::NobodyAtEvent.words(session.lang));
        }
        let mut table = Table::default();
        for one in &all {
            let Some(customer) = one.customer else { continue };
            let Some((name, code, _)) = session.stored(desk.called(customer))? else { continue };
            let person = match one.person {
                Some(person) => session.stored(desk.get::<Person>(person))?.map(|person| person.name()),
                None => None,
            };
            let when = one.at.map(|at| session.moment(at)).unwrap_or_default();
            let state = label::choice(&one.state, session.lang);
            let person = person.unwrap_or_default();
            table.row([state, &name, &person, &when, &one.note, &handle(customer, &code)]);
        }
        table.print()
    }
}
