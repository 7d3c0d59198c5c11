//! What the board of inquiries asks of the rest of the program, and what it is told.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::ask::Ask;
use super::form::Form;
use super::inquiries::Inquiries;
use super::msg::{Effect, Ticket};
use super::overlay::Overlay;
use crate::domain::customer::Customer;
use crate::domain::inquiry::Handled;
use crate::domain::page::Page;
use crate::domain::similar::Sought;
use crate::domain::typed::Place;
use crate::domain::{Id, Noun};

impl App {
    /// The board, at whoever is walked to or selected.
    pub(super) fn open_inquiries(&mut self, whose: Option<Id>) -> Vec<Effect> {
        let mut board = Inquiries::of(whose);
        let load = board.load();
        self.push_with(Overlay::Inquiries(Box::new(board)), load)
    }

    pub(super) fn inquiries_read(&mut self, read: Vec<Handled>) {
        let board = self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Inquiries(board) => Some(board),
            _ => None,
        });
        if let Some(board) = board {
            let Ask { .. } = board.read(read);
        }
    }

    /// The board is read again where the book has changed.
    pub(super) fn inquiries_again(&mut self) -> Option<Effect> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Inquiries(board) => Some(board.load()),
            _ => None,
        })
    }

    /// Finds what was asked before like what is typed in the form on top.
    pub(super) fn seek_similar(&mut self, sought: Box<Sought>) -> Effect {
        let ticket = self.ticket();
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            form.similar.asked(ticket);
        }
        Effect::SeekSimilar { ticket, sought }
    }

    pub(super) fn similar(&mut self, ticket: Ticket, found: Vec<Handled>) {
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            form.similar.answered(ticket, found);
        }
    }

    /// The form of one on the board.
    pub(super) fn edit_inquiry(&mut self, one: Handled, now: DateTime<FixedOffset>) {
        let (id, name) = (one.inquiry.id, one.line.name);
        let customer = Customer { id: one.line.id, name, ..Customer::default() };
        let page = Page { customer, inquiries: vec![one.inquiry], ..Page::default() };
        let place = Place { offset: *now.offset(), currency: &self.setting.currency };
        if let Some(form) = Form::edit(Noun::Inquiry, &page, id, place) {
            self.overlays.push(Overlay::Form(Box::new(form)));
            self.restore_parked(now);
        }
    }
}
