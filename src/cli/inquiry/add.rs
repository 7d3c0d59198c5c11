//! `inquiry add`: what somebody asked, with those like it that were answered before.

use clap::Args;

use super::similar::show_alike;
use super::tell_again;
use crate::cli::session::{Session, text_or_stdin};
use crate::cli::set::Setting;
use crate::domain::activity::CHANNELS;
use crate::domain::inquiry::{Inquiry, KINDS};
use crate::domain::invalid::{Invalid, Why};
use crate::domain::{Change, Deed, Id, Kind, Record as _, typed};
use crate::store::Desk;

/// Take down what somebody asked or complained of
#[derive(Args, Debug)]
pub(in crate::cli) struct Add {
    /// Who: an id, the beginning of one, a code, or system:id
    customer: String,
    /// What they said; - reads it from standard input
    #[arg(required = true)]
    text: Vec<String>,
    /// What it is about
    #[arg(long, value_parser = KINDS.to_vec(), default_value = "question")]
    kind: String,
    /// How it came
    #[arg(long, value_parser = CHANNELS.iter().map(|channel| channel.code).collect::<Vec<_>>())]
    #[arg(default_value = "call")]
    channel: String,
    /// It is a complaint: nobody sells to them while it is open
    #[arg(long)]
    complaint: bool,
    /// When it came, if not now
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Who asked: a name or an id
    #[arg(long)]
    person: Option<String>,
    /// Any other field; may be given again
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<Setting>,
}

impl Add {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let page = session.page(desk, &self.customer, 0)?;
        let at = self.at.as_ref().map(|at| session.happened(at)).transpose()?.unwrap_or(session.now);
        let person = self.person.as_ref().map(|name| session.person(&page, name)).transpose()?;
        let mut inquiry = Inquiry {
            id: Id::mint(session.ms()),
            customer: Some(page.customer.id),
            person,
            received_at: Some(at.timestamp_millis()),
            zone: Some(i64::from(at.offset().local_minus_utc() / 60)),
            channel: self.channel.clone(),
            kind: self.kind.clone(),
            text: words(&text_or_stdin(&self.text.join(" "))?)?,
            status: "new".to_owned(),
            complaint: self.complaint,
            owner: desk.rep(),
            ..Inquiry::default()
        };
        for setting in &self.set {
            let (code, value) = setting.read::<Inquiry>(session, desk, "")?;
            inquiry.put(code, value);
        }
        let inquiry = inquiry.moved(&inquiry.status, session.ms());
        let change = Change::new(Deed::AddInquiry, &page.customer.name).add(&inquiry);
        session.stored(desk.commit(&change, session.ms()))?;
        tell_again(session, desk, inquiry.id)?;
        if session.json { Ok(()) } else { show_alike(session, desk, &inquiry) }
    }
}

/// What was said, checked as words are in a form; never nothing.
pub(super) fn words(text: &str) -> anyhow::Result<String> {
    const TEXT: crate::domain::Field = crate::domain::Field { code: 7, name: "text", kind: Kind::Long };
    let place = typed::Place { offset: chrono::Offset::fix(&chrono::Utc), currency: "JPY" };
    let value = typed::value(&TEXT, &[], text, place)?;
    if value.is_null() {
        return Err(Invalid::new("text", Why::Empty).into());
    }
    Ok(value.text().to_owned())
}
