//! Numbers and addresses given on the command line, as contact points with their normal forms.

use super::session::Session;
use crate::domain::Id;
use crate::domain::contact_point::{self, ContactPoint};

/// The contact points of these numbers and addresses, to stand after the `standing` ones.
pub(super) fn points(
    session: &Session,
    customer: Id,
    phones: &[String],
    mails: &[String],
    standing: usize,
) -> Vec<ContactPoint> {
    let numbers = phones.iter().map(|raw| contact_point::number(raw, &session.config.region));
    let addresses = mails.iter().map(|raw| contact_point::typed("mail", raw, ""));
    let first = i64::try_from(standing).unwrap_or(i64::MAX);
    (first..)
        .zip(numbers.chain(addresses))
        .map(|(position, point)| ContactPoint {
            id: Id::mint(session.ms()),
            customer: Some(customer),
            position: Some(position),
            ..point
        })
        .collect()
}
