//! The rules of pacing against a model of them that knows nothing of the program's.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveTime, TimeZone, Timelike, Weekday};
use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::Id;
use salesdesk::domain::hours::Preferred;
use salesdesk::domain::outcome::Outcome;
use salesdesk::domain::pacing::Pacing;
use salesdesk::domain::prospect::{Callback, Number, Prospect};
use salesdesk::domain::queue::Queue;
use salesdesk::domain::rules::{Call, Rules};
use salesdesk::domain::standing::Standing;
use salesdesk::domain::zone::Zone;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const OUTCOMES: &[&str] = &["NA", "NA", "NA", "VM", "BUSY", "TALK", "FIN", "ERR", "gone"];
const ZONES: &[&str] = &["", "", "", "", "Asia/Tokyo", "America/New_York", "-03:30"];
const HOURS: &[&str] = &["", "", "", "", "", "", "平日の午前", "after 3pm", "火・木 10時〜12時"];
const REPS: [Option<u8>; 8] = [None, None, None, None, None, Some(1), Some(1), Some(2)];

/// Minutes from now, or none.
type Soon = Option<i64>;

/// What a book may hold of somebody.
#[derive(Clone, Debug)]
struct Somebody {
    position: i64,
    block: Soon,
    /// Which of six numbers, and until when it is blocked.
    numbers: Vec<(usize, Soon)>,
    closed: bool,
    claimed: Option<u8>,
    owner: Option<u8>,
    callback: Option<(Soon, Option<u8>)>,
    calls: Vec<(i64, &'static str)>,
    rest: Soon,
    skipped: Soon,
    hot: bool,
    zone: &'static str,
    hours: &'static str,
}

/// A list, and when it is looked at.
#[derive(Clone, Debug)]
struct World {
    now: DateTime<FixedOffset>,
    pacing: Pacing,
    everyones: bool,
    rung: Vec<(usize, i64, &'static str)>,
    people: Vec<Somebody>,
}

fn soon() -> impl Strategy<Value = i64> {
    prop_oneof![-90i64..90, -2_000i64..2_000, -6_000i64..6_000, select(vec![-60i64, 0, 60, 1_440, 1_441, -1])]
}

fn calls() -> impl Strategy<Value = Vec<(i64, &'static str)>> {
    let call = (prop_oneof![8 => -4_000i64..0, 1 => 0i64..2_000], select(OUTCOMES));
    prop::collection::vec(call, 0..6).prop_map(|mut calls| {
        calls.sort_unstable();
        calls
    })
}

fn somebody() -> impl Strategy<Value = Somebody> {
    let maybe = || prop::option::weighted(0.15, soon());
    let standing = (
        0i64..4,
        maybe(),
        prop_oneof![1 => Just(0usize), 9 => 1usize..3]
            .prop_flat_map(move |many| prop::collection::vec((0usize..6, maybe()), many)),
        prop::bool::weighted(0.05),
        select(&REPS[..]),
        select(&REPS[..]),
        prop::option::weighted(0.2, (prop::option::of(soon()), select(&REPS[..]))),
    );
    let past = (calls(), maybe(), maybe(), any::<bool>(), select(ZONES), select(HOURS));
    (standing, past).prop_map(
        |(
            (position, block, numbers, closed, claimed, owner, callback),
            (calls, rest, skipped, hot, zone, hours),
        )| {
            let skipped = skipped.filter(|at| calls.last().is_none_or(|(call, _): &(i64, &str)| call <= at));
            Somebody {
                position,
                block,
                numbers,
                closed,
                claimed,
                owner,
                callback,
                calls,
                rest,
                skipped,
                hot,
                zone,
                hours,
            }
        },
    )
}

fn pacing() -> impl Strategy<Value = Pacing> {
    let of = |values: Vec<Option<i64>>| select(values);
    (
        of(vec![None, Some(0), Some(60), Some(600), Some(3_000)]),
        of(vec![None, Some(1), Some(2), Some(3)]),
        of(vec![None, Some(0), Some(2), Some(6)]),
        of(vec![None, Some(9 * 60), Some(0)]),
        of(vec![None, Some(18 * 60), Some(23 * 60)]),
        any::<[bool; 4]>(),
    )
        .prop_map(|(gap, per_day, tries, opens, closes, [weekends, holidays, any_part, nights])| {
            Pacing {
                gap,
                per_day,
                tries,
                opens,
                closes,
                weekends,
                holidays,
                any_part,
                nights,
                ..Pacing::default()
            }
        })
}

fn world() -> impl Strategy<Value = World> {
    // Over two weekends, and the holiday on Monday the 23rd.
    let at_work = (0i64..12, 9 * 3600i64..18 * 3600).prop_map(|(day, second)| day * 24 * 3600 + second);
    let now = prop_oneof![0i64..12 * 24 * 3600, at_work];
    let rung = prop::collection::vec(
        (0usize..6, prop_oneof![6 => -1_500i64..0, 1 => 0i64..2_000], select(OUTCOMES)),
        0..10,
    );
    (now, pacing(), any::<bool>(), rung, prop::collection::vec(somebody(), 1..6)).prop_map(
        |(seconds, pacing, everyones, rung, people)| World {
            now: DateTime::parse_from_rfc3339("2026-11-16T00:00:00+09:00").unwrap()
                + Duration::seconds(seconds),
            pacing,
            everyones,
            rung,
            people,
        },
    )
}

fn outcomes() -> Vec<Outcome> {
    let base = |code: &str| Outcome { code: code.into(), attempt: true, ..Outcome::default() };
    vec![
        Outcome { retry: true, delay: Some(240), other_part: true, tries: Some(3), ..base("NA") },
        Outcome { retry: true, delay: Some(30), shares: "NA".into(), ..base("VM") },
        Outcome {
            retry: true,
            delay: Some(20),
            exempt: true,
            per_day: Some(2),
            tries: Some(4),
            ..base("BUSY")
        },
        Outcome { retry: true, connected: true, ..base("TALK") },
        Outcome { finished: true, ..base("FIN") },
        Outcome { attempt: false, ..base("ERR") },
    ]
}

fn rep(n: Option<u8>) -> Option<Id> {
    n.map(|n| Id::from_bytes([n; 16]))
}

fn customer(nth: usize) -> Id {
    Id::from_bytes([u8::try_from(nth + 10).unwrap(); 16])
}

impl World {
    fn ms(&self, minutes: i64) -> i64 {
        self.now.timestamp_millis() + minutes * MINUTE
    }

