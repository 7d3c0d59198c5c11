//! The external id: what another system calls this customer (`system:id`).

use super::record::record;

record! {
    /// A customer's or person's name in another system.
    ExternalId in field {
        /// Whose.
        1 customer: Ref,
        /// Which person, if it names one.
        2 person: Ref,
        /// The other system.
        3 system: Text,
        /// The id there.
        4 value: Text,
    }
}
