//! What a row has as a deal, a purchase, an activity or a rep: its fields by their codes.
//!
//! Amounts wait until the row has said its currency, a time until it has said its day. A word of
//! another system comes to a code of ours and stays beside it as a field of the desk's own.

use std::sync::LazyLock;

use chrono::Offset as _;

use super::{Draft, Rules, value};
use crate::domain::deal::Deal;
use crate::domain::outcome::{Outcome, standard};
use crate::domain::plan::Refusal;
use crate::domain::record::Record as _;
use crate::domain::subscription::Subscription;
use crate::domain::{
    Field, Kind, Noun, Value, activity, amount, consent, deal, inquiry, product, purchase, quantity, rep,
    subscription, typed,
};
use crate::exchange::map::headers::{As, Column, Mapping};
use crate::exchange::map::stages;
use crate::exchange::map::target::Target;
use crate::exchange::read::cell::{folded, plain};
use crate::exchange::read::dates;

static STANDARD: LazyLock<Vec<Outcome>> = LazyLock::new(standard);

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// What waits until the whole row is read.
#[derive(Default)]
pub(super) struct Rest {
    amounts: Vec<(u16, usize, String)>,
    moment: Option<(usize, String)>,
    time: String,
    end: String,
    end_time: String,
    done: Option<bool>,
    status: String,
    stage: Option<(usize, String)>,
    /// What became of a message: which part, its column and its cell.
    pub(super) mailing: Vec<(&'static str, usize, String)>,
}

/// Words of a task list that say that something is done, or is not.
const DONE: &[&str] = &["done", "completed", "complete", "closed", "完了", "済", "実施済", "終了"];
const NOT_DONE: &[&str] = &[
    "not started",
    "in progress",
    "open",
    "planned",
    "to do",
    "to-do",
    "waiting on someone else",
    "deferred",
    "未完了",
    "未実施",
    "予定",
    "未着手",
];

impl Rest {
    pub(super) fn part(&mut self, part: &'static str, at: usize, text: &str) {
        let place = match part {
            "time" => &mut self.time,
            "end" => &mut self.end,
            "end_time" => &mut self.end_time,
            "status" => &mut self.status,
            "done" => return self.done = done(text),
            _ => return self.mailing.push((part, at, text.to_owned())),
        };
        text.clone_into(place);
    }
}

pub(super) fn done(text: &str) -> Option<bool> {
    const FLAG: Field = Field { code: 1, name: "done", kind: Kind::Flag };
    let word = folded(text);
    let is = |words: &[&str]| words.iter().any(|known| folded(known) == word);
    if is(DONE) {
        return Some(true);
    }
    let place = typed::Place { offset: chrono::Utc.fix(), currency: "JPY" };
    let flag = || typed::value(&FLAG, &[], text, place).ok().map(|value| value == Value::Int(1));
    if is(NOT_DONE) { Some(false) } else { flag() }
}

impl Draft {
    /// Reads one field of the record the row is.
    pub(super) fn record_field(
        &mut self,
        field: &'static Field,
        at: usize,
        column: &Column,
        text: &str,
        rules: &Rules,
        rest: &mut Rest,
    ) {
        match (field.kind, field.name) {
            (Kind::Money, _) => rest.amounts.push((field.code, at, text.to_owned())),
            (Kind::Moment, "at" | "received_at") => rest.moment = Some((at, text.to_owned())),
            (_, "stage") => rest.stage = Some((at, text.to_owned())),
            (_, "pipeline") => match rules.pipelines.named(text) {
                Some(course) => self.set(field.code, &course.pipeline.code),
                None => self.keep(column, text),
            },
            (_, "kind" | "direction" | "outcome" | "forecast" | "status") => {
                self.word(field, at, column, text, rules);
            }
            (Kind::Choice, "channel" | "state") => self.word(field, at, column, text, rules),
            (_, "currency") => match amount::currency(&plain(text)) {
                Some(code) => self.set(field.code, code),
                None => self.keep(column, text),
            },
            (_, "probability") => {
                self.number(field.code, plain(text).trim_end_matches(['%', ' ']), column, text);
            }
            (_, "duration") => match seconds(text) {
                Some(seconds) => self.fields.push((field.code, Value::Int(seconds))),
                None => self.keep(column, text),
            },
            (_, "team") => self.team(text),
            (Kind::Text | Kind::Long, _) => {
                let noun_place = typed::Place { offset: rules.offset, currency: &rules.currency };
                match typed::value(field, &[], text, noun_place) {
                    Ok(Value::Text(words)) => self.words(field, &words, column),
                    _ => self.keep(column, text),
                }
            }
            _ => match value(column_noun(column), field, text, column, rules.place()) {
                Some(value) if !self.has(field.code) => self.fields.push((field.code, value)),
                _ => self.keep(column, text),
            },
        }
    }