    /// The program's queue of it, as it stands at `now`.
    fn queue(&self) -> Queue {
        let mut queue = Queue::new(Rules {
            outcomes: outcomes(),
            pacing: self.pacing.clone(),
            rep: rep(Some(1)),
            everyones: self.everyones,
            callback: NaiveTime::from_hms_opt(10, 0, 0).unwrap(),
        });
        for (nth, somebody) in self.people.iter().enumerate() {
            let prospect = self.prospect(nth, somebody, &mut queue);
            queue.put(prospect);
        }
        let begins =
            self.now - Duration::milliseconds(i64::from(self.now.num_seconds_from_midnight()) * 1000);
        let day = begins.timestamp_millis()..begins.timestamp_millis() + DAY;
        let rung: Vec<(String, i64, &str)> = self
            .rung
            .iter()
            .map(|(number, at, outcome)| (number.to_string(), self.ms(*at), *outcome))
            .filter(|(_, at, _)| *at <= self.ms(0) + DAY)
            .collect();
        queue.ring(&day, rung.iter().map(|(number, at, outcome)| (number.as_str(), *at, *outcome)));
        queue
    }

    fn prospect(&self, nth: usize, one: &Somebody, queue: &mut Queue) -> Prospect {
        let ms = |soon: Soon| soon.map(|soon| self.ms(soon));
        let zone = Zone::read(one.zone);
        let calls: Vec<Call> = one
            .calls
            .iter()
            .map(|(at, outcome)| Call { at: self.ms(*at), outcome: (*outcome).into() })
            .collect();
        let (fate, tries) = queue.rules.fate(&calls, "", zone.unwrap_or((*self.now.offset()).into()));
        Prospect {
            agreed_until: None,
            complaint: false,
            customer: customer(nth),
            position: one.position,
            hot: one.hot,
            owner: rep(one.owner),
            claimed: rep(one.claimed),
            zone,
            preferred: Preferred::read(one.hours),
            rest_until: ms(one.rest),
            blocked_until: ms(one.block),
            numbers: one
                .numbers
                .iter()
                .map(|(number, block)| Number {
                    place: queue.number_of(&number.to_string()),
                    blocked_until: ms(*block),
                })
                .collect(),
            callback: one.callback.map(|(due, owner)| Callback { due_at: ms(due), owner: rep(owner) }),
            fate,
            tries,
            rank: String::new(),
            calls,
            skipped_at: ms(one.skipped),
            closed: one.closed,
        }
    }

