//! Times on the command line: RFC 3339, or words such as `+2h`, `tue 10:30`, `来週火曜14時`.

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::exit::{Exit, refuse};
use super::session::Session;
use crate::domain::when::{self, Habits, Unclear};
use crate::i18n::Text;

impl Session {
    /// How this desk keeps its hours.
    pub(super) fn habits(&self) -> Habits {
        let callback = NaiveTime::parse_from_str(&self.config.callback_time, "%H:%M");
        Habits { callback: callback.unwrap_or(Habits::default().callback), ..Habits::default() }
    }

    /// A time to come.
    pub(super) fn coming(&self, text: &str) -> anyhow::Result<DateTime<FixedOffset>> {
        let read = when::read(text, self.now, &self.habits());
        read.map(|when| when.at).map_err(|why| self.unclear(text, &why))
    }

    /// A time at which something happened: `yesterday 15:00`, `14:30`, or an exact one.
    pub(super) fn happened(&self, text: &str) -> anyhow::Result<DateTime<FixedOffset>> {
        let read = when::read_past(text, self.now, &self.habits());
        read.map(|when| when.at).map_err(|why| match why {
            Unclear::Elsewhere(_) => self.refused(Text::TimeToCome, text),
            why => self.unclear(text, &why),
        })
    }

    fn unclear(&self, text: &str, why: &Unclear) -> anyhow::Error {
        let phrase = match why {
            Unclear::Empty => Text::TimeEmpty,
            Unclear::Elsewhere(_) => Text::TimePassed,
            Unclear::Partly(..) | Unclear::Unknown(_) => Text::TimeUnknown,
        };
        self.refused(phrase, text)
    }

    fn refused(&self, phrase: Text, text: &str) -> anyhow::Error {
        refuse(Exit::Usage, phrase.fill(self.lang, &[("given", text)]))
    }
}
