//! Words for where somebody stands on a call list: why it is their turn, or why it is not.

use chrono::{DateTime, FixedOffset};

use super::{Lang, Text, format};
use crate::domain::standing::{Standing, Why, WhyNot};

/// A reason's code and its words.
const REASONS: &[(&str, Text)] = &[
    ("", Text::ReasonReady),
    ("blocked", Text::ReasonBlocked),
    ("not_agreed", Text::ReasonNotAgreed),
    ("complaint", Text::ReasonComplaint),
    ("no_number", Text::ReasonNoNumber),
    ("done", Text::ReasonDone),
    ("tries", Text::ReasonTries),
    ("claimed", Text::ReasonClaimed),
    ("callback", Text::ReasonCallback),
    ("cooling", Text::ReasonCooling),
    ("gap", Text::ReasonGap),
    ("per_day", Text::ReasonPerDay),
    ("hours", Text::ReasonHours),
    ("part", Text::ReasonPart),
];

/// The words for a reason's code; those for who can be called where it is none.
#[must_use]
pub fn reason(code: &str, lang: Lang) -> &'static str {
    REASONS.iter().find(|(known, _)| *known == code).map_or("", |(_, text)| text.words(lang))
}

/// Why it is somebody's turn.
#[must_use]
pub fn why(why: Why, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let text = match why {
        Why::CallbackDue(_) => Text::WhyCallbackDue,
        Why::CallbackOpen => Text::WhyCallbackOpen,
        Why::Hot => Text::WhyHot,
        Why::Fresh => Text::WhyFresh,
        Why::Retry(_) => Text::WhyRetry,
        Why::Again(_) => Text::WhyAgain,
    };
    let since = why.since().map(|at| format::ago(format::local(at, now), now, lang));
    text.fill(lang, &[("when", since.as_deref().unwrap_or_default())])
}

/// Why it is not somebody's turn; `whose` is the rep they are another's of.
#[must_use]
pub fn why_not(why_not: WhyNot, whose: &str, now: DateTime<FixedOffset>, lang: Lang) -> String {
    let until = why_not.until().map(|at| format::moment(format::local(at, now), now, lang));
    let until = until.map(|when| Text::UntilWhen.fill(lang, &[("when", &when)]));
    let whose = if matches!(why_not, WhyNot::Claimed(_)) { whose } else { "" };
    let parts = [reason(why_not.code(), lang), whose, until.as_deref().unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Either.
#[must_use]
pub fn words(standing: Standing, whose: &str, now: DateTime<FixedOffset>, lang: Lang) -> String {
    match standing {
        Standing::Ready(ready, _) => why(ready, now, lang),
        Standing::Not(not) => why_not(not, whose, now, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn every_reason_has_words() {
        let all = [
            WhyNot::Blocked(1),
            WhyNot::NotAgreed,
            WhyNot::Complaint,
            WhyNot::NoNumber,
            WhyNot::Done,
            WhyNot::Maximum,
            WhyNot::Claimed(Id::default()),
            WhyNot::Callback(1),
            WhyNot::Cooling(1),
            WhyNot::Gap(1),
            WhyNot::PerDay,
            WhyNot::Hours,
            WhyNot::Part,
        ];
        assert!(all.iter().all(|why_not| !reason(why_not.code(), Lang::Ja).is_empty()));
    }
}