    /// The model: why somebody is called and on which number, or why not, so many minutes from now.
    fn model(&self, one: &Somebody, after: i64) -> Result<(&'static str, usize), &'static str> {
        let free: Vec<usize> = one
            .numbers
            .iter()
            .filter(|(_, block)| block.is_none_or(|until| until <= after))
            .map(|(number, _)| *number)
            .collect();
        let whole = one.block.is_some_and(|until| until > after);
        if whole || (free.is_empty() && !one.numbers.is_empty()) {
            return Err("blocked");
        }
        if one.numbers.is_empty() {
            return Err("no_number");
        }
        if one.closed {
            return Err("done");
        }
        if self.anothers(one) {
            return Err("claimed");
        }
        let why = match one.callback {
            Some((Some(due), _)) if due > after => return Err("callback"),
            Some((due, _)) => {
                let since = |at: i64| due.is_none_or(|due| at >= due);
                let put_off = one.skipped.is_some_and(since);
                let tried = if put_off || one.calls.last().is_some_and(|(at, _)| since(*at)) {
                    self.tried(one, after)?
                } else {
                    ""
                };
                match due {
                    _ if put_off => tried,
                    Some(_) => "callback_due",
                    None => "callback_open",
                }
            }
            None => self.tried(one, after)?,
        };
        let agreed = one
            .callback
            .and_then(|(due, _)| due)
            .filter(|due| why == "callback_due" && one.calls.last().is_none_or(|(last, _)| last < due));
        if agreed.is_none() {
            self.timely(one, after)?;
        }
        let since =
            |number: &usize| agreed.is_none_or(|due| self.last_rung(*number).is_some_and(|at| at >= due));
        let rests: Vec<_> =
            free.iter().map(|number| self.rests(*number, after).filter(|_| since(number))).collect();
        match rests.iter().position(Option::is_none) {
            Some(at) => Ok((why, free[at])),
            None => Err(rests[0].unwrap()),
        }
    }

    fn anothers(&self, one: &Somebody) -> bool {
        let callback = one.callback.and_then(|(_, owner)| owner);
        let owner = if self.everyones { None } else { one.owner };
        let whose = [one.claimed, callback, owner].into_iter().flatten().next();
        whose == Some(2)
    }

    /// What the calls made on the list say.
    fn tried(&self, one: &Somebody, after: i64) -> Result<&'static str, &'static str> {
        let Some((last, outcome)) = one.calls.last().copied() else {
            return Self::rested(one, after, i64::MIN, "fresh");
        };
        if outcome == "FIN" {
            return Err("done");
        }
        let many = |codes: &[&str]| one.calls.iter().filter(|(_, code)| codes.contains(code)).count();
        let most = self.pacing.tries.filter(|tries| *tries > 0).unwrap_or(99);
        let paced = many(&["NA", "VM", "TALK", "gone", "FIN"]);
        let own = match outcome {
            "NA" | "VM" => many(&["NA", "VM"]) >= 3,
            "BUSY" => many(&["BUSY"]) >= 4,
            _ => false,
        };
        if own || i64::try_from(paced).unwrap() >= most {
            return Err("tries");
        }
        if last > after + 24 * 60 {
            return Self::rested(one, after, after, "retry");
        }
        let again = last
            + [("NA", 240), ("VM", 30), ("BUSY", 20)]
                .iter()
                .find_map(|(code, delay)| (*code == outcome).then_some(*delay))
                .unwrap_or(0);
        let day = |minutes: i64| self.there(one, minutes).0;
        let today = one.calls.iter().filter(|(at, code)| *code == "BUSY" && day(*at) == day(last)).count();
        if outcome == "BUSY" && today >= 2 && day(after) <= day(last) {
            return Err("cooling");
        }
        Self::rested(one, after, again, "retry")
    }

    fn rested(
        one: &Somebody,
        after: i64,
        again: i64,
        why: &'static str,
    ) -> Result<&'static str, &'static str> {
        if again > after || one.rest.is_some_and(|until| until > after) {
            return Err("cooling");
        }
        Ok(match (one.skipped, one.hot) {
            (Some(_), _) => "again",
            (None, true) => "hot",
            (None, false) => why,
        })
    }

    /// The day, the day of the week, and the minute of the day, where they are.
    fn there(&self, one: &Somebody, minutes: i64) -> (i32, Weekday, i64) {
        let at = self.now + Duration::minutes(minutes);
        // Winter all the while.
        let east = |minutes: i32| FixedOffset::east_opt(minutes * 60).unwrap();
        let at = match one.zone {
            "America/New_York" => at.with_timezone(&east(-300)),
            "-03:30" => at.with_timezone(&east(-210)),
            _ => at.with_timezone(&east(540)),
        };
        (at.num_days_from_ce(), at.weekday(), i64::from(at.hour() * 60 + at.minute()))
    }

    fn timely(&self, one: &Somebody, after: i64) -> Result<(), &'static str> {
        let (day, weekday, minute) = self.there(one, after);
        let holiday = FixedOffset::east_opt(0).unwrap().with_ymd_and_hms(2026, 11, 23, 0, 0, 0).unwrap();
        let weekend = weekday == Weekday::Sat || weekday == Weekday::Sun;
        let closed = (weekend && !self.pacing.weekends)
            || (day == holiday.num_days_from_ce() && !self.pacing.holidays)
            || minute < self.pacing.opens.unwrap_or(0)
            || minute >= self.pacing.closes.unwrap_or(24 * 60)
            || (!self.pacing.nights && !(8 * 60..21 * 60).contains(&minute));
        let likes = match one.hours {
            "平日の午前" => !weekend && minute < 12 * 60,
            "after 3pm" => minute >= 15 * 60,
            "" => true,
            _ => matches!(weekday, Weekday::Tue | Weekday::Thu) && (10 * 60..12 * 60).contains(&minute),
        };
        if closed || !likes {
            return Err("hours");
        }
        let part = |minute: i64| (minute >= 12 * 60 + 30, minute >= 15 * 60 + 30);
        let tried = one.calls.last().filter(|(_, outcome)| *outcome == "NA");
        if let Some((last, _)) = tried
            && !self.pacing.any_part
            && !self.exhausted(one)
            && part(self.there(one, *last).2) == part(minute)
        {
            return Err("part");
        }
        Ok(())
    }

