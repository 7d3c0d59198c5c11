//! What the grid asks of the rest of the program, and what it tells it.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::grid::Grid;
use super::msg::{Effect, Ticket};
use super::overlay::Overlay;
use crate::domain::Id;
use crate::domain::custom_field::CustomField;
use crate::domain::page::{Line, Tally};

impl App {
    /// The customers that are searched for as a grid, in the columns of the view that is looked at.
    pub(super) fn open_grid(&mut self) -> Vec<Effect> {
        let grid = Grid::of(self.desk.search.text(), self.desk.columns());
        self.overlays.push(Overlay::Grid(Box::new(grid)));
        self.grid_anew().into_iter().chain([Effect::LoadOwnFields]).collect()
    }

    /// The grid, if it is open.
    fn grid(&mut self) -> Option<&mut Grid> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Grid(grid) => Some(&mut **grid),
            _ => None,
        })
    }

    /// Whoever answers its search line is read for the grid.
    pub(super) fn grid_anew(&mut self) -> Option<Effect> {
        let ticket = self.ticket();
        let grid = self.grid()?;
        grid.asks(ticket);
        let (line, columns) = (grid.query.clone(), grid.columns.clone());
        Some(Effect::Search { ticket, line, limit: grid.limit, with: None, columns })
    }

    /// The same customers are read again: the book is another than a moment ago.
    pub(super) fn grid_again(&mut self) -> Option<Effect> {
        if self.grid()?.waiting() {
            return self.grid_anew();
        }
        let ticket = self.ticket();
        let grid = self.grid()?;
        let customers: Vec<Id> = grid.rows.iter().map(|line| line.id).collect();
        grid.asks(ticket);
        Some(Effect::LoadCells { ticket, customers, columns: grid.columns.clone() })
    }

    pub(super) fn is_for_grid(&mut self, ticket: Ticket) -> bool {
        self.grid().is_some_and(|grid| grid.asked_for(ticket))
    }

    /// The rows of the grid have come.
    pub(super) fn grid_found(
        &mut self,
        lines: Vec<Line>,
        tally: Option<Tally>,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        let Some(at) = self.overlays.iter().position(|overlay| matches!(overlay, Overlay::Grid(_))) else {
            return Vec::new();
        };
        let above = self.overlays.split_off(at + 1);
        let effects = self.ask_top(now, |overlay, world| match overlay {
            Overlay::Grid(grid) => grid.found(lines, tally, world),
            _ => super::ask::Ask::nothing(),
        });
        self.overlays.extend(above);
        effects
    }

    pub(super) fn own_fields_read(&mut self, own: Vec<CustomField>) {
        if let Some(grid) = self.grid() {
            grid.own = own;
        }
    }
}
