//! `salesdesk review`: what waits for a look after desks met, and what becomes of it: the other side,
//! or what stands. Either is an ordinary change, told to every desk and taken back by `undo`.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::{Writer, rfc3339};
use super::out;
use super::session::Session;
use crate::domain::review::{Clash, Hand, Item, What};
use crate::domain::{Change, Noun, Trouble};
use crate::i18n::review::Here;
use crate::i18n::{Text, label, to_review};
use crate::store::{self, Desk};

/// What desks wrote apart, and which side stands
#[derive(Args, Debug)]
pub(super) struct Review {
    #[command(subcommand)]
    decide: Option<Decide>,
    /// At most so many of each kind
    #[arg(long, default_value_t = 200, value_name = "N")]
    limit: usize,
}

#[derive(Debug, Subcommand)]
enum Decide {
    /// Take the other side: the value that lost, the deleted customer, the two as one
    Take {
        /// Its id, as the list shows it, or the beginning of one
        id: String,
    },
    /// Keep what stands: the value, the deletion, the two as two
    Keep {
        /// Its id, as the list shows it, or the beginning of one
        id: String,
    },
}

impl Review {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.decide {
            None => self.list(session, &desk),
            Some(Decide::Take { id }) => decide(session, &mut desk, id, true),
            Some(Decide::Keep { id }) => decide(session, &mut desk, id, false),
        }
    }

    fn list(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let items = session.stored(desk.to_review(self.limit))?;
        if session.json {
            return out::json(&items.iter().map(|item| as_json(session, item)).collect());
        }
        if items.is_empty() {
            session.remark(Text::ReviewEmpty.words(session.lang));
        }
        for item in &items {
            for line in lines(session, item) {
                out::say(&line)?;
            }
        }
        Ok(())
    }
}

fn decide(session: &Session, desk: &mut Desk, id: &str, take: bool) -> anyhow::Result<()> {
    let item = desk.to_review_one(id).or_else(|error| match error {
        store::Error::Trouble(Trouble::NotFound(_)) => {
            Err(refuse(Exit::NotFound, Text::ReviewNoSuch.fill(session.lang, &[("id", id)])))
        }
        error => session.stored(Err(error)),
    })?;
    let change = if take { taken(session, desk, &item)? } else { item.kept() };
    let Some(change) = change else {
        return Err(refuse(Exit::Failure, Text::ReviewByHand.words(session.lang)));
    };
    session.stored(desk.commit(&change, session.ms()))?;
    if session.json {
        let deed = change.deed.code();
        return out::json(&json!({ "id": item.short(), "deed": deed, "subject": change.subject }));
    }
    let what = format!("{} {}", label::deed(change.deed, session.lang), change.subject);
    out::say(&Text::SavedDeed.fill(session.lang, &[("what", what.trim_end())]))
}

/// The change that takes the other side; of two customers the one that makes them one.
fn taken(session: &Session, desk: &Desk, item: &Item) -> anyhow::Result<Option<Change>> {
    let (Some(one), What::Shared { other, .. }) = (item.customer, &item.what) else {
        return Ok(item.taken());
    };
    Ok(session.stored(desk.merge_plan(one, *other))?.map(|plan| plan.change()))
}

fn here(session: &Session) -> Here<'_> {
    Here { lang: session.lang, now: session.now, currency: &session.config.currency }
}

/// The id and what happened; then what either side says.
fn lines(session: &Session, item: &Item) -> Vec<String> {
    let lang = session.lang;
    let mut lines =
        vec![format!("{}  {}: {}", item.short(), to_review::whom(item, lang), to_review::what(item, lang))];
    let hand = |hand: &Hand| {
        let (who, when) = to_review::hand(hand, here(session));
        format!("{who} {when}")
    };
    let mut add = |stands: &str, by: &str, lost: &str, other: &str| {
        let places = [("stands", stands), ("by", by), ("lost", lost), ("other", other)];
        lines.push(format!("          {}", Text::ReviewSides.fill(lang, &places)));
    };
    match &item.what {
        What::Overwritten { noun, fields, by, .. } => {
            for clash in fields {
                let [stands, lost] = to_review::sides(*noun, clash, here(session));
                let name = to_review::name(*noun, clash, lang);
                add(&format!("{name}: {stands}"), &hand(&clash.stands_by), &lost, &hand(by));
            }
        }
        What::WorkedOnDeleted { deleted, worked, channel, note } => {
            let work = to_review::work(channel, note, lang);
            add(Text::ReviewDeleted.words(lang), &hand(deleted), &work, &hand(worked));
        }
        What::Shared { other_name, made, .. } => {
            add(&item.name, &hand(&made[0]), other_name, &hand(&made[1]));
        }
        What::ErasedAndMerged { .. } | What::Forked { .. } => {}
    }
    lines
}

fn as_json(session: &Session, item: &Item) -> Json {
    let offset = *session.now.offset();
    let hand = |hand: &Hand| json!({ "by": hand.by, "at": rfc3339(hand.at, offset) });
    let mut all = json!({
        "id": item.short(),
        "what": code(&item.what),
        "customer": item.customer.map(|id| id.to_string()),
        "name": item.name,
    });
    let more = match &item.what {
        What::Overwritten { noun, id, of, fields, by } => json!({
            "noun": noun.table(),
            "record": id.to_string(),
            "record_name": of,
            "fields": fields.iter().map(|clash| clashing(session, *noun, clash)).collect::<Json>(),
            "lost_by": hand(by),
        }),
        What::WorkedOnDeleted { deleted, worked, channel, note } => {
            json!({ "deleted": hand(deleted), "worked": hand(worked), "channel": channel, "note": note })
        }
        What::Shared { other, other_name, address, made } => json!({
            "other": other.to_string(),
            "other_name": other_name,
            "address": address,
            "made": hand(&made[0]),
            "other_made": hand(&made[1]),
        }),
        What::ErasedAndMerged { other } => json!({ "other": other.to_string() }),
        What::Forked { origin } => json!({ "origin": format!("{origin:016x}") }),
    };
    if let (Some(all), Json::Object(more)) = (all.as_object_mut(), more) {
        all.extend(more);
    }
    all
}

const fn code(what: &What) -> &'static str {
    match what {
        What::Overwritten { .. } => "overwritten",
        What::WorkedOnDeleted { .. } => "worked_on_deleted",
        What::Shared { .. } => "shared",
        What::ErasedAndMerged { .. } => "erased_and_merged",
        What::Forked { .. } => "forked",
    }
}

fn clashing(session: &Session, noun: Noun, clash: &Clash) -> Json {
    let offset = *session.now.offset();
    let Some(field) = noun.field(clash.code) else { return Json::Null };
    json!({
        "field": field.name,
        "stands": Writer::value(field, &clash.stands, offset),
        "stands_name": clash.names[0],
        "stands_by": clash.stands_by.by,
        "stands_at": rfc3339(clash.stands_by.at, offset),
        "lost": Writer::value(field, &clash.lost, offset),
        "lost_name": clash.names[1],
    })
}
