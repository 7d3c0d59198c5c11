//! `salesdesk report customers`: what they bought, how lately, how often and for how much.

use clap::Args;

use super::super::exit::{Exit, refuse};
use super::super::session::Session;
use super::asking::{Days, Whose, one_day_of};
use crate::domain::choices::OWN_FIELD;
use crate::domain::custom_field;
use crate::domain::report::Figures;
use crate::domain::sales::SoldBy;
use crate::domain::{Kind, Noun};
use crate::i18n::Text;
use crate::store::Desk;

/// Rows of the table unless told.
const ROWS: usize = 30;

/// What customers bought: sales, RFM, the next order, cross-tables
#[derive(Args, Debug)]
pub(super) struct Customers {
    #[command(flatten)]
    days: Days,
    #[command(flatten)]
    whose: Whose,
    /// As it was at the end of that day: lines from later are left out
    #[arg(long, value_name = "DATE", conflicts_with = "to")]
    as_of: Option<String>,
    /// Lay sales apart by month, or a field of customers or purchases, one of your own too
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Customers {
    pub(super) fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let mut range = self.days.range(session)?;
        self.whose.narrow(session, desk)?;
        if let Some(given) = &self.as_of {
            range.to = Some(one_day_of("as-of", given)?.to_string());
        }
        if let Some(given) = &self.by {
            let by = (sold_by(session, desk, given)?, given.clone());
            let most = self.limit.unwrap_or(usize::MAX);
            return Ok(Figures::Sales(session.stored(desk.sales_figures(range, by, most, session.now))?));
        }
        let shown = self.limit.unwrap_or(if session.json { usize::MAX } else { ROWS });
        Ok(Figures::Customers(session.stored(desk.customer_figures(range, shown, session.now))?))
    }
}

/// What a word of `--by` means.
fn sold_by(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<SoldBy> {
    let named = |noun: Noun, name: &str| {
        noun.fields().iter().find(|field| field.name == name && field.kind != Kind::Long && field.code > 0)
    };
    if given == "month" {
        return Ok(SoldBy::Month);
    }
    let bare = given.strip_prefix("purchase.");
    if let Some(field) = bare.or(Some(given)).and_then(|name| named(Noun::Purchase, name))
        && (bare.is_some() || named(Noun::Customer, given).is_none())
    {
        return Ok(SoldBy::Purchase(field));
    }
    if let Some(field) = named(Noun::Customer, given.trim_start_matches("customer.")) {
        return Ok(SoldBy::Customer(field));
    }
    for noun in [Noun::Customer, Noun::Person, Noun::Purchase] {
        let fields = session.stored(desk.own_fields(noun))?;
        if let Some(own) = custom_field::called(&fields, given.trim_start_matches(OWN_FIELD)) {
            return Ok(SoldBy::Own(noun, own.id));
        }
    }
    let words = Text::NoSuchBy.fill(session.lang, &[("given", given)]);
    Err(refuse(Exit::Usage, words))
}
