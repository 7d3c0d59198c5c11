//! `salesdesk why`: why somebody may be contacted now, or why not, in one line.

use clap::Args;
use serde_json::json;

use super::out;
use super::session::Session;
use crate::domain::consent::CHANNELS;
use crate::domain::why::{Ground, why_now};
use crate::i18n::why as words;

/// Say why a customer may be called now, or may not
#[derive(Args, Debug)]
pub(super) struct Why {
    /// An id, the beginning of one, a code, or system:id
    customer: String,
    /// Over which channel
    #[arg(long, value_parser = CHANNELS.to_vec(), default_value = "call")]
    channel: String,
    /// Whom there: a name or an id
    #[arg(long)]
    person: Option<String>,
}

/// Activities that are looked at: more are not made in the time between two calls.
const PAST: usize = 50;

impl Why {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let page = session.page(&desk, &self.customer, PAST)?;
        let person = self.person.as_ref().map(|name| session.person(&page, name)).transpose()?;
        let pacing = session.stored(desk.rulebook(None))?.pacing;
        let ground = why_now(&page, person, &self.channel, session.now, &pacing);
        let line = words::says(&ground, &page, &self.channel, session.now, session.lang);
        if !session.json {
            return out::say(&line);
        }
        let until = match ground {
            Ground::Rests(until) | Ground::Gap(until) => Some(until),
            _ => None,
        };
        out::json(&json!({
            "customer": page.customer.id.to_string(),
            "channel": self.channel,
            "allowed": ground.allows(),
            "reason": ground.code(),
            "until": until.map(|until| super::json::rfc3339(until, *session.now.offset())),
            "words": line,
        }))
    }
}