    /// Who served the customer at a purchase.
    pub(super) fn served_by(&mut self, text: &str) {
        if !self.has(purchase::field::staff) {
            self.set(purchase::field::staff, &typed::clean_line(text));
        }
    }

    pub(super) fn has(&self, code: u16) -> bool {
        self.fields.iter().any(|(known, _)| *known == code)
    }

    pub(super) fn text(&self, code: u16) -> &str {
        self.fields.iter().find(|(known, _)| *known == code).map_or("", |(_, value)| value.text())
    }

    pub(super) fn set(&mut self, code: u16, words: &str) {
        self.fields.retain(|(known, _)| *known != code);
        self.fields.push((code, Value::Text(words.to_owned())));
    }

    /// Words of a field; those of a note join, of others the first stand.
    fn words(&mut self, field: &Field, words: &str, column: &Column) {
        match self.text(field.code) {
            "" => self.set(field.code, words),
            was if field.kind == Kind::Long => {
                let joined = format!("{was}\n{words}");
                self.set(field.code, &joined);
            }
            was if was == words => {}
            _ => self.line(&column.header, words),
        }
    }

    fn team(&mut self, text: &str) {
        let team = typed::clean_line(text);
        let joined = match self.text(rep::field::team) {
            "" => team.into_owned(),
            was => format!("{was} / {team}"),
        };
        self.set(rep::field::team, &joined);
    }

    fn number(&mut self, code: u16, bare: &str, column: &Column, text: &str) {
        let whole = quantity::read(bare).filter(|thousandths| thousandths % quantity::ONE == 0);
        match whole.map(|thousandths| thousandths / quantity::ONE).filter(|number| (0..=100).contains(number))
        {
            Some(number) => self.fields.push((code, Value::Int(number))),
            None => self.keep(column, text),
        }
    }

    /// A word that stands for a code of ours; where it is not that code, it stays beside it.
    fn coded(
        &mut self,
        code: u16,
        found: Option<&str>,
        at: usize,
        column: &Column,
        text: &str,
        rules: &Rules,
    ) {
        if let Some(found) = found {
            self.set(code, found);
        }
        let even = plain(text);
        let is_ours =
            |found: &str| folded(found) == folded(text) || typed::meant(&even).any(|code| code == found);
        if !found.is_some_and(is_ours) && column.own.is_some() {
            self.own(at, "text", column, text, rules);
        }
    }

    fn word(&mut self, field: &'static Field, at: usize, column: &Column, text: &str, rules: &Rules) {
        let noun = column_noun(column);
        let codes = typed::choices(noun, field.name);
        let even = plain(text);
        let exact = codes.iter().copied().find(|code| code.eq_ignore_ascii_case(&even));
        let known = match (noun, field.name) {
            (Noun::Activity, "kind") | (Noun::Inquiry | Noun::Consent, "channel") => {
                exact.or_else(|| stages::channel(text).filter(|code| codes.contains(code)))
            }
            (_, "outcome") => return self.outcome(field.code, at, column, text, rules),
            _ => {
                exact.or_else(|| typed::meant(&even).find(|code| codes.contains(code))).or_else(|| way(&even))
            }
        };
        self.coded(field.code, known, at, column, text, rules);
    }