    /// Nobody speaks of another part of the day to who is through.
    fn exhausted(&self, one: &Somebody) -> bool {
        let bare = Somebody { rest: None, ..one.clone() };
        matches!(self.tried(&bare, 99_999), Err("tries" | "done"))
    }

    fn last_rung(&self, number: usize) -> Option<i64> {
        let counted =
            self.rung.iter().filter(|(n, _, code)| *n == number && !matches!(*code, "BUSY" | "ERR"));
        counted.map(|(_, at, _)| *at).filter(|at| *at <= 24 * 60).max()
    }

    fn rests(&self, number: usize, after: i64) -> Option<&'static str> {
        let counted =
            || self.rung.iter().filter(|(n, _, code)| *n == number && !matches!(*code, "BUSY" | "ERR"));
        let date = |minutes: i64| (self.now + Duration::minutes(minutes)).date_naive();
        let today = counted().filter(|(_, at, _)| date(*at) == date(after)).count();
        if self.pacing.per_day.is_some_and(|most| i64::try_from(today).unwrap() >= most) {
            return Some("per_day");
        }
        let last = counted().map(|(_, at, _)| *at).filter(|at| *at <= after + 24 * 60).max()?;
        (last + self.pacing.gap.unwrap_or(0) > after).then_some("gap")
    }
}

fn said(standing: Standing, queue: &Queue) -> Result<(&'static str, usize), &'static str> {
    match standing {
        Standing::Ready(why, number) => Ok((why.code(), queue.dialled(number).unwrap().parse().unwrap())),
        Standing::Not(why_not) => Err(why_not.code()),
    }
}

/// The order in which people are called: why, since when, where they stand.
fn order(world: &World, nth: usize, why: &str) -> (usize, i64, i64, Id) {
    let one = &world.people[nth];
    let last = one.calls.last().copied();
    let delay = |outcome| match outcome {
        "NA" => 240,
        "VM" => 30,
        "BUSY" => 20,
        _ => 0,
    };
    let since = match why {
        "callback_due" => one.callback.unwrap().0.unwrap(),
        "retry" => last.map_or(0, |(at, outcome)| if at > 24 * 60 { 0 } else { at + delay(outcome) }),
        "again" => one.skipped.unwrap(),
        _ => 0,
    };
    let urgency = ["callback_due", "callback_open", "hot", "fresh", "retry", "again"];
    (urgency.iter().position(|known| *known == why).unwrap(), since, one.position, customer(nth))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn everybody_stands_where_the_model_says(world in world()) {
        let queue = world.queue();
        for (nth, one) in world.people.iter().enumerate() {
            let stands = queue.standing(customer(nth), world.now).unwrap();
            prop_assert_eq!(said(stands, &queue), world.model(one, 0), "{:?} {:?}", one, stands);
        }
    }

    #[test]
    fn the_next_is_the_first_of_all_who_are_ready_and_not_passed_by(world in world(), passed in prop::collection::hash_set(0usize..6, 0..3)) {
        // A second busy line of a day is put off to midnight, of which the order knows nothing.
        let mut world = world;
        for one in &mut world.people {
            let mut before = false;
            one.calls.retain(|(_, outcome)| *outcome != "BUSY" || !std::mem::replace(&mut before, true));
        }
        let queue = world.queue();
        let ready = world.people.iter().enumerate().filter(|(nth, _)| !passed.contains(nth));
        let ready = ready.filter_map(|(nth, one)| Some((nth, world.model(one, 0).ok()?)));
        let first = ready.min_by_key(|(nth, (why, _))| order(&world, *nth, why));
        let left_out: HashSet<Id> = passed.iter().map(|nth| customer(*nth)).collect();
        let next = queue.next(world.now, &left_out);
        let next = next.map(|pick| (pick.customer, pick.why.code(), queue.dialled(pick.number).unwrap().parse().unwrap()));
        prop_assert_eq!(next, first.map(|(nth, (why, number))| (customer(nth), why, number)));
    }

    #[test]
    fn the_reasons_tell_of_everybody_once_and_the_progress_agrees(world in world()) {
        let queue = world.queue();
        let mut model: BTreeMap<&str, Vec<(i64, Id)>> = BTreeMap::new();
        for (nth, one) in world.people.iter().enumerate() {
            let code = world.model(one, 0).map_or_else(|code| code, |_| "");
            model.entry(code).or_default().push((one.position, customer(nth)));
        }
        let count = |codes: &[&str]| codes.iter().filter_map(|code| model.get(code)).map(Vec::len).sum::<usize>();
        let progress = queue.progress(world.now);
        prop_assert_eq!(progress.total, world.people.len());
        prop_assert_eq!(progress.done, count(&["done", "tries"]));
        prop_assert_eq!(progress.left, progress.total - progress.done - count(&["blocked", "no_number", "claimed"]));
        let reasons = queue.reasons(world.now);
        prop_assert_eq!(reasons.keys().collect::<Vec<_>>(), model.keys().collect::<Vec<_>>());
        for (code, who) in reasons {
            let mut expected = model[code].clone();
            expected.sort_unstable();
            prop_assert_eq!(who.iter().map(|(id, _)| *id).collect::<Vec<_>>(), expected.iter().map(|(_, id)| *id).collect::<Vec<_>>());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whoever_waits_is_called_the_moment_the_waiting_ends(world in world()) {
        // Calls that were noted ahead make the day to come another than it looks now.
        let mut world = world;
        world.rung.retain(|(_, at, _)| *at <= 0);
        world.people.iter_mut().for_each(|one| one.calls.retain(|(at, _)| *at <= 0));
        // What is told is when a minute begins.
        world.now = world.now.with_second(0).unwrap();
        let queue = world.queue();
        let waiting: Vec<&Somebody> = world.people.iter().filter(|one| world.model(one, 0).is_err()).collect();
        let first = (1..=24 * 60).find(|after| waiting.iter().any(|one| world.model(one, *after).is_ok()));
        let told = queue.next_at(world.now).map(|at| (at - world.ms(0)) / MINUTE);
        prop_assert_eq!(told.filter(|after| *after <= 24 * 60), first);
    }
}
