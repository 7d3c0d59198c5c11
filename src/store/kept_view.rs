//! Saved views: which there are, and which one a person means.

use super::Result;
use super::named::meant;
use super::open::Desk;
use super::read::many;
use crate::domain::Id;
use crate::domain::view::View;

impl Desk {
    /// The views there are: those of who sits here first, by key and name.
    pub fn views(&self) -> Result<Vec<View>> {
        let live = "WHERE t.gone IS NULL AND t.name IS NOT NULL
            ORDER BY t.rep IS NOT ?1, t.key IS NULL, t.key, t.name, t.id";
        many(&self.conn, live, [self.rep.map(|rep| *rep.as_bytes())])
    }

    /// The view that `name` means, as with call lists.
    ///
    /// # Errors
    /// As [`Desk::customer`].
    pub fn kept_view(&self, name: &str) -> Result<Id> {
        meant(self, name, &self.views()?, |view| &view.name)
    }
}