    /// An outcome by its code, its label in either language, or what others call it.
    fn outcome(&mut self, code: u16, at: usize, column: &Column, text: &str, rules: &Rules) {
        let label = stages::outcome(text);
        let word = folded(text);
        let known = STANDARD.iter().find(|outcome| {
            outcome.code.eq_ignore_ascii_case(text.trim())
                || Some(outcome.en.as_str()) == label
                || folded(&outcome.en) == word
                || folded(&outcome.ja) == word
        });
        if let Some(reach) = known.and_then(|outcome| outcome.reach) {
            self.fields.push((activity::field::reach, Value::Int(reach)));
        }
        self.coded(code, known.map(|outcome| outcome.code.as_str()), at, column, text, rules);
    }

    /// Settles what only the whole row says.
    pub(super) fn settle_record(
        &mut self,
        about: As,
        mapping: &Mapping,
        rules: &Rules,
        rest: &Rest,
    ) -> Result<(), Refusal> {
        match about {
            As::Deals => {
                self.amounts(deal::field::currency, rest, mapping, rules);
                self.stage(rest, mapping, rules);
                self.settle_deal(rest, rules);
            }
            As::Purchases => {
                self.amounts(purchase::field::currency, rest, mapping, rules);
                self.happened(purchase::field::at, purchase::field::zone, rest, mapping, rules);
            }
            As::Subscriptions => {
                self.amounts(subscription::field::currency, rest, mapping, rules);
                self.settle_subscription();
            }
            As::Products => {
                self.amounts(product::field::currency, rest, mapping, rules);
                if self.text(product::field::name).is_empty() && self.text(product::field::code).is_empty() {
                    return Err(Refusal::Nameless);
                }
            }
            As::Activities => {
                self.happened(activity::field::at, activity::field::zone, rest, mapping, rules);
                self.settle_activity(rest, mapping, rules)?;
            }
            As::Visits => {
                self.happened(activity::field::at, activity::field::zone, rest, mapping, rules);
                if !self.has(activity::field::at) {
                    let text = rest.moment.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
                    return Err(Refusal::NoMoment { text });
                }
                self.set(activity::field::kind, "web");
            }
            As::Inquiries => {
                self.happened(inquiry::field::received_at, inquiry::field::zone, rest, mapping, rules);
                self.settle_inquiry(rest)?;
            }
            As::Consents => self.settle_consent()?,
            As::Mailings => self.settle_mailing(rest, mapping, rules)?,
            _ => return self.settle_rep(),
        }
        let empty = self.fields.iter().all(|(_, value)| value.is_null()) && self.lines.is_empty();
        if empty { Err(Refusal::Nameless) } else { Ok(()) }
    }

    /// Amounts in the currency the row says, else in the one they say themselves, else in the usual.
    fn amounts(&mut self, currency: u16, rest: &Rest, mapping: &Mapping, rules: &Rules) {
        let mut own = self.text(currency).to_owned();
        let usual = if mapping.no_currency { amount::NONE } else { rules.currency.as_str() };
        for (code, at, text) in &rest.amounts {
            let column = &mapping.columns[*at];
            let place = if own.is_empty() { usual } else { &own };
            let read =
                amount::read(&unmarked(text), place).filter(|read| own.is_empty() || read.currency == own);
            let Some(read) =
                read.and_then(|read| Some((read.minor.checked_mul(column.unit)?, read.currency)))
            else {
                self.keep(column, text);
                continue;
            };
            self.fields.push((*code, Value::Int(read.0)));
            if own.is_empty() {
                read.1.clone_into(&mut own);
                self.set(currency, read.1);
            }
        }
    }

    fn happened(&mut self, at_field: u16, zone: u16, rest: &Rest, mapping: &Mapping, rules: &Rules) {
        let Some((at, text)) = &rest.moment else { return };
        let column = &mapping.columns[*at];
        let Some(moment) = column.dates.moment(text, rules.offset) else { return self.keep(column, text) };
        let midnight = (moment + i64::from(rules.offset.local_minus_utc()) * 1000).rem_euclid(DAY) == 0;
        let time = if midnight { clock(&rest.time) } else { None };
        let moment = moment.saturating_add(time.unwrap_or(0));
        self.fields.push((at_field, Value::Int(moment)));
        self.fields.push((zone, Value::Int(i64::from(rules.offset.local_minus_utc() / 60))));
    }

