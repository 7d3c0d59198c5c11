//! The rep: who sits at a desk.

use super::record::record;

record! {
    /// Somebody who sells.
    Rep in field {
        /// What colleagues call them.
        1 name: Text,
        /// Two or three letters for narrow columns.
        2 initials: Text,
        /// Their department.
        3 team: Text,
    }
}
