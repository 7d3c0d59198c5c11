//! The search: folded text in, ranked hits out. Pure; no SQL, no files.
//!
//! The store hands in a [`Source`] per customer; [`Folded::of`] folds it, on any thread. A small
//! book is a [`Book`] in memory, whose flat columns each key scans. A large one is a [`Sidecar`],
//! bytes of a file that tell where not to look, and a `Book` of whoever has changed since; it
//! answers as the scan does. Both are disposable: everything in them comes from the store.

mod book;
mod column;
mod excerpt;
mod filter;
mod folded;
mod held;
mod rank;
mod scan;
mod shelf;
mod shown;
mod sidecar;
mod sought;
mod source;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod companies;
#[cfg(test)]
mod property;

pub use book::Book;
pub use folded::Folded;
pub use held::{HANGING, Held, holds, is_held};
pub use scan::{Found, Hit, Moments};
pub use shown::shown;
pub use sidecar::{Bytes, Gathering, Halt, Keep, Moment, Press, Sheaf, Sidecar, Unusable};
pub use source::{Named, Number, Source};
