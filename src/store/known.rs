//! By what customers are known: their records with contact points and external ids, for whoever
//! must recognise them in a file. A stretch of ids at a time, one ordered scan per table.

use super::Result;
use super::open::Desk;
use super::read::many;
use super::source::end_of_stretch;
use crate::domain::Id;
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::Customer;
use crate::domain::external_id::ExternalId;

impl Desk {
    /// Hands over every live customer with its contact points and external ids.
    pub fn each_known(&self, mut take: impl FnMut(&Customer, &[ContactPoint], &[ExternalId])) -> Result<()> {
        let mut from = 0_u128;
        while let Some(to) = end_of_stretch(&self.conn, from)? {
            let range = [from.to_be_bytes(), to.to_be_bytes()];
            let live = "BETWEEN ?1 AND ?2 AND t.gone IS NULL ORDER BY";
            let customers: Vec<Customer> = many(&self.conn, &format!("WHERE t.id {live} t.id"), range)?;
            let hanging = format!("WHERE t.customer {live} t.customer");
            let points: Vec<ContactPoint> = many(&self.conn, &hanging, range)?;
            let external: Vec<ExternalId> = many(&self.conn, &hanging, range)?;
            let (mut points, mut external) = (points.as_slice(), external.as_slice());
            for customer in &customers {
                let own = of(customer.id, &mut points, |point| point.customer);
                take(customer, own, of(customer.id, &mut external, |id| id.customer));
            }
            let Some(next) = to.checked_add(1) else { break };
            from = next;
        }
        Ok(())
    }
}

/// Takes a customer's own off the front of records in the order of customers, and whatever lies
/// before them: that of customers deleted.
fn of<'a, R>(customer: Id, rest: &mut &'a [R], whose: impl Fn(&R) -> Option<Id>) -> &'a [R] {
    let before = rest.partition_point(|one| whose(one) < Some(customer));
    let (own, after) = {
        let rest = &rest[before..];
        rest.split_at(rest.partition_point(|one| whose(one) == Some(customer)))
    };
    *rest = after;
    own
}
