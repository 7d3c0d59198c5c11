//! The search: folded text in, ranked hits out. Pure; no SQL, no files.
//!
//! The store hands in a [`Source`] per customer; [`Folded::of`] folds it, on any thread; a
//! [`Book`] keeps all of them in a few flat columns and answers each key by scanning those. The
//! book is disposable: everything in it comes from the store.

mod book;
mod column;
mod excerpt;
mod filter;
mod folded;
mod rank;
mod scan;
mod shown;
mod source;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod companies;
#[cfg(test)]
mod property;

pub use book::Book;
pub use folded::Folded;
pub use scan::{Found, Hit, Moments};
pub use shown::shown;
pub use source::{Named, Number, Source};
