//! Whom a block is on, as the command line names them.

use super::given;
use crate::cli::exit::{Exit, refuse};
use crate::cli::session::Session;
use crate::domain::Trouble;
use crate::domain::page::Page;
use crate::exchange::blocks::{Target, address};
use crate::i18n::Text;
use crate::store::{self, Desk};

/// A number, a customer or a person.
pub(super) struct Whom {
    /// What a block on them covers.
    pub(super) target: Target,
    /// As a person would say it.
    pub(super) name: String,
    /// The customer's page; none of a number.
    pub(super) page: Option<Page>,
}

impl Whom {
    /// Who is meant: a number where it is one, else a customer.
    pub(super) fn of(
        session: &Session,
        desk: &Desk,
        whom: Option<&str>,
        person: Option<&str>,
    ) -> anyhow::Result<Self> {
        let whom = given(whom)?;
        let target = |customer, person, address| Target { customer, person, address, channel: None };
        if let Some(address) = address(whom, &session.config.region).filter(|_| person.is_none()) {
            refuse_code(session, desk, whom, &address)?;
            return Ok(Self { target: target(None, None, address.clone()), name: address, page: None });
        }
        let page = session.page(desk, whom, 0)?;
        let person = person.map(|name| session.person(&page, name)).transpose()?;
        let called = person.and_then(|id| page.person(id)).map(|person| format!(" {}", person.name()));
        let name = page.customer.name.clone() + &called.unwrap_or_default();
        Ok(Self { target: target(Some(page.customer.id), person, String::new()), name, page: Some(page) })
    }

    /// Says so where a customer must still not be called for another reason.
    pub(super) fn remark_rest(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let Some(id) = self.target.customer else { return Ok(()) };
        let page = session.stored(desk.page(id, 0))?.unwrap_or_default();
        if let Some(block) = page.blocked(session.ms()) {
            let says = crate::i18n::block::says(block, Some(&page), session.now, session.lang);
            session.remark(&Text::StillBlocked.fill(session.lang, &[("what", &says)]));
        }
        Ok(())
    }
}

/// A number that is a customer's code as well could mean either.
fn refuse_code(session: &Session, desk: &Desk, whom: &str, address: &str) -> anyhow::Result<()> {
    match desk.customer(whom) {
        Err(store::Error::Trouble(Trouble::NotFound(_))) => Ok(()),
        Ok(_) if whom == address => Ok(()),
        Ok(id) => {
            let places = [("given", whom), ("number", address), ("id", &id.to_string())];
            Err(refuse(Exit::Undecided, Text::NumberOrCode.fill(session.lang, &places)))
        }
        Err(error) => session.stored(Err(error)),
    }
}
