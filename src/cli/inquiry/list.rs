//! `inquiry list`: the board as rows.

use clap::Args;
use serde_json::Value as Json;

use super::json;
use crate::cli::out::{self, Table};
use crate::cli::session::Session;
use crate::domain::inquiry::{Handled, STATUSES};
use crate::i18n::{Text, label};
use crate::store::Desk;

/// List inquiries, open ones unless told
#[derive(Args, Debug)]
pub(in crate::cli) struct List {
    /// Of one customer only
    customer: Option<String>,
    /// Closed ones too
    #[arg(long)]
    all: bool,
    /// At one status only
    #[arg(long, value_parser = STATUSES.to_vec())]
    status: Option<String>,
    /// Complaints only
    #[arg(long)]
    complaints: bool,
}

impl List {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let closed = self.all || self.status.as_deref() == Some("done");
        let mut found = session.stored(desk.inquiries(if closed { usize::MAX >> 1 } else { 0 }))?;
        if let Some(name) = &self.customer {
            let whose = session.page(desk, name, 0)?.customer.id;
            found.retain(|one| one.line.id == whose);
        }
        found.retain(|one| self.status.as_ref().is_none_or(|status| one.inquiry.status == *status));
        found.retain(|one| !self.complaints || one.inquiry.complaint);
        if session.json {
            let all = found.iter().map(|one| json(session, desk, one));
            return out::json(&Json::Array(all.collect::<anyhow::Result<_>>()?));
        }
        if found.is_empty() {
            session.remark(Text::NoInquiries.words(session.lang));
        }
        let mut table = Table::with_numbers(2..3);
        found.iter().for_each(|one| row(session, &mut table, one));
        table.print()
    }
}

fn row(session: &Session, table: &mut Table, one: &Handled) {
    let inquiry = &one.inquiry;
    let [status, kind] = [&inquiry.status, &inquiry.kind].map(|code| label::choice(code, session.lang));
    let mark = if inquiry.is_old(session.ms()) { "!" } else { "" };
    let days = Text::DaysOld.fill(session.lang, &[("n", &inquiry.days(session.ms()).to_string())]);
    let complaint = if inquiry.complaint { Text::ComplaintMark.words(session.lang) } else { "" };
    let id: String = inquiry.id.to_string().chars().take(23).collect();
    let text = inquiry.text.lines().next().unwrap_or_default();
    table.row([status, mark, &days, complaint, &one.line.name, kind, text, &one.owner, &id]);
}