    /// The stage by its label or code in the deal's pipeline, in any where none is said, or as others
    /// call it.
    fn stage(&mut self, rest: &Rest, mapping: &Mapping, rules: &Rules) {
        use deal::field;
        let Some((at, text)) = &rest.stage else { return };
        let own = rules.pipelines.of(self.text(field::pipeline));
        let others = || rules.pipelines.shown().filter(|_| !self.has(field::pipeline));
        let anywhere = || others().find_map(|course| Some((course, course.named(text)?)));
        let ours = own.named(text).map(|known| (own, known)).or_else(anywhere);
        let theirs = || stages::stage(text).filter(|code| own.stage(code).is_some());
        let code = ours.map(|(_, known)| known.code.clone()).or_else(|| theirs().map(str::to_owned));
        if let Some((course, _)) = ours.filter(|(course, _)| course.pipeline.code != own.pipeline.code) {
            self.set(field::pipeline, &course.pipeline.code);
        }
        match (code, ours) {
            (Some(code), Some(_)) => self.set(field::stage, &code),
            (code, _) => self.coded(field::stage, code.as_deref(), *at, &mapping.columns[*at], text, rules),
        }
    }

    /// A closed deal's day is the day it was closed; one without a stage has just begun.
    fn settle_deal(&mut self, rest: &Rest, rules: &Rules) {
        use deal::field::{close_on, closed_on, product, stage, title};
        if let Some(ended) = stages::stage(&rest.status).filter(|code| ["won", "lost"].contains(code)) {
            self.set(stage, ended);
        }
        if self.text(stage).is_empty() {
            let first = rules.pipelines.of(self.text(deal::field::pipeline)).first(false).to_owned();
            self.set(stage, &first);
        }
        let stands = Deal {
            pipeline: self.text(deal::field::pipeline).to_owned(),
            stage: self.text(stage).to_owned(),
            ..Deal::default()
        };
        if !rules.pipelines.open(&stands)
            && !self.has(closed_on)
            && let Some(day) = self.fields.iter_mut().find(|(code, _)| *code == close_on)
        {
            day.0 = closed_on;
        }
        if !self.has(title) {
            let words = [self.text(product), &self.customer.name].into_iter().find(|words| !words.is_empty());
            let words = words.map(str::to_owned);
            words.into_iter().for_each(|words| self.set(title, &words));
        }
    }

    /// One that does not say when it is renewed is a cycle after it began.
    fn settle_subscription(&mut self) {
        use subscription::field::{cycle, renews_on, started_on};
        let known = Subscription {
            cycle: self.text(cycle).to_owned(),
            started_on: self.text(started_on).to_owned(),
            renews_on: self.text(renews_on).to_owned(),
            ..Subscription::default()
        };
        let renews = known.settled().renews_on;
        if !renews.is_empty() {
            self.set(renews_on, &renews);
        }
    }

    fn settle_activity(&mut self, rest: &Rest, mapping: &Mapping, rules: &Rules) -> Result<(), Refusal> {
        use activity::field::{at, duration, kind, outcome};
        let when = self.fields.iter().find(|(code, _)| *code == at).map(|(_, value)| value.clone());
        let Some(Value::Int(began)) = when else {
            let text = rest.moment.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
            return Err(Refusal::NoMoment { text });
        };
        self.to_do = rest.done.map_or(began > rules.now, |done| !done);
        let end = if rest.end.is_empty() { None } else { ended(rest, mapping, rules) };
        if let Some(seconds) =
            end.map(|end| (end - began) / 1000).filter(|seconds| (1..=31_536_000).contains(seconds))
            && !self.has(duration)
        {
            self.fields.push((duration, Value::Int(seconds)));
        }
        if self.text(kind).is_empty() {
            let called = self.has(outcome) || (self.has(duration) && rest.end.is_empty());
            let usual = if !rest.end.is_empty() {
                "meeting"
            } else if called {
                "call"
            } else {
                "note"
            };
            self.set(kind, usual);
        }
        Ok(())
    }

