//! What falls due while the program runs: shown in the header and heard once, on any screen.
//!
//! Never a key lost, never another focus. What had passed before the start is told by the header's
//! count alone; a clock set back rings nothing twice.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};

use super::App;
use super::msg::{Counts, Effect};
use crate::domain::Id;
use crate::domain::agenda::Due;
use crate::domain::day::midnight;

/// What fell due since the program runs.
#[derive(Debug, Default)]
pub struct Alerts {
    /// What still waits of it, the newest first.
    pub due: Vec<Due>,
    /// From when on, Unix milliseconds; nothing before the day was counted.
    since: Option<i64>,
    /// What has been heard: the step and its time.
    heard: HashSet<(Id, Option<i64>)>,
}

impl Alerts {
    /// What fell due last and still waits.
    #[must_use]
    pub fn newest(&self) -> Option<&Due> {
        self.due.first()
    }

    /// Takes in what fell due; answers with what nobody has heard yet.
    fn read(&mut self, due: Vec<Due>) -> Vec<Due> {
        let unheard = |due: &&Due| self.heard.insert((due.step.id, due.step.due_at));
        let new = due.iter().filter(unheard).cloned().collect();
        self.due = due;
        new
    }
}

impl App {
    /// Counts anew where the counts have aged since the moment `before`: a step fell due, a day began, or the clock
    /// was set back.
    pub(super) fn watch(&mut self, before: i64, now: DateTime<FixedOffset>) -> Option<Effect> {
        let ms = now.timestamp_millis();
        let day = self.counts.day.as_mut()?;
        let fell_due = day.next_due.take_if(|at| *at <= ms).is_some();
        (fell_due || ms < before || before < midnight(now, 0)).then_some(Effect::Count(now))
    }

    pub(super) fn counted(&mut self, counts: Counts, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let ms = now.timestamp_millis();
        self.counts = counts;
        if counts.day.is_none() {
            return Vec::new();
        }
        let since = self.alerts.since.map_or(ms, |since| since.min(ms));
        self.alerts.since = Some(since);
        vec![Effect::LoadFellDue { since, until: ms }]
    }

    pub(super) fn fell_due(&mut self, due: Vec<Due>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let new = self.alerts.read(due);
        if new.is_empty() { Vec::new() } else { vec![Effect::Ring { due: new, now }] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Setting;
    use crate::app::msg::{Day, Msg, Reply};
    use crate::domain::next_step::NextStep;
    use crate::domain::outcome::standard;
    use crate::domain::page::Line;
    use crate::domain::when::Habits;
    use crate::i18n::Lang;

    fn at(time: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-11-{time}:00+09:00")).unwrap()
    }

    fn ms(time: &str) -> i64 {
        at(time).timestamp_millis()
    }

    /// Counted at 14:00, the next step due at 14:30.
    fn app() -> App {
        let setting = Setting {
            lang: Lang::En,
            demo: false,
            currency: "JPY".into(),
            region: "JP".into(),
            habits: Habits::default(),
            outcomes: standard(),
            rep: None,
            rep_name: String::new(),
            sheets: crate::app::Sheets::default(),
            snippets: std::collections::BTreeMap::new(),
            keep: Vec::new(),
        };
        let mut app = App::new(setting).0;
        let effects = app.update(counts(Some("20T14:30")), at("20T14:00"));
        assert_eq!(effects, [Effect::LoadFellDue { since: ms("20T14:00"), until: ms("20T14:00") }]);
        app
    }

    fn counts(next_due: Option<&str>) -> Msg {
        let day = Day { next_due: next_due.map(ms), ..Day::default() };
        Msg::Reply(Reply::Counts(Counts { customers: 1, day: Some(day) }))
    }

    fn due(time: &str) -> Due {
        let step = NextStep { id: Id::from_bytes([7; 16]), due_at: Some(ms(time)), ..NextStep::default() };
        Due { step, line: Line::default(), initials: String::new() }
    }

    fn fell_due(time: &str) -> Msg {
        Msg::Reply(Reply::FellDue(vec![due(time)]))
    }

    #[test]
    fn when_the_next_step_is_due_the_day_is_counted_once() {
        let mut app = app();
        assert_eq!(app.wakes_at(at("20T14:29")), ms("20T14:30"));
        assert_eq!(app.update(Msg::Tick, at("20T14:29")), []);
        assert_eq!(app.update(Msg::Tick, at("20T14:30")), [Effect::Count(at("20T14:30"))]);
        assert_eq!(app.update(Msg::Tick, at("20T14:30")), [], "it waits for the answer");
        assert_eq!(app.wakes_at(at("20T14:30")), ms("20T14:31"), "and does not spin");
    }

    #[test]
    fn a_step_rings_once_for_each_time_it_is_due() {
        let (mut app, now) = (app(), at("20T15:00"));
        app.update(counts(None), now);
        let ring = |time| vec![Effect::Ring { due: vec![due(time)], now }];
        assert_eq!(app.update(fell_due("20T14:30"), now), ring("20T14:30"));
        assert_eq!(app.update(fell_due("20T14:30"), now), []);
        assert_eq!(app.update(fell_due("20T14:45"), now), ring("20T14:45"));
    }

    #[test]
    fn a_clock_set_back_looks_again_from_there_and_rings_nothing_twice() {
        let mut app = app();
        app.update(counts(None), at("20T14:30"));
        app.update(fell_due("20T14:30"), at("20T14:30"));
        assert_eq!(app.update(Msg::Tick, at("20T13:00")), [Effect::Count(at("20T13:00"))]);
        let since = ms("20T13:00");
        let looked = app.update(counts(Some("20T14:30")), at("20T13:00"));
        assert_eq!(looked, [Effect::LoadFellDue { since, until: since }]);
        let looked = app.update(counts(None), at("20T14:30"));
        assert!(looked.contains(&Effect::LoadFellDue { since, until: ms("20T14:30") }));
        assert_eq!(app.update(fell_due("20T14:30"), at("20T14:30")), []);
    }

    #[test]
    fn a_new_day_is_counted_anew() {
        let mut app = app();
        app.update(counts(None), at("20T23:59"));
        assert_eq!(app.update(Msg::Tick, at("21T00:00")), [Effect::Count(at("21T00:00"))]);
        assert_eq!(app.update(Msg::Tick, at("21T00:01")), []);
    }
}
