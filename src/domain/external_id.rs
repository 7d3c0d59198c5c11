//! The external id: what another system calls this customer (`system:id`).

use super::record::record;

record! {
    /// What another system calls a customer, a person, a deal or a purchase.
    ExternalId in field {
        /// Whose.
        1 customer: Ref,
        /// Which person, if it names one.
        2 person: Ref,
        /// The other system.
        3 system: Text,
        /// The id there.
        4 value: Text,
        /// The record it names, where that is neither the customer nor a person.
        5 record: Ref,
    }
}
