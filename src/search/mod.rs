//! The search: folded text in, ranked hits out. Pure; no SQL, no files.
//!
//! The store hands in a [`Source`] per customer; [`Folded::of`] folds it, on any thread; a
//! [`Book`] keeps all of them in a few flat columns and answers each key by scanning those. The
//! book is disposable: everything in it comes from the store.

mod blocks;
mod book;
mod bound;
mod column;
mod copied;
mod excerpt;
mod filter;
mod folded;
mod leaf;
mod press;
mod proved;
mod rank;
mod reading;
mod scan;
mod sheaf;
mod shelf;
mod shown;
mod sidecar;
mod signature;
mod sought;
mod source;
mod term;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod companies;
#[cfg(test)]
mod property;

pub use book::Book;
pub use folded::Folded;
pub use press::Press;
pub use proved::Halt;
pub use scan::{Found, Hit, Moments};
pub use sheaf::{Gathering, Sheaf};
pub use shown::shown;
pub use sidecar::{Bytes, Keep, Moment, Sidecar, Unusable};
pub use source::{Named, Number, Source};