    /// An inquiry without a status is new, or done where it says when.
    fn settle_inquiry(&mut self, rest: &Rest) -> Result<(), Refusal> {
        use inquiry::field::{closed_at, kind, received_at, status};
        if !self.has(received_at) {
            let text = rest.moment.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
            return Err(Refusal::NoMoment { text });
        }
        let usual = if self.has(closed_at) { "done" } else { "new" };
        for (code, usual) in [(status, usual), (kind, "other")] {
            if self.text(code).is_empty() {
                self.set(code, usual);
            }
        }
        Ok(())
    }

    /// A consent needs its channel; without a state it stands until it says when it was taken back.
    fn settle_consent(&mut self) -> Result<(), Refusal> {
        use consent::field::{channel, expires_on, obtained_on, source, state, withdrawn_on, wording};
        if self.text(channel).is_empty() {
            return Err(Refusal::NoChannel { text: String::new() });
        }
        if self.text(state).is_empty() {
            let known = if self.has(withdrawn_on) { consent::WITHDRAWN } else { "given" };
            self.set(state, known);
        }
        let mut said = consent::Consent::default();
        for code in [channel, state, source, wording, obtained_on, expires_on, withdrawn_on] {
            said.put(code, Value::Text(self.text(code).to_owned()));
        }
        self.said = Some(Box::new(said));
        Ok(())
    }

    fn settle_rep(&mut self) -> Result<(), Refusal> {
        if self.text(rep::field::name).is_empty() {
            let name = self.person.name();
            self.set(rep::field::name, &name);
        }
        if self.text(rep::field::name).is_empty() { Err(Refusal::Nameless) } else { Ok(()) }
    }
}

/// The noun a column's field belongs to.
fn column_noun(column: &Column) -> Noun {
    match &column.target {
        Some(Target::Own(noun, _)) => *noun,
        _ => Noun::Customer,
    }
}

/// When it ended: the day of its end with the time of its end.
fn ended(rest: &Rest, mapping: &Mapping, rules: &Rules) -> Option<i64> {
    let dates = rest.moment.as_ref().map(|(at, _)| mapping.columns[*at].dates).unwrap_or_default();
    let end = dates.moment(&rest.end, rules.offset)?;
    let clock = clock(&rest.end_time).filter(|_| !rest.end.contains(':'));
    Some(end + clock.unwrap_or(0))
}

/// Milliseconds after midnight.
fn clock(text: &str) -> Option<i64> {
    let time = dates::time(text.trim()).filter(|_| !text.trim().is_empty())?;
    let since = time.signed_duration_since(chrono::NaiveTime::MIN);
    Some(since.num_milliseconds())
}

/// Calls out and in, as phone systems write them.
fn way(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "outbound" | "outgoing" | "made" => Some("out"),
        "inbound" | "incoming" | "received" => Some("in"),
        _ => None,
    }
}

/// Seconds of `185`, `3:05`, `0:03:05`, `3分5秒`.
fn seconds(text: &str) -> Option<i64> {
    let even = plain(text);
    let marks = even.contains(['時', '分', '秒']);
    let mut total: i64 = 0;
    if marks {
        let mut rest: &str = &even;
        for (mark, worth) in [("時間", 3600), ("分", 60), ("秒", 1)] {
            if let Some((number, behind)) = rest.split_once(mark) {
                total = total.checked_add(number.trim().parse::<i64>().ok()?.checked_mul(worth)?)?;
                rest = behind;
            }
        }
        return rest.trim().is_empty().then_some(total);
    }
    for part in even.split(':') {
        let part: u32 = part.trim().trim_end_matches(".0").parse().ok()?;
        total = total.checked_mul(60)?.checked_add(i64::from(part))?;
    }
    Some(total)
}

/// An amount in brackets, or with the words of tax behind it, as book-keeping writes it.
fn unmarked(text: &str) -> String {
    let even = plain(text);
    let bare = even.trim_end_matches("(税込)").trim_end_matches("(税抜)").trim();
    match bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => format!("-{inner}"),
        None => bare.to_owned(),
    }
}
