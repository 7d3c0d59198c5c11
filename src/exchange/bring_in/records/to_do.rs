//! A row that is an activity still to come is a next step, and done once the activity itself is brought.
//! Called by [`told`](super::told) alone.

use crate::domain::{Id, Noun, Value, activity, next_step, typed};
use crate::exchange::bring_in::import::Import;
use crate::exchange::bring_in::settle::set;

impl Import {
    /// What was to be done has happened.
    pub(super) fn finish_step(&mut self, step: Id, fields: &[(u16, Value)]) {
        let at = fields.iter().find(|(code, _)| *code == activity::field::at).map(|(_, at)| at.clone());
        let done = at.into_iter().map(|at| (next_step::field::done_at, at)).collect();
        set(&mut self.writes, Noun::NextStep, step, done);
    }
}

/// The next step that an activity still to come is.
pub(super) fn as_step(fields: &[(u16, Value)]) -> Vec<(u16, Value)> {
    use activity::field as was;
    use next_step::field as step;
    let of = |code: u16| fields.iter().find(|(known, _)| *known == code).map(|(_, value)| value.clone());
    let kind = match of(was::kind).unwrap_or_default().text() {
        "call" => "callback",
        "mail" => "mail",
        "meeting" | "visit" => "meeting",
        _ => "task",
    };
    let words = [of(was::subject), of(was::note)].into_iter().flatten();
    let words: Vec<String> = words.map(|value| typed::clean_line(value.text()).into_owned()).collect();
    let mut fields = vec![(step::kind, Value::Text(kind.to_owned()))];
    if !words.is_empty() {
        fields.push((step::text, Value::Text(words.join(" / "))));
    }
    let same = [
        (was::customer, step::customer),
        (was::person, step::person),
        (was::at, step::due_at),
        (was::zone, step::zone),
        (was::rep, step::owner),
    ];
    fields.extend(same.into_iter().filter_map(|(from, to)| Some((to, of(from)?))));
    fields
}

/// The step that an activity was before it happened.
pub(super) fn step_id(activity: Id) -> Id {
    Id::of_parts(&[b"step", activity.as_bytes()])
}
