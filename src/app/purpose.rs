//! What a line that is typed about a customer becomes.

use crate::domain::blocking::Whom;
use crate::domain::deal::Deal;
use crate::domain::inquiry::Inquiry;
use crate::domain::next_step::NextStep;
use crate::domain::page::Page;

/// What the line becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A next step.
    NextStep,
    /// Another time for this one.
    Move(Box<NextStep>),
    /// The day to try again after this deal was lost.
    WinBack(Box<Deal>),
    /// A tag, or one less.
    Tag,
    /// A block, or the end of those that stand.
    Block(Whom, Box<Page>),
    /// Until when they are kept.
    Retain,
    /// What was done about an inquiry, or why they may be called all the same.
    Inquiry(OfInquiry, Box<Inquiry>),
}

/// What a line says of an inquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfInquiry {
    /// What was done.
    Step,
    /// Why they may be called although a complaint is open.
    Clear,
}
